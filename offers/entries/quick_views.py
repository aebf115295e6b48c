"""One tap: how it stands with an offer, at once in the directory, and a way back."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from offers.actions import entries, reviews
from offers.entries.forms import PauseForm
from offers.entries.session import UNDO_KEY, for_members
from offers.entries.views import entry_of
from offers.enums import Places
from offers.models import Offer, ProviderMember
from offers.page_or_form import page_or_form


@require_POST
@for_members
def state_places(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    offer = entry_of(member, pk)
    try:
        places = Places(request.POST.get("places", ""))
    except ValueError:
        raise BadRequest from None
    before = entries.state_places(offer=offer, places=places, by=member)
    return _back(request, offer, str(places.label), before)


@page_or_form
@for_members
def pause(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    offer = entry_of(member, pk)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "offers/entries/pause.html", {"offer": offer, "form": form}, status=status)
    before = entries.pause(offer=offer, until=form.cleaned_data["closed_until"], by=member)
    return _back(request, offer, _("macht Pause"), before)


@require_POST
@for_members
def resume(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    offer = entry_of(member, pk)
    return _back(request, offer, _("Es geht weiter"), entries.resume(offer=offer, by=member))


@require_POST
@for_members
def show_again(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    """Bring back what the clock has hidden, confirmed today: as the page of the reminder does."""
    offer = entry_of(member, pk)
    if offer.is_hidden_by_clock:
        reviews.bring_back(offer=offer, by=member.provider.name)
    return redirect("entries:list")


@page_or_form
@for_members
def end(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    """End it with today, after asking once."""
    offer = entry_of(member, pk)
    if request.method != "POST":
        return render(request, "offers/entries/end.html", {"offer": offer})
    return _back(request, offer, _("Heute ist der letzte Tag"), entries.end(offer=offer, by=member))


@require_POST
@for_members
def undo(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """Put back what the last tap replaced."""
    last = request.session.pop(UNDO_KEY, None)
    if last:
        entries.put_back(offer=entry_of(member, last["offer"]), facts=last["facts"], by=member)
    return redirect("entries:list")


def _back(request: HttpRequest, offer: Offer, said: str, before: dict[str, Any] | None) -> HttpResponse:
    """To the list, which says what was done and offers to undo it. What was not possible shows its state."""
    request.session.pop(UNDO_KEY, None)
    if before is not None:
        request.session[UNDO_KEY] = {"offer": offer.pk, "title": offer.title, "said": said, "facts": before}
    return redirect("entries:list")
