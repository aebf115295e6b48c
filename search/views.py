"""The directory of offers."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offers.page_addresses import address_of_view, addresses_of_view
from offers.vocabulary import Vocabulary, vocabulary
from search import service
from search.drawing import DirectoryPage, draw_page
from search.empty import build_empty_state
from search.facets import build_chips, directory_url, url_of
from search.forms import SearchForm
from search.insights.recording import count_search
from search.page_cache import Page, new_page
from search.pages import (
    are_only_near,
    build_correction,
    build_pagination,
    build_sort_options,
    build_title,
    build_ways_on,
    build_wider,
)
from search.recognised import (
    build_near_chips,
    build_near_field,
    build_recognised,
    build_recognised_chips,
)
from search.results import Chip, SearchResults
from search.suggestions import suggest
from search.suggestions.values import number_of

SUGGESTIONS_KEPT = 60  # seconds, by browsers and caches between


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Offers that match the query string: any query string gives a page."""
    return show(new_page(request, partial(draw_results, request)), request)


def show(page: Page, request: HttpRequest) -> HttpResponse:
    """A page that was drawn now or a moment ago: either way somebody searched."""
    found = page.results
    count_search(request, found.query, total=found.total, is_degraded=found.is_degraded)
    return page.response_to(request)


def draw_results(request: HttpRequest) -> tuple[bytes, SearchResults]:
    """The page, and what it shows."""
    form = SearchForm(request.GET)
    found = service.find(form.query())
    page = _build_page(request, found, form, vocabulary())
    return draw_page(page, request), found


def _build_page(
    request: HttpRequest, found: SearchResults, form: SearchForm, known: Vocabulary
) -> DirectoryPage:
    query = found.query
    chips = (*_provider_chip(found), *build_near_chips(query, known), *build_chips(query, known))
    recognised = build_recognised(found.recognised, query, known)
    return DirectoryPage(
        title=build_title(found, [chip.label for chip in chips]),
        results=found,
        near=build_near_field(found, form.unknown_place, address_of_view("search:locate"), known),
        unknown_filters=form.unknown_filters,
        chips=(*chips, *build_recognised_chips(recognised)),
        recognised=recognised,
        given_up=build_recognised(found.given_up, query, known),
        orders=build_sort_options(query, has_words=bool(found.sought)),
        pagination=build_pagination(found),
        correction=build_correction(found),
        wider=build_wider(found),
        are_only_near=are_only_near(found),
        addresses=addresses_of_view(request, directory_url(query)),  # the one spelling of a search
        empty=build_empty_state(found, build_ways_on(found, known), known),
    )


def _provider_chip(found: SearchResults) -> tuple[Chip, ...]:
    if found.query.provider is None:
        return ()
    name = found.hits[0].card.provider_name if found.hits else _("ein Anbieter")
    return (Chip(name, _("Anbieter"), url_of(found.query.replace(provider=None))),)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """A fragment with suggestions for what was typed so far, the same for everybody."""
    groups = suggest(SearchForm(request.GET).query())
    context = {"groups": groups, "number": number_of(groups)}
    response = HttpResponse(render_to_string("search/suggestions.html", context))
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_KEPT)
    return response
