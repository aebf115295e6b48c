"""What a page says that found nothing: ways on, what comes nearest, and that somebody misses it.

Filters never widen by themselves: each way says what it changes and how many offers that gives. Every
number costs one search of one hit without counts, so there are few of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from offers.vocabulary import Vocabulary
from search import service
from search.facets import url_of
from search.neighbours import neighbours_of
from search.pages import without_words_of
from search.query import SearchQuery
from search.results import Hit, SearchResults, WayOn
from search.text.filter_words import PLACES
from search.wishes import seal

NARROWER_SHOWN: Final = 6
TOWNS_ASKED: Final = 4
TOWNS_SHOWN: Final = 3
SIMILAR_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form "this is missing here" sends; `seal` shows that our page offered it."""

    search: str
    seal: str


@dataclass(frozen=True, slots=True)
class EmptyState:
    """`county` is the same search without its place, `narrower` those without another filter.

    `wish` is None where nothing was asked for, or the search could not look properly.
    """

    nearby: tuple[WayOn, ...] = ()
    county: WayOn | None = None
    narrower: tuple[WayOn, ...] = ()
    similar: tuple[Hit, ...] = ()
    wish: Wish | None = None


def build_empty_state(
    results: SearchResults, ways_on: tuple[WayOn, ...], known: Vocabulary
) -> EmptyState | None:
    """For a search that found nothing; None for any other. `ways_on` each leave out one filter."""
    query = results.query.replace()
    if results.total:
        return None
    if results.is_degraded:
        return EmptyState()
    county = next((way for way in ways_on if way.value == "municipalities"), None)
    return EmptyState(
        nearby=tuple(islice(_nearby(results, known, county is not None), TOWNS_SHOWN)),
        county=county,
        narrower=tuple(way for way in ways_on if way is not county)[:NARROWER_SHOWN],
        similar=_similar(query),
        wish=Wish(query.to_querystring(), seal(query)) if query.is_narrowed else None,
    )


def _nearby(results: SearchResults, known: Vocabulary, has_county: bool) -> Iterator[WayOn]:
    """Towns that have what is asked for; none where the whole county was asked and has nothing."""
    anywhere, towns = _asked_in(results)
    if not has_county and anywhere.is_narrowed:
        return
    for ags in neighbours_of(towns, known)[:TOWNS_ASKED]:
        there = anywhere.replace(municipalities=(ags,))
        number = service.count(there)
        if number:
            yield WayOn(
                value=ags,
                label=known.municipalities[ags],
                count=number,
                is_selected=False,
                url=url_of(there),
            )


def _asked_in(results: SearchResults) -> tuple[SearchQuery, tuple[str, ...]]:
    """The search without its towns, and those: they were ticked, or are among the words."""
    query = results.query.replace()
    named = next((taken for taken in results.given_up if taken.facet == PLACES), None)
    if query.municipalities or named is None:
        return query.replace(municipalities=()), query.municipalities
    return without_words_of(named, query), named.values


def _similar(query: SearchQuery) -> tuple[Hit, ...]:
    """What comes nearest to the words, whatever the filters; the engine leaves out what is too far off."""
    if not query.text or not (query.filters or query.provider):
        return ()
    return service.find(SearchQuery(text=query.text), size=SIMILAR_SHOWN, with_facets=False).hits
