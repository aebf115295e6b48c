"""The page of an organisation's entries, and what one tap on it does."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from offers.actions.accounts import memberships_of
from offers.entries.listing import entries_of
from offers.entries.session import UNDO_KEY, for_members
from offers.enums import Places
from offers.models import Offer, ProviderMember
from offers.views import LARGEST_KEY


@require_safe
@for_members
def entries(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """Everything of the organisation, each with what can be done with it."""
    context = {
        "member": member,
        "entries": entries_of(member.provider),
        "places": [choice for choice in Places if choice],
        "undo": request.session.get(UNDO_KEY),
        "can_choose": len(memberships_of(request.user)) > 1,
    }
    return render(request, "offers/entries/list.html", context)


def entry_of(member: ProviderMember, pk: int) -> Offer:
    """An offer of the member's own provider; for any other there is no such page."""
    if pk > LARGEST_KEY:
        raise Http404
    return get_object_or_404(Offer.objects.known_to(member.provider), pk=pk)
