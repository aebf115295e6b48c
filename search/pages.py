"""The parts of the directory around its results: title, orders, pages, ways on."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from offers.enums import OfferLanguage
from offers.vocabulary import Vocabulary
from search import service
from search.facets import DEFINITIONS, chosen_values, url_of
from search.near import place_name
from search.query import SORTS, SearchQuery
from search.results import SearchResults, Taken, WayOn
from search.text.filter_words import PLACES

ORDERS = {
    "relevance": gettext_lazy("beste Treffer"),
    "next": gettext_lazy("nächster Termin"),
    "distance": pgettext_lazy("Reihenfolge", "Entfernung"),
    "newest": gettext_lazy("neueste"),
    "title": gettext_lazy("Titel A–Z"),
}
NEIGHBOURS = 2  # pages shown on either side of the current one
WAYS_TRIED = 8  # each costs a search
TITLE_FILTERS = 3
SHORT_LIST = service.PAGE_SIZE  # fewer offers are seen through without finding the right one


class PageLink(NamedTuple):
    """A page of a list; without a number a gap between pages."""

    number: str = ""
    url: str = ""
    is_current: bool = False


class Pagination(NamedTuple):
    """Links to other pages."""

    has_previous: bool
    has_next: bool
    previous_url: str
    next_url: str
    items: tuple[PageLink, ...]


def build_title(results: SearchResults, filters: Sequence[str]) -> str:
    """What tells one search from another, in tabs and histories: its words, its filters, its page."""
    words = results.query.text
    title = _("Angebote zu „%(words)s“") % {"words": words} if words else _("Angebote finden")
    if filters:
        rest = ["…"] if len(filters) > TITLE_FILTERS else []
        names = _(", ").join([*filters[:TITLE_FILTERS], *rest])
        title = _("%(title)s: %(filters)s") % {"title": title, "filters": names}
    if results.page > 1:
        title = _("%(title)s – Seite %(page)d") % {"title": title, "page": results.page}
    return title


def build_pagination(results: SearchResults) -> Pagination:
    query, page, pages = results.query, results.page, results.pages
    shown = sorted(
        {1, pages, *range(max(1, page - NEIGHBOURS), min(pages, page + NEIGHBOURS) + 1)},
    )
    urls = {number: f"?{spelled}" for number, spelled in query.spell_pages(shown).items()}
    return Pagination(
        has_previous=page > 1,
        has_next=page < pages,
        previous_url=urls[max(1, page - 1)],
        next_url=urls[min(pages, page + 1)],
        items=tuple(_with_gaps(urls, page)),
    )


def _with_gaps(urls: Mapping[int, str], current: int) -> Iterator[PageLink]:
    previous = 0
    for number, url in urls.items():
        if number > previous + 1:
            yield PageLink()
        yield PageLink(str(number), url, number == current)
        previous = number


def build_sort_options(query: SearchQuery, *, has_words: bool) -> tuple[WayOn, ...]:
    """The orders there are: by match only where there are words to match, by distance only from a place."""
    is_missing = {"relevance": not has_words, "distance": not query.near}
    asked = query if has_words else query.replace(text="")
    current, usual = asked.effective_sort, asked.usual_sort
    offered = [sort for sort in SORTS if not is_missing.get(sort)]
    labels = _labels_of_orders(get_language())
    spelled = query.spell_orders("" if sort == usual else sort for sort in offered)
    return tuple(
        [
            WayOn(
                value=sort,
                label=labels[sort],
                count=0,
                is_selected=sort == current,
                url=f"?{spelled['' if sort == usual else sort]}",
            )
            for sort in offered
        ]
    )


@lru_cache(maxsize=32)
def _labels_of_orders(_language: str | None) -> dict[str, str]:
    return {sort: str(label) for sort, label in ORDERS.items()}


def build_correction(results: SearchResults) -> WayOn | None:
    """The same search with its misspelt words put right, for "Did you mean …?"."""
    if not results.corrected:
        return None
    url = url_of(results.query.replace(text=results.corrected))
    return WayOn(value="", label=results.corrected, count=0, is_selected=False, url=url)


def are_only_near(results: SearchResults) -> bool:
    """Whether no offer of the page has any of the words, and all are there because their meaning is near.

    Of searches in other languages that is no news: offers are written in German.
    """
    won_by = [hit.explanation.fused for hit in results.hits if hit.explanation]
    is_german = results.plan.language == OfferLanguage.GERMAN
    return is_german and bool(won_by) and not any(fused.words for fused in won_by)


def build_wider(results: SearchResults) -> str:
    """The address of the same search in the whole county, below a short list of what a place has; else ""."""
    if not 0 < results.total < SHORT_LIST:
        return ""
    query = results.query.replace()
    named = next((taken for taken in results.recognised if taken.facet == PLACES and taken.values), None)
    wider = query.replace(municipalities=(), near="")
    if named:
        wider = without_words_of(named, wider)
    return url_of(wider) if wider != query else ""


def build_ways_on(results: SearchResults, known: Vocabulary) -> tuple[WayOn, ...]:
    """For a search that found nothing: what to leave out, and how many offers that would give.

    The value of each is the name of what it leaves out.
    """
    if results.total:
        return ()
    parts = islice((*_given_up(results), *_parts(results.query, known)), WAYS_TRIED)
    ways = (
        WayOn(value=name, label=label, count=service.count(wider), is_selected=False, url=url_of(wider))
        for name, label, wider in parts
        if wider.is_narrowed
    )
    return tuple(sorted((way for way in ways if way.count), key=lambda way: -way.count))


def without_words_of(taken: Taken, query: SearchQuery) -> SearchQuery:
    """The search without what was typed to mean a filter."""
    text = query.text
    for said in taken.said:
        text = text.replace(said, " ", 1)
    return query.replace(text=text)


def _given_up(results: SearchResults) -> Iterator[tuple[str, str, SearchQuery]]:
    """Words that would have been filters, but left nothing: without them there may be something."""
    for taken in results.given_up:
        name = taken.facet if taken.facet == PLACES else "text"
        yield name, " … ".join(taken.said), without_words_of(taken, results.query)


def _parts(query: SearchQuery, known: Vocabulary) -> Iterator[tuple[str, str, SearchQuery]]:
    """Everything that narrows the search down: its field, what it is called, and the search without it."""
    if query.text:
        yield "text", query.text, query.replace(text="")
    if query.provider is not None:
        yield "provider", _("Anbieter"), query.replace(provider=None)
    if query.near:
        yield "near", place_name(query.near, known), query.replace(near="")
    for definition in DEFINITIONS:
        values = chosen_values(definition, query, known)
        if values:
            label = _(", ").join(value.label for value in values)
            yield definition.name, label, query.replace(**{definition.name: ()})
