"""Markup of what a directory page shows many of: cards of offers and checkboxes of filters."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from search.results import Card, Facet, Hit, Marked, Tree, Value
from search.skeletons import Skeleton, Skeletons, joined, marks

CARDS: Final = Skeletons("components/offer_card.html")
FACETS: Final = Skeletons("components/facet.html")

# Texts of a card, of which the markup asks only whether they are there.
TEXTS: Final = (
    "url",
    "title",
    "summary",
    "provider_name",
    "place",
    "distance_label",
    "level_label",
    "cost_label",
    "languages_label",
    "next_label",
    "schedule_label",
    "verified_label",
    "stale_label",
)
WORDS: Final = (TEXTS.index("title"), TEXTS.index("summary"))
# What decides about the markup of a card.
SHAPE: Final = (
    "language",
    "direction",
    "kind_label",
    "kind_icon",
    "cost_is_free",
    "badges",
    "is_example",
    "focus_area",
    "more_words",
)
_texts_of = attrgetter(*TEXTS)
_shape_of = attrgetter(*SHAPE)


def draw_cards(hits: Iterable[Hit], heading: str) -> SafeString:
    """The cards of a list of offers, each with its list item; `heading` is "h2" or "h3"."""
    return joined([draw_card(hit.card, heading, hit.marked) for hit in hits])


def draw_card(card: Card, heading: str, marked: Marked | None = None) -> SafeString:
    """Cards are kept for a while (`search.card_cache`), and with them all of their markup but their words."""
    drawn = card.drawn.get(heading)
    if drawn is None or settings.DEBUG:
        drawn = card.drawn[heading] = _draw_all_but_words(card, heading)
    return drawn.fill(marked or (card.title, card.summary))


def _draw_all_but_words(card: Card, heading: str) -> Skeleton:
    texts, words = _texts_of(card), card.other_words
    links = tuple([(link.code, link.name, link.direction) for link in words])
    shape = (get_language(), heading, _shape_of(card), tuple(map(bool, texts)), links)

    def context() -> dict[str, object]:
        gaps = marks(len(texts) + len(words))
        named: dict[str, Any] = {
            name: gap for name, text, gap in zip(TEXTS, texts, gaps, strict=False) if text
        }
        links = [replace(link, url=gap) for link, gap in zip(words, gaps[len(texts) :], strict=True)]
        return {"card": replace(card, **named, other_words=tuple(links)), "heading": heading}

    return CARDS.get(shape, context).fill_all_but([*texts, *[link.url for link in words]], WORDS)


def draw_facets(facets: Iterable[Facet]) -> SafeString:
    """All that have something to choose, the first unfolded."""
    drawn: list[SafeString] = []
    for facet in facets:
        if markup := draw_facet(facet, is_open=not drawn):
            drawn.append(markup)
    return joined(drawn)


def draw_facet(facet: Facet, *, is_open: bool = False) -> SafeString:
    """A filter with its checkboxes, folded unless it `is_open` or in use; nothing where it has none."""
    language, options = get_language(), list[str]()
    kept = _options_of(language, facet.parameter)
    if not facet.chosen and (pieces := kept.plain_pieces(facet.tree)):
        for code, (start, end) in pieces:
            if count := facet.counts.get(code):
                options += (start, str(count), end)
    else:
        is_open = _draw_options(facet.tree, facet, kept, options) or is_open
    if not options:
        return SafeString("")
    skeleton = FACETS.get(
        (language, facet.label, is_open),
        lambda: {"label": facet.label, "is_open": is_open, "options": marks(1)[0]},
    )
    return skeleton.fill((joined(options),))


def _draw_options(tree: Tree, facet: Facet, drawn: "_Options", parts: list[str]) -> bool:
    """Add the checkboxes of values that would give something, and of those in use; whether any of them is.

    What stands below a value that is not shown stands in its place. There are two hundred values on a page,
    hence so little for each.
    """
    counts, chosen, plain, is_in_use = facet.counts, facet.chosen, drawn.plain, False
    for value, below in tree:
        code = value[0]
        count, is_chosen = counts.get(code, 0), code in chosen
        children: list[str] = []
        is_open = (_draw_options(below, facet, drawn, children) if below else False) or is_chosen
        is_in_use = is_in_use or is_open
        if not (count or is_chosen):
            parts += children
        elif children:
            start, middle, end = drawn.pieces(value, is_chosen, True, is_open)
            parts += (start, str(count), middle, *children, end)
        else:
            start, end = (not is_chosen and plain.get(value)) or drawn.pieces(value, is_chosen, False, False)
            parts += (start, str(count), end)
    return is_in_use


class _Options:
    """The markup of the options of one filter, in one language, around their counts."""

    def __init__(self, parameter: str) -> None:
        self._parameter: Final = parameter
        self._skeletons: Final = Skeletons("components/facet_option.html")
        self.plain: Final[dict[Value, tuple[str, ...]]] = {}  # not chosen, with nothing below
        self._of_tree: tuple[Tree, list[tuple[str, tuple[str, ...]]]] = ((), [])

    def plain_pieces(self, tree: Tree) -> list[tuple[str, tuple[str, ...]]]:
        """The code of each value, and the markup around its count; none where some stand below others."""
        kept, pieces = self._of_tree
        if kept is not tree:
            values = () if any(below for _value, below in tree) else [value for value, _below in tree]
            pieces = [(value.code, self.pieces(value, False, False, False)) for value in values]
            if not settings.DEBUG:
                self._of_tree = (tree, pieces)
        return pieces

    def pieces(self, value: Value, is_selected: bool, has_children: bool, is_open: bool) -> tuple[str, ...]:
        count, children = marks(2)
        context = {
            "value": value,
            "is_selected": is_selected,
            "count": count,
            "children": children if has_children else "",
            "is_open": is_open,
            "parameter": self._parameter,
        }
        pieces = self._skeletons.get((value, is_selected, has_children, is_open), lambda: context).pieces
        if not (is_selected or has_children or settings.DEBUG):
            self.plain[value] = pieces
        return pieces


_options_of: Final = lru_cache(maxsize=256)(lambda _language, parameter: _Options(parameter))
