"""Signing in with an account in place of a mailed link, for those who want one."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from offers.actions import accounts
from offers.entries.access_views import too_many
from offers.entries.session import for_members, sign_in
from offers.guards.rate_limits import allow
from offers.models import ProviderMember
from offers.page_or_form import page_or_form

MOST_AN_HOUR = 20  # each is a mail


@page_or_form
@for_members
def account(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """What an account is good for and the button that opens one, or the one she has."""
    if "close" in request.POST:
        return _close(request, member)
    if request.method == "POST":
        return _open(request, member)
    found = accounts.account_of(member)
    context = {"member": member, "account": found, "is_ours": bool(found and accounts.is_of_provider(found))}
    return render(request, "offers/entries/account.html", context)


def _open(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """A code goes to her address: that her entries are open here is not enough to open them for good."""
    if not allow(request, "entries_account", MOST_AN_HOUR):
        return too_many(request)
    opened, is_new = accounts.open_account(member=member)
    if not is_new:
        return redirect("entries:account")
    _leave_account(request, member)  # somebody else's
    LoginCodeVerificationProcess.initiate(request=request, user=opened, email=opened.email)
    address = reverse("account_confirm_login_code")
    return redirect(f"{address}?{urlencode({'next': reverse('mfa_index')})}")


def _close(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    if accounts.close_account(member=member):
        _leave_account(request, member)
    return redirect("entries:account")


def _leave_account(request: HttpRequest, member: ProviderMember) -> None:
    """Whoever has come with one; her entries stay open."""
    if request.user.is_authenticated:
        logout(request)
        sign_in(request, member)


@never_cache
@page_or_form
def choose(request: HttpRequest) -> HttpResponse:
    """Whose entries, for an account that speaks for several."""
    members = accounts.memberships_of(request.user)
    if len(members) < 2:
        return redirect("entries:start")
    if request.method != "POST":
        return render(request, "offers/entries/choose.html", {"members": members})
    by_key = {str(member.pk): member for member in members}
    if (chosen := by_key.get(request.POST.get("member", ""))) is None:
        raise Http404
    sign_in(request, chosen)
    return redirect("entries:list")
