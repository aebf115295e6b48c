"""What moderators decide about a submission. Whoever decides first has decided."""

import datetime
import hashlib
import json
from collections.abc import Collection
from typing import Final

from django.contrib.auth.models import AbstractUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin

from offers.actions import links, workflows
from offers.actions.entries import pending_drafts
from offers.differences import PARTS, take_over
from offers.enums import DeclineReason, LinkPurpose, SubmissionKind, SubmissionState
from offers.models import Offer, ProviderMember, Submission, SubmissionMessage
from offers.notifications import mail_acceptance, mail_question, mail_refusal
from offers.publishing import Lack, facts_of, lacks

ACCEPTED_ACTION: Final = "offers.accept_submission"
DECLINED_ACTION: Final = "offers.decline_submission"
ASKED_ACTION: Final = "offers.ask_sender"
ALL_PARTS: Final = frozenset(part.name for part in PARTS)


class AlreadyDecidedError(Exception):
    """Somebody else was faster, or the sender has taken it back."""


class ChangedMeanwhileError(Exception):
    """What is to be decided is not what the moderator has seen."""


class DraftInWorkError(Exception):
    """An editor has a draft of this published offer in work, which the change would bury."""


class NotPublishableError(Exception):
    """The offer lacks what a published one needs; `lacks` says what."""

    def __init__(self, found: list[Lack]) -> None:
        super().__init__(" ".join(str(lack.message) for lack in found))
        self.lacks = found


def seen(submission: Submission) -> str:
    """Another text as soon as there is something else to decide about: what is proposed or published.

    By content: the editor of the administration saves again and again under the number of one revision.
    """
    offer = Offer.objects.select_related("latest_revision").get(pk=submission.offer_id)
    latest = offer.latest_revision.content if offer.latest_revision else None
    proposed = submission.revision.content if submission.revision else None
    published = offer.serializable_data() | {"updated_at": None}  # it says "now" whenever it is asked
    content = [submission.state, published, latest, proposed]
    return hashlib.sha256(json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def accept(
    *,
    submission: Submission,
    by: AbstractUser,
    answer: str = "",
    was_seen: str = "",
    parts: Collection[str] = ALL_PARTS,
    go_live_at: datetime.datetime | None = None,
    speaks_for_provider: bool = False,
) -> None:
    """Publish what is proposed, at once or at a moment to come; a claim publishes nothing. Tell the sender.

    Of a change only these `parts` are taken. `was_seen` is what `seen` said when the moderator looked, "" for
    a program. Raises AlreadyDecidedError, ChangedMeanwhileError, DraftInWorkError and NotPublishableError;
    then nothing has changed.
    """
    offer = Offer.objects.select_for_update().get(pk=submission.offer_id)
    submission.offer = offer
    if was_seen and was_seen != seen(submission):
        raise ChangedMeanwhileError
    left_out = sorted(ALL_PARTS - set(parts)) if submission.is_change else []
    _decide(
        submission, SubmissionState.ACCEPTED, by=by, answer=answer, left_out=left_out, go_live_at=go_live_at
    )
    if submission.is_claim or speaks_for_provider or not offer.provider.live:
        _let_speak_for(submission)
    if not submission.is_claim:
        _publish_proposed(submission, offer, by, parts)
    log(instance=offer, action=ACCEPTED_ACTION, user=by, data={"left_out": left_out})
    mail_acceptance(submission)


def _publish_proposed(submission: Submission, offer: Offer, by: AbstractUser, parts: Collection[str]) -> None:
    if submission.is_change:
        if pending_drafts(offer):
            raise DraftInWorkError
        take_over(offer, submission.draft, parts)
    else:
        workflows.approve(offer, by)
        offer = offer.get_latest_revision_as_object()
    if found := list(lacks(facts_of(offer))):
        raise NotPublishableError(found)
    offer.verified_on, offer.verified_by = timezone.localdate(), str(submission.municipality)
    offer.go_live_at = submission.go_live_at
    _publish_around(offer, by)
    _publish(offer, by)


def _let_speak_for(submission: Submission) -> None:
    """From now on the sender gets the mails of this provider, and may change its entries.

    Who brings a provider along speaks for it; for one that is known already a moderator has to say so.
    """
    ProviderMember.objects.get_or_create(
        provider=submission.provider,
        email__iexact=submission.email,
        defaults={"email": submission.email, "name": submission.name, "language": submission.language},
    )


def _publish_around(offer: Offer, by: AbstractUser | None) -> None:
    """The provider and the places that came with it."""
    for record in (offer.provider, *(row.location for row in offer.locations.all())):
        if not record.live:
            _publish(record, by)


def _publish(record: DraftStateMixin, by: AbstractUser | None) -> None:
    revision = record.save_revision(user=by, log_action=True)
    revision.publish(user=by, skip_permission_checks=True)


@transaction.atomic
def accept_published(offer: Offer, by: AbstractUser | None) -> None:
    """Somebody has published a proposal past the desk, in the form of the offer: then it is accepted."""
    for submission in Submission.objects.proposing(offer).select_related("offer", "provider"):
        _decide(submission, SubmissionState.ACCEPTED, by=by, answer="")
        workflows.approve(offer, by)
        if not offer.provider.live:
            _let_speak_for(submission)
        _publish_around(offer, by)
        log(instance=offer, action=ACCEPTED_ACTION, user=by)
        mail_acceptance(submission)


@transaction.atomic
def decline(*, submission: Submission, by: AbstractUser, reason: DeclineReason, answer: str = "") -> None:
    """Say no, and why. What is proposed stays for the record. Raises AlreadyDecidedError."""
    _decide(submission, SubmissionState.DECLINED, by=by, answer=answer, reason=reason)
    if submission.kind == SubmissionKind.NEW:
        workflows.end(submission.proposed, by)
    log(instance=submission.proposed, action=DECLINED_ACTION, user=by)
    mail_refusal(submission)


@transaction.atomic
def ask(*, submission: Submission, by: AbstractUser, question: str) -> None:
    """Mail the sender a question; the submission waits for the answer. Raises AlreadyDecidedError."""
    now = timezone.now()
    waiting = Submission.objects.waiting().filter(pk=submission.pk)
    if not waiting.update(state=SubmissionState.QUESTION, updated_at=now):
        raise AlreadyDecidedError
    submission.refresh_from_db()
    message = SubmissionMessage.objects.create(
        submission=submission, is_from_desk=True, written_by_id=by.pk, text=question
    )
    log(instance=submission.proposed, action=ASKED_ACTION, user=by)
    mail_question(message, links.issue(purpose=LinkPurpose.WATCH, submission=submission))


def _decide(
    submission: Submission, state: SubmissionState, *, by: AbstractUser | None, answer: str, **said: object
) -> None:
    """One conditional UPDATE: of two moderators at once, or moderator and sender, one is first.

    A question that nobody answers keeps nobody from deciding.
    """
    now = timezone.now()
    undecided = Submission.objects.undecided().filter(pk=submission.pk)
    if not undecided.update(
        state=state, decided_at=now, updated_at=now, decided_by=by, answer=answer, **said
    ):
        raise AlreadyDecidedError
    submission.refresh_from_db()
