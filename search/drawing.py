"""The page of the directory: its markup is drawn once for each shape, then filled (`search.skeletons`)."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from offers.page_addresses import PageAddresses, address_of_view, after_language, language_links
from search.empty import EmptyState
from search.framing import frame_state
from search.markup import draw_cards, draw_facets
from search.pages import Pagination
from search.recognised import NearField, RecognisedFilter
from search.results import Chip, SearchResults, WayOn
from search.skeletons import skeletons_of

TEMPLATE: Final = "search/results.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryPage:
    """What a page of the directory says. `empty` says it where nothing was found."""

    title: str
    results: SearchResults
    near: NearField
    unknown_filters: tuple[str, ...]
    chips: tuple[Chip, ...]
    recognised: tuple[RecognisedFilter, ...]
    given_up: tuple[RecognisedFilter, ...]
    orders: tuple[WayOn, ...]
    pagination: Pagination
    correction: WayOn | None
    wider: str
    are_only_near: bool
    addresses: PageAddresses
    empty: EmptyState | None


def draw_page(page: DirectoryPage, request: HttpRequest) -> bytes:
    return skeletons_of(TEMPLATE).draw_page(values_of(page, request), request, depends_on=frame_state())


def values_of(page: DirectoryPage, request: HttpRequest) -> dict[str, object]:
    """What the template is given: texts and markup, which go into gaps, and what decides about the rest."""
    results, query = page.results, page.results.query
    return {
        "title": page.title,
        "words": query.text,
        "sort": query.sort,
        "provider": "" if query.provider is None else str(query.provider),
        "counted": _count(results.total, get_language()),
        "near": page.near,
        "addresses": page.addresses,
        "language_links": language_links(after_language(request.get_full_path()) or ""),
        "is_narrowed": query.is_narrowed,
        "notices": _draw_notices(page),
        "orders": _draw("components/sort_links.html", options=page.orders) if results.total > 1 else "",
        "remarks": _draw_remarks(page),
        "cards": draw_cards(results.hits, "h3"),
        "pagination": _draw("components/pagination.html", pagination=page.pagination),
        "wider": _draw("search/wider.html", url=page.wider) if page.wider else "",
        "nothing": "" if results.hits else _draw_nothing(page, request),
        "read_before": _draw_what_was_read(page),
        "facets": draw_facets(results.facets),
    }


def _draw(template: str, **values: object) -> SafeString:
    return skeletons_of(template).draw(values)


@lru_cache(maxsize=1024)
def _count(number: int, _language: str | None) -> str:
    return ngettext("%(counter)s Angebot", "%(counter)s Angebote", number) % {"counter": localize(number)}


def _draw_notices(page: DirectoryPage) -> str:
    """Rare, so they are simply drawn."""
    near, unknown = page.near, page.unknown_filters
    if not (page.results.is_degraded or near.unknown or near.is_outside or unknown):
        return ""
    context = {"results": page.results, "near": near, "unknown_filters": unknown}
    return render_to_string("search/notices.html", context)


def _draw_remarks(page: DirectoryPage) -> SafeString:
    return _draw(
        "search/remarks.html",
        correction=page.correction,
        recognised=page.recognised,
        given_up=page.given_up,
        chips=_draw("components/chips.html", chips=page.chips, clear_url=address_of_view("search:results")),
        only_near=page.results.sought if page.are_only_near else "",
    )


def _draw_what_was_read(page: DirectoryPage) -> SafeString:
    query = page.results.query
    return _draw(
        "search/read_before.html",
        literal=query.literal_parameters,
        before=query.text if page.recognised or query.literal else "",
    )


def _draw_nothing(page: DirectoryPage, request: HttpRequest) -> str:
    context = {"empty": page.empty, "clear_url": address_of_view("search:results")}
    return render_to_string("search/nothing.html", context, request)
