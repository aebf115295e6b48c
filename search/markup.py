"""Markup of what a directory page shows many of: cards of offers and checkboxes of filters."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from search.results import Card, Facet, FacetOption, Hit, Marked
from search.skeletons import Skeleton, Skeletons, joined, marks

CARDS: Final = Skeletons("components/offer_card.html")
FACETS: Final = Skeletons("components/facet.html")
OPTIONS: Final = Skeletons("components/facet_option.html")

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
    shown = [facet for facet in facets if facet.options]
    language = get_language()
    return joined([_draw_facet(facet, language, is_open=not number) for number, facet in enumerate(shown)])


def draw_facet(facet: Facet, *, is_open: bool = False) -> SafeString:
    """A filter with its checkboxes, folded unless it `is_open` or in use."""
    return _draw_facet(facet, get_language(), is_open=is_open)


def _draw_facet(facet: Facet, language: str | None, *, is_open: bool) -> SafeString:
    is_open = is_open or any(option.is_selected for option in facet.options)
    skeleton = FACETS.get(
        (language, facet.label, is_open), lambda: {"facet": facet, "is_open": is_open, "options": marks(1)[0]}
    )
    return skeleton.fill((_options(facet.options, facet.parameter, language),))


def _options(options: Sequence[FacetOption], parameter: str, language: str | None) -> SafeString:
    """There are two hundred of them on a page: hence no call for each but the look-up of its markup."""
    parts: list[str] = []
    for option in options:
        value, label, count, is_selected, _url, below, _icon = option
        is_open = is_selected or (bool(below) and any(child.is_selected for child in below))
        shape = (language, parameter, value, label, is_selected, bool(below), is_open)
        skeleton = OPTIONS.kept(shape) or OPTIONS.get(
            shape, partial(_context_of_option, option, parameter, is_open)
        )
        if below:
            start, middle, end = skeleton.pieces
            parts += (start, str(count), middle, _options(below, parameter, language), end)
        else:
            start, end = skeleton.pieces
            parts += (start, str(count), end)
    return joined(parts)


def _context_of_option(option: FacetOption, parameter: str, is_open: bool) -> dict[str, object]:
    count, children = marks(2)
    return {
        "option": option,
        "count": count,
        "children": children if option.children else "",
        "is_open": is_open,
        "parameter": parameter,
    }
