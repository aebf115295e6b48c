"""A provider changes or copies what it has in the directory: what it writes waits for a decision."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from offers.actions import workflows
from offers.enums import Frequency, SubmissionKind, SubmissionState
from offers.models import Municipality, Offer, ProviderMember, Schedule, Submission
from offers.models.history import BOOKKEEPING
from offers.querysets import UNDECIDED

# What `actions.entries` and a review write past any draft.
SAID_AT_ONCE: Final = (
    "places",
    "places_stated_on",
    "is_temporarily_closed",
    "closed_until",
    "valid_from",
    "valid_to",
    "verified_on",
    "verified_by",
)
# What belongs to the one that is copied and not to what it says.
NOT_COPIED: Final = (
    "id",
    "uuid",
    "_revisions",
    "_workflow_states",
    "source",
    "external_id",
    *BOOKKEEPING,
    *SAID_AT_ONCE,
)


@transaction.atomic
def begin_change(*, offer: Offer, by: ProviderMember) -> Submission:
    """What `by` writes in to change an entry; begun twice, it is the same.

    What waits for a decision comes back to be written in. An offer that was declined is sent anew: the
    decision stays as it was. A published one is changed in a revision, and stays as it is meanwhile.
    """
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    for submission in _open_ones(offer):
        if submission.state == SubmissionState.DRAFT or _take_back(submission):
            return _hand_to(submission, by)
    kind = SubmissionKind.CHANGE if offer.live else SubmissionKind.NEW
    submission = _new(offer, kind, by)
    if submission.is_change:
        submission.keep(_declined_before(offer) or offer)
    else:
        _write_latest(offer)
    submission.save()
    return submission


def _open_ones(offer: Offer) -> list[Submission]:
    """Not what a stranger is writing."""
    drafts = {"state": SubmissionState.DRAFT, "member__provider": offer.provider_id}
    found = Submission.objects.filter(offer=offer).exclude(kind=SubmissionKind.CLAIM)
    return list((found.filter(**drafts) | found.filter(state__in=UNDECIDED)).order_by("-pk"))


def _declined_before(offer: Offer) -> Offer | None:
    """What was declined last, to be improved; not where an editor has changed the offer since."""
    last = Submission.objects.filter(offer=offer, kind=SubmissionKind.CHANGE).order_by("-pk").first()
    if last is None or last.state != SubmissionState.DECLINED or last.revision is None:
        return None
    if offer.revisions.filter(created_at__gt=last.decided_at, user__isnull=False).exists():
        return None
    draft = last.draft
    for name in SAID_AT_ONCE:
        setattr(draft, name, getattr(offer, name))
    return draft


def _take_back(submission: Submission) -> bool:
    """Whether nobody had decided: one conditional UPDATE, of sender and moderator at once one is first."""
    undecided = Submission.objects.filter(pk=submission.pk, state__in=UNDECIDED)
    if not undecided.update(state=SubmissionState.DRAFT, updated_at=timezone.now()):
        return False
    submission.refresh_from_db()
    if not submission.is_change:
        workflows.end(submission.proposed)
        _write_latest(submission.proposed)
    return True


def _write_latest(offer: Offer) -> None:
    """A moderator may have edited the draft: what is written from here on begins with that."""
    draft = offer.get_latest_revision_as_object()
    if not draft.live:
        draft.save()


def _hand_to(submission: Submission, by: ProviderMember) -> Submission:
    submission.member = by
    submission.name, submission.email, submission.phone = by.name, by.email, ""
    submission.language = by.language
    submission.save()
    return submission


def _new(offer: Offer, kind: SubmissionKind, by: ProviderMember) -> Submission:
    return Submission(
        kind=kind,
        provider=offer.provider,
        offer=offer,
        municipality=offer.responsible_municipality,
        member=by,
        name=by.name,
        email=by.email,
        language=by.language,
    )


def begin_new(*, by: ProviderMember) -> Submission:
    """A new offer of the provider; one that was begun and says nothing yet is gone on with."""
    empty = Submission.objects.filter(member=by, offer=None, state=SubmissionState.DRAFT)
    provider = by.provider
    return empty.first() or Submission.objects.create(
        provider=provider,
        municipality=provider.municipality or Municipality.objects.county(),
        member=by,
        name=by.name,
        email=by.email,
        language=by.language,
    )


@transaction.atomic
def copy(*, offer: Offer, by: ProviderMember) -> Submission:
    """A new draft that says the same, for the next term: without its dates, its places and its pause."""
    draft, _child_rows = Offer.objects.get(pk=offer.pk).copy_cluster(exclude_fields=NOT_COPIED)
    draft.live, draft.has_unpublished_changes = False, True
    draft.schedules = [_undated(row) for row in draft.schedules.all() if _comes_again(row)]
    draft.save()
    submission = _new(draft, SubmissionKind.NEW, by)
    submission.save()
    return submission


def _comes_again(row: Schedule) -> bool:
    return not row.is_break and row.freq != Frequency.ONCE


def _undated(row: Schedule) -> Schedule:
    row.starts_on = row.ends_on = None
    return row
