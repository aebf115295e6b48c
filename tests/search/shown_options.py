"""The checkboxes of a filter, read from its markup."""

from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from search.markup import draw_facet
from search.results import Facet


class Option(NamedTuple):
    value: str
    label: str
    count: int
    is_selected: bool
    below: "tuple[Option, ...]"


def options(facet: Facet) -> tuple[Option, ...]:
    """Those of the first level, with those below them."""
    page = BeautifulSoup(draw_facet(facet), "html.parser")
    return tuple(map(_read, page.select("fieldset > ul > li")))


def _read(item: Tag) -> Option:
    box = item.label.input
    label, count = (item.label.select_one(f".choice__{part}").text for part in ("label", "count"))
    below = item.select(":scope > details > ul > li")
    return Option(box["value"], label, int(count), box.has_attr("checked"), tuple(map(_read, below)))
