"""What is typed becomes markup and comes back as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.door.plain_text import to_markup, to_text
from offers.richtext import clean_html


@pytest.mark.parametrize(
    ("typed", "markup"),
    [
        ("", ""),
        ("Kommen Sie vorbei.", "<p>Kommen Sie vorbei.</p>"),
        ("Eins\n\nZwei", "<p>Eins</p><p>Zwei</p>"),
        ("Eins\nZwei", "<p>Eins<br/>Zwei</p>"),
        ("Es gibt:\n- Tee\n- Kuchen", "<p>Es gibt:</p><ul><li>Tee</li><li>Kuchen</li></ul>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ],
)
def test_typed_text_becomes_markup(typed: str, markup: str):
    assert to_markup(typed) == markup


@pytest.mark.parametrize(
    "typed", ["Eins\n\nZwei", "Eins\nZwei", "Es gibt:\n\n- Tee\n- Kuchen\n\nBis bald!", "1 < 2 & 3 > 2"]
)
def test_markup_comes_back_as_it_was_typed(typed: str):
    assert to_text(clean_html(to_markup(typed))) == typed


@given(st.text(max_size=200))
def test_saving_again_changes_nothing(typed: str):
    once = clean_html(to_markup(typed))
    assert clean_html(to_markup(to_text(once))) == clean_html(to_markup(to_text(once)))
    assert "<script" not in once
