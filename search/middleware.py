"""Pages of the directory that were drawn a moment ago are answered before anybody looks for their view."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from offers.page_addresses import address_of_view
from search.page_cache import kept_page
from search.views import show

GetResponse = Callable[[HttpRequest], HttpResponse]


class KeptPagesMiddleware:
    """The innermost: all others do with a kept page what they do with a drawn one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and request.path == address_of_view("search:results"):
            try:
                page = kept_page(request)
            except DatabaseError:
                page = None  # the view fails for it, too, and that is answered for
            if page is not None:
                return show(page, request)
        return self.get_response(request)
