"""Markup that is drawn once and then filled."""

from typing import NamedTuple

import pytest
from django.template import TemplateDoesNotExist
from django.utils import translation

from search.results import Chip
from search.skeletons import Skeleton, Skeletons, joined, marks


def skeleton_of(source: str, number: int) -> Skeleton:
    return Skeleton.of(source.format(*marks(number)))


def test_values_go_where_their_marks_were() -> None:
    assert skeleton_of("<b>{1}</b> {0} {1}", 2).fill(("eins", "zwei")) == "<b>zwei</b> eins zwei"


def test_values_are_escaped_but_markup_is_not() -> None:
    inner = skeleton_of("<i>{0}</i>", 1).fill(("a & b",))

    assert skeleton_of("{0}|{1}", 2).fill((inner, "<script>")) == "<i>a &amp; b</i>|&lt;script&gt;"


def test_a_value_that_looks_like_a_mark_is_a_value() -> None:
    assert skeleton_of("{0}{1}", 2).fill((str(marks(2)[1]) + "!", "x")) == f"{marks(2)[1]}!x"


def test_indentation_is_left_out_but_words_stay_apart() -> None:
    assert (
        skeleton_of("<p>\n        eins\n        zwei {0}\n    </p>", 1).fill(("",))
        == "<p>\neins\nzwei \n</p>"
    )


def test_a_template_is_drawn_once_for_each_shape() -> None:
    drawn: list[str] = []

    def context() -> dict[str, object]:
        drawn.append("x")
        return {"site_name": "", "contact": None}

    skeletons = Skeletons("components/strands.html")
    for shape in ("de", "en", "de"):
        skeletons.get(shape, context)

    assert len(drawn) == 2


def test_while_templates_are_written_they_are_drawn_each_time(settings) -> None:
    settings.DEBUG = True
    skeletons = Skeletons("components/strands.html")
    skeletons.get("de", dict)

    assert skeletons.get("de", dict) is not skeletons.get("de", dict)


def draw_each(template: str, *items: tuple) -> str:
    skeletons = Skeletons(template)
    return joined(skeletons.draw({"item": item}) for item in items)


class Link(NamedTuple):
    url: str
    label: str
    is_selected: bool


def test_items_of_one_shape_have_their_own_texts() -> None:
    html = draw_each(
        "components/sort_link.html", Link("?a", "A", False), Link("?b", "<B>", False), Link("?c", "C", True)
    )

    assert [part.strip() for part in html.split("</li>")] == [
        '<li>\n<a href="?a">A</a>',
        '<li>\n<a href="?b">&lt;B&gt;</a>',
        '<li>\n<a href="?c" aria-current="true">C</a>',
        "",
    ]


def test_a_text_that_is_missing_leaves_its_gap_to_nobody() -> None:
    html = draw_each("components/sort_link.html", Link("", "A", False), Link("?b", "B", False))

    assert '<a href="">A</a>' in html
    assert '<a href="?b">B</a>' in html


class Page(NamedTuple):
    number: str
    url: str
    is_current: bool


def test_items_are_in_the_language_of_the_reader() -> None:
    skeletons, item = Skeletons("components/page_link.html"), Page("1", "?", False)
    with translation.override("de"):
        german = skeletons.draw({"item": item})
    with translation.override("en"):
        english = skeletons.draw({"item": item})

    assert "Seite" in german
    assert "Page" in english


def test_a_template_that_is_not_there_is_no_empty_markup() -> None:
    with pytest.raises(TemplateDoesNotExist):
        draw_each("components/nowhere.html", Link("", "", False))


def test_what_else_decides_about_the_markup_is_drawn_anew() -> None:
    skeletons = Skeletons("components/sort_link.html")
    first, again, other = (
        skeletons.get(("de", state), lambda: {"item": Link("?", "A", False)})
        for state in ("one", "one", "two")
    )

    assert first is again
    assert other is not first


def test_texts_are_taken_out_of_whatever_they_stand_in() -> None:
    skeletons = Skeletons("components/chips.html")
    chips = (Chip("Siegburg", "Ort", "?a"), Chip("<b>", "Kosten", "?b"))
    html = skeletons.draw({"chips": chips, "clear_url": "/"})
    other = skeletons.draw({"chips": chips[::-1], "clear_url": "/x/"})

    assert html.index("Siegburg") < html.index("&lt;b&gt;")
    assert other.index("Siegburg") > other.index("&lt;b&gt;")
    assert 'href="/x/"' in other
