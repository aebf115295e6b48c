"""What every template is given."""

from functools import partial
from typing import Any

from django.http import HttpRequest

from home import menus
from home.addresses import addresses_of
from home.pagination import PAGE_PARAMETER
from offers.page_addresses import PageAddresses, addresses_of_view, with_alternates

LONGEST_NUMBER = 6


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Menus, language links and facts of the centre, for every page there is."""
    # The template asks for the addresses: a request for a host that is not ours has none, but a page that
    # says so. Views with more to say about theirs give `addresses` themselves.
    return menus.page_frame(request) | {"addresses": partial(_addresses, request)}


def _addresses(request: HttpRequest) -> PageAddresses:
    page = getattr(request, "current_page", None)
    if page is None:
        return addresses_of_view(request, request.path)
    if number := _later_page(request):
        # The second page of a list need not be the same news in every language.
        return PageAddresses(request.build_absolute_uri(f"{request.path}?{PAGE_PARAMETER}={number}"))
    urls = {code: request.build_absolute_uri(url) for code, url in addresses_of(page).items()}
    return with_alternates(request.build_absolute_uri(request.path), urls)


def _later_page(request: HttpRequest) -> int:
    """The page of a list that is shown; 0 for the first, and for what is no number."""
    given = request.GET.get(PAGE_PARAMETER, "")
    number = int(given) if given.isdecimal() and len(given) <= LONGEST_NUMBER else 0
    return number if number > 1 else 0
