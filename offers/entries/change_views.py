"""Change and copy an entry: its draft is opened at the door, where its steps are."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from offers.actions import changes, submissions
from offers.door import drafts
from offers.entries.access_views import too_many
from offers.entries.session import for_members
from offers.entries.views import entry_of
from offers.guards.rate_limits import allow
from offers.models import Offer, ProviderMember, Submission

MOST_AN_HOUR = 60
Begin = Callable[[Offer, ProviderMember], Submission]


@require_POST
@for_members
def new(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """To the steps of a new offer, without the first: who she is, is known."""
    if not allow(request, "begin_change", MOST_AN_HOUR):
        return too_many(request)
    drafts.remember(request, changes.begin_new(by=member).uuid)
    return redirect("door:step", "was")


@require_POST
@for_members
def change(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    """To the overview of the entry as it would be, each step one tap away; or to its other languages."""
    submission = _begun(request, member, pk, lambda offer, by: changes.begin_change(offer=offer, by=by))
    if submission is None:
        return too_many(request)
    return redirect("door:languages" if "words" in request.POST else "door:check")


@require_POST
@for_members
def copy(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    """To the step of the times first, for the new dates are what a copy lacks."""
    submission = _begun(request, member, pk, lambda offer, by: changes.copy(offer=offer, by=by))
    return redirect("door:step", "wann") if submission else too_many(request)


def _begun(request: HttpRequest, member: ProviderMember, pk: int, begin: Begin) -> Submission | None:
    offer = entry_of(member, pk)
    if not allow(request, "begin_change", MOST_AN_HOUR):
        return None
    submission = begin(offer, member)
    drafts.remember(request, submission.uuid)
    return submission


@require_POST
@for_members
def withdraw(request: HttpRequest, member: ProviderMember, pk: int) -> HttpResponse:
    """Take back what of this entry waits for a decision."""
    offer = entry_of(member, pk)
    for submission in Submission.objects.known_to(member.provider).filter(offer=offer):
        submissions.withdraw(submission=submission)
    return redirect("entries:list")
