"""Which requests count as somebody's search."""

from django.http import HttpRequest

from offers.visitors import is_visitor
from search.query import SearchQuery


def is_search(request: HttpRequest, query: SearchQuery) -> bool:
    """Whether somebody looks for something: the first page of it, and not only in another order."""
    asks = bool(query.text or query.filters) and query.page == 1 and not query.sort
    return asks and request.method == "GET" and is_visitor(request)
