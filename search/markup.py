"""Markup of what a directory page shows many of: cards of offers and checkboxes of filters."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from search.results import Card, Facet, Hit, Marked, Show, Value
from search.skeletons import Skeleton, Skeletons, joined, marks

CARDS: Final = Skeletons("components/offer_card.html")
FACETS: Final = Skeletons("components/facet.html")

Drawn = tuple[str, bool]  # the markup of an option, and whether it is chosen

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
    language, drawn = get_language(), list[SafeString]()
    for facet in facets:
        if markup := _draw_facet(facet, language, is_open=not drawn):
            drawn.append(markup)
    return joined(drawn)


def draw_facet(facet: Facet, *, is_open: bool = False) -> SafeString:
    """A filter with its checkboxes, folded unless it `is_open` or in use."""
    return _draw_facet(facet, get_language(), is_open=is_open)


def _draw_facet(facet: Facet, language: str | None, *, is_open: bool) -> SafeString:
    """Nothing where there is nothing to choose."""
    options = facet.show(_drawer(language, facet.parameter))
    if not options:
        return SafeString("")
    is_open = is_open or any(is_selected for _markup, is_selected in options)
    skeleton = FACETS.get(
        (language, facet.label, is_open),
        lambda: {"label": facet.label, "is_open": is_open, "options": marks(1)[0]},
    )
    return skeleton.fill((joined([markup for markup, _is_selected in options]),))


@lru_cache
def _drawer(language: str | None, parameter: str) -> Show[Drawn]:
    """What draws the options of one filter. A page has two hundred of them: hence so little for each."""
    skeletons = Skeletons("components/facet_option.html")
    kept = skeletons.kept

    def draw(value: Value, count: int, is_selected: bool, below: Sequence[Drawn]) -> Drawn:
        is_open = is_selected or (bool(below) and any(is_chosen for _markup, is_chosen in below))
        shape = (value, is_selected, bool(below), is_open)
        skeleton = kept(shape) or skeletons.get(shape, lambda: _context_of_option(parameter, *shape))
        if below:
            start, middle, end = skeleton.pieces
            children = "".join([markup for markup, _is_selected in below])
            return f"{start}{count}{middle}{children}{end}", is_selected
        start, end = skeleton.pieces
        return f"{start}{count}{end}", is_selected

    return draw


def _context_of_option(
    parameter: str, value: Value, is_selected: bool, has_children: bool, is_open: bool
) -> dict[str, object]:
    count, children = marks(2)
    return {
        "value": value,
        "is_selected": is_selected,
        "count": count,
        "children": children if has_children else "",
        "is_open": is_open,
        "parameter": parameter,
    }
