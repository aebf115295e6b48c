"""The directory of offers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offers.page_addresses import PageAddresses, addresses_of_view
from offers.vocabulary import vocabulary
from search import service
from search.facets import build_chips, url_of
from search.forms import SearchForm
from search.pages import (
    build_correction,
    build_pagination,
    build_sort_options,
    build_title,
    build_ways_on,
)
from search.query import SearchQuery
from search.results import Chip, SearchResults
from search.suggestions import suggest
from search.suggestions.values import number_of

SUGGESTIONS_KEPT = 60  # seconds, by browsers and caches between


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Offers that match the query string: any query string gives a page."""
    form = SearchForm(request.GET)
    found = service.find(form.query())
    known = vocabulary()
    chips = (*_provider_chip(found), *build_chips(found.query, known))
    context = {
        "title": build_title(found, [chip.label for chip in chips]),
        "results": found,
        "form": form,
        "chips": chips,
        "facets": found.facets,
        "sort_options": build_sort_options(found.query),
        "pagination": build_pagination(found),
        "clear_url": reverse("search:results"),
        "ways_on": build_ways_on(found, known),
        "correction": build_correction(found),
        "addresses": _addresses(request, found.query),
    }
    return render(request, "search/results.html", context)


def _provider_chip(found: SearchResults) -> tuple[Chip, ...]:
    if found.query.provider is None:
        return ()
    name = found.hits[0].card.provider_name if found.hits else _("ein Anbieter")
    return (Chip(name, _("Anbieter"), url_of(found.query.replace(provider=None))),)


def _addresses(request: HttpRequest, query: SearchQuery) -> PageAddresses:
    """The one spelling of a search, in whatever order its parameters came."""
    querystring = query.to_querystring()
    address = reverse("search:results")
    return addresses_of_view(request, f"{address}?{querystring}" if querystring else address)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """A fragment with suggestions for what was typed so far, the same for everybody."""
    groups = suggest(SearchForm(request.GET).query())
    context = {"groups": groups, "number": number_of(groups)}
    response = HttpResponse(render_to_string("search/suggestions.html", context))
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_KEPT)
    return response
