"""What "this is missing here" leads to."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from offers.page_or_form import page_or_form
from search.facets import directory_url
from search.forms import SearchForm
from search.insights.recording import count_wish
from search.wishes import comes_from_here, is_first_tap, is_sealed


@csrf_exempt  # `search.wishes` says what takes its place
@page_or_form
def missing(request: HttpRequest) -> HttpResponse:
    """A wish is counted and thanked for after a redirect, so that reloading counts nothing."""
    if request.method == "POST":
        return _receive(request)
    query = SearchForm(request.GET).query()
    context = {"query": query, "search_url": directory_url(query)}
    return render(request, "search/missing.html", context)


def _receive(request: HttpRequest) -> HttpResponse:
    query = SearchForm(QueryDict(request.POST.get("suche", ""))).query()
    if not is_sealed(query, request.POST.get("siegel", "")):
        # Of the day before yesterday, or no form of ours: the search itself has a new one.
        return redirect(directory_url(query))
    if comes_from_here(request) and is_first_tap(query):
        count_wish(request, query)
    return redirect(directory_url(query, "search:missing"))
