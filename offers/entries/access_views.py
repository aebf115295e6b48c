"""The way in and out: a link by mail, a button, and leaving."""

import functools
from http import HTTPStatus

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from offers.actions import links, members
from offers.actions.accounts import memberships_of
from offers.entries.forms import AddressForm
from offers.entries.session import member_of, sign_in, sign_out
from offers.enums import LinkPurpose
from offers.guards.rate_limits import allow
from offers.mail.background import do_soon
from offers.page_or_form import page_or_form

MOST_AN_HOUR = 20


@never_cache
@page_or_form
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the address. The answer is the same, and as fast, whether it is known here or not.

    Whoever has signed in with an account is led on.
    """
    if request.method != "POST":
        return _way_in(request) or _show(request, AddressForm(), HTTPStatus.OK)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _show(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not allow(request, "entries_link", MOST_AN_HOUR):
        return too_many(request)
    if not form.is_from_program:
        do_soon(functools.partial(members.mail_links, email=form.cleaned_data["email"]))
    return redirect("entries:asked")


def _way_in(request: HttpRequest) -> HttpResponse | None:
    if member_of(request):
        return redirect("entries:list")
    members = memberships_of(request.user)
    if len(members) > 1:
        return redirect("entries:choose")
    if not members:
        return None
    sign_in(request, members[0])
    return redirect("entries:list")


def _show(request: HttpRequest, form: AddressForm, status: HTTPStatus) -> HttpResponse:
    return render(request, "offers/entries/start.html", {"form": form}, status=status)


def too_many(request: HttpRequest) -> HttpResponse:
    """For an address of the network from which far too much comes."""
    return render(request, "offers/entries/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "offers/entries/asked.html")


@never_cache
@page_or_form
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """What the mailed link opens; only its button signs in, and uses the link up."""
    link = links.find(token=token, purpose=LinkPurpose.ENTRIES)
    if link is None or not link.is_usable:
        return link_gone(request)
    if request.method != "POST":
        return render(request, "offers/entries/enter.html", {"member": link.member})
    member = members.enter(link=link)
    if member is None:
        return link_gone(request)
    sign_out(request)  # whoever was here before, and her draft
    sign_in(request, member)
    return redirect("entries:list")


def link_gone(request: HttpRequest) -> HttpResponse:
    """The same words for a link that never was, was used, or is too old."""
    return render(request, "offers/entries/link_gone.html", status=HTTPStatus.GONE)


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    sign_out(request)
    logout(request)  # else her account would let her in again at once
    return redirect("entries:start")
