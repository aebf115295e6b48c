"""What the sign-in needs besides allauth's views: old addresses, and the list of sessions."""

from typing import Final

from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import RedirectView

BROWSERS: Final = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS: Final = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "Linux": "Linux",
}


class HandOver(RedirectView):
    """An address of Wagtail's own sign-in leads to ours, and keeps where she wanted to go."""

    def get_redirect_url(self, *args, **kwargs) -> str:
        address = reverse(str(self.pattern_name))
        target = self.request.GET.get("next", "")
        hosts = {self.request.get_host()}
        if url_has_allowed_host_and_scheme(target, hosts, require_https=self.request.is_secure()):
            address += f"?{urlencode({'next': target})}"
        return address


class SessionsView(LoginRequiredMixin, View):
    """Where she is signed in; she may end one of these sessions, or all but this one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        sessions = UserSession.objects.purge_and_list(request.user)
        rows = [
            (session, device_of(session.user_agent), session.is_current())
            for session in sorted(sessions, key=lambda session: session.created_at, reverse=True)
        ]
        return render(request, "usersessions/usersession_list.html", {"rows": rows})

    def post(self, request: HttpRequest) -> HttpResponse:
        if "others" in request.POST:
            end_other_sessions(request, request.user)
            messages.success(request, _("Alle anderen Geräte sind abgemeldet."))
        elif key := request.POST.get("session", ""):
            own = UserSession.objects.filter(user=request.user).exclude(
                session_key=request.session.session_key
            )
            get_object_or_404(own, pk=key if key.isdecimal() else 0).end()
            messages.success(request, _("Das Gerät ist abgemeldet."))
        return redirect("usersessions_list")


def device_of(user_agent: str) -> str:
    """Browser and device as people call them, "" for what nobody has heard of."""
    found = [
        next((name for mark, name in names.items() if mark in user_agent), "")
        for names in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found))
