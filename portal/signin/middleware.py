"""Who stands in front of everything below /admin/."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.signin.second_factor import has_given_second_factor, has_second_factor

# Open to all: the way in, the way out, and what the browser needs to draw any page.
OPEN: Final = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "signin:admin_login",
    "signin:admin_password_reset",
}


class SecondFactorMiddleware:
    """Sends staff who have no second factor to set one up, and those who have not shown it to show it.

    Strangers are left to Wagtail, which sends them to sign in. Whoever is signed in but is no staff gets a
    403: the sign-in would send her back, in a circle.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args: tuple, kwargs: dict) -> HttpResponse | None:
        match = request.resolver_match
        is_guarded = match is not None and match.route.startswith("admin/") and match.view_name not in OPEN
        if not is_guarded or request.user.is_anonymous:
            return None
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        if not settings.REQUIRE_SECOND_FACTOR:
            return None
        return _way_to_it(request)


def _way_to_it(request: HttpRequest) -> HttpResponse | None:
    if not has_second_factor(request.user):
        address = reverse("mfa_index")
    elif not has_given_second_factor(request):
        address = get_adapter(request).get_reauthentication_methods(request.user)[0]["url"]
    else:
        return None
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    target = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return redirect(f"{address}?{urlencode({'next': target})}")
