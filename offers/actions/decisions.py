"""What moderators decide about a submission. Whoever decides first has decided."""

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin

from offers.enums import DeclineReason, SubmissionState
from offers.models import Offer, ProviderMember, Submission
from offers.notifications import mail_acceptance, mail_refusal
from offers.publishing import Lack, facts_of, lacks

ACCEPTED_ACTION = "offers.accept_submission"
DECLINED_ACTION = "offers.decline_submission"


class AlreadyDecidedError(Exception):
    """Somebody else was faster, or the sender has taken it back."""


class NotPublishableError(Exception):
    """The offer lacks what a published one needs; `lacks` says what."""

    def __init__(self, found: list[Lack]) -> None:
        super().__init__(" ".join(str(lack.message) for lack in found))
        self.lacks = found


@transaction.atomic
def accept(*, submission: Submission, by: AbstractUser, answer: str = "") -> None:
    """Publish the offer, and its provider and places where they are new; tell the sender.

    Raises AlreadyDecidedError and NotPublishableError; then nothing has changed.
    """
    _decide(submission, SubmissionState.ACCEPTED, by=by, answer=answer)
    offer = Offer.objects.get(pk=submission.offer_id).get_latest_revision_as_object()
    if found := list(lacks(facts_of(offer))):
        raise NotPublishableError(found)
    offer.verified_on, offer.verified_by = timezone.localdate(), str(submission.municipality)
    if not offer.provider.live:
        _let_speak_for(submission)
    for record in (offer.provider, *(row.location for row in offer.locations.all()), offer):
        if record is offer or not record.live:
            _publish(record, by)
    log(instance=offer, action=ACCEPTED_ACTION, user=by)
    mail_acceptance(submission)


def _let_speak_for(submission: Submission) -> None:
    """From now on the sender gets the mails of this provider, and may change its entries.

    Who brings a provider along speaks for it; for one that is known already a moderator has to say so.
    """
    ProviderMember.objects.get_or_create(
        provider=submission.provider,
        email__iexact=submission.email,
        defaults={"email": submission.email, "name": submission.name, "language": submission.language},
    )


def _publish(record: DraftStateMixin, by: AbstractUser) -> None:
    revision = record.save_revision(user=by, log_action=True)
    revision.publish(user=by, skip_permission_checks=True)


@transaction.atomic
def decline(*, submission: Submission, by: AbstractUser, reason: DeclineReason, answer: str = "") -> None:
    """Say no, and why. The draft stays for the record. Raises AlreadyDecidedError."""
    _decide(submission, SubmissionState.DECLINED, by=by, answer=answer, reason=reason)
    log(instance=submission.proposed, action=DECLINED_ACTION, user=by)
    mail_refusal(submission)


def _decide(
    submission: Submission, state: SubmissionState, *, by: AbstractUser, answer: str, reason: str = ""
) -> None:
    """One conditional UPDATE: of two moderators at once, or moderator and sender, one is first."""
    now = timezone.now()
    decided = Submission.objects.waiting().filter(pk=submission.pk)
    if not decided.update(
        state=state, decided_at=now, updated_at=now, decided_by=by, answer=answer, reason=reason
    ):
        raise AlreadyDecidedError
    submission.refresh_from_db()
