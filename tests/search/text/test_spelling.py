"""Misspelt words are told from other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.spelling import is_misspelt, mistakes_allowed


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("deutschkrus", "deutschkurs"),
        ("deutchkurs", "deutschkurs"),
        ("deutschkurss", "deutschkurs"),
        ("krus", "kurs"),
        ("hebame", "hebamme"),
        ("integrationskrs", "integrationskurs"),
    ],
)
def test_letters_swapped_missing_or_doubled_are_a_mistake(word: str, meant: str) -> None:
    assert is_misspelt(word, meant)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kurs", "kunst"),
        ("arzt", "amt"),
        ("tanz", "tandem"),
        ("rad", "rat"),
        ("", "kurs"),
        ("schule", "schwimmen"),
    ],
)
def test_another_word_is_no_mistake(word: str, meant: str) -> None:
    assert not is_misspelt(word, meant)


def test_short_words_must_be_right() -> None:
    assert mistakes_allowed("rad") == 0
    assert not is_misspelt("rad", "rat")


@given(st.text(alphabet="abcdefghijk", min_size=8, max_size=20), st.integers(0, 6))
def test_two_swapped_neighbours_are_always_forgiven(word: str, place: int) -> None:
    letters = list(word)
    letters[place], letters[place + 1] = letters[place + 1], letters[place]

    assert is_misspelt("".join(letters), word)
