"""What senders do with a submission: begin it, send it, confirm it, take it back."""

import uuid
from typing import Final

from django.db import transaction
from django.utils import timezone

from offers.actions import files, links, workflows
from offers.deciders import deciders_of
from offers.enums import LinkPurpose, SubmissionKind, SubmissionState
from offers.models import Location, MailedLink, Municipality, Offer, Provider, Submission
from offers.models.submission_message import SubmissionMessage
from offers.notifications import mail_arrival, mail_confirmation, mail_receipt
from offers.websites.checking import check_soon

MOST_CONFIRMATIONS: Final = 5  # mails to one address that nobody has confirmed


def begin(*, key: uuid.UUID, language: str) -> Submission:
    """The submission of this key; made when there is none, so that a form sent twice begins one."""
    submission, _is_new = Submission.objects.get_or_create(uuid=key, defaults={"language": language})
    return submission


@transaction.atomic
def send(*, submission: Submission, consent_version: str, consent_text: str) -> bool:
    """Keep the consent and mail the link to confirm; whether it was this call that sent it.

    What a member of the provider sends needs no confirmation: she came by a link of a mail.
    """
    now = timezone.now()
    is_known = submission.member_id is not None
    drafts = Submission.objects.filter(pk=submission.pk, state=SubmissionState.DRAFT, offer__isnull=False)
    is_first = drafts.update(
        state=SubmissionState.WAITING if is_known else SubmissionState.UNCONFIRMED,
        confirmed_at=now if is_known else None,
        sent_at=now,
        updated_at=now,
        consent_version=consent_version,
        consent_text=consent_text,
        consented_at=now,
        typed={},
    )
    if is_first:
        submission.refresh_from_db()
        _put_in_charge(submission)
        if is_known:
            _receive(submission)
        else:
            ask_to_confirm(submission=submission)
    return bool(is_first)


def _receive(submission: Submission) -> None:
    """From here on editors see it: what is new, with a history that begins with what was sent."""
    if submission.is_change and submission.revision:
        submission.revision.created_at = timezone.now()
        submission.revision.save(update_fields=["created_at"])
    elif submission.kind == SubmissionKind.NEW:
        submission.proposed.save_revision(log_action=True)
        workflows.start(submission.proposed)
    files.shelve(offer=submission.draft, municipality=submission.municipality)
    mail_receipt(submission, links.issue(purpose=LinkPurpose.WATCH, submission=submission))
    for person in deciders_of(submission.municipality) if submission.municipality else ():
        mail_arrival(person, submission)
    check_soon()


def _put_in_charge(submission: Submission) -> None:
    offer = submission.proposed
    if submission.kind != SubmissionKind.NEW:  # as long as it is published, who decided about it decides
        submission.municipality = offer.responsible_municipality
        submission.save(update_fields=["municipality"])
        return
    offer.responsible_municipality = submission.municipality = responsible_for(offer)
    offer.save()
    submission.save(update_fields=["municipality"])


def responsible_for(offer: Offer) -> Municipality:
    """Who decides: the county for what is for everybody, the one town it serves, else the provider's own."""
    if offer.serves_whole_county:
        return Municipality.objects.county()
    served = [row.municipality for row in offer.service_areas.all()]
    if len(served) == 1:
        return served[0]
    own = offer.provider.municipality
    return own if own in served or not served else Municipality.objects.county()


@transaction.atomic
def ask_to_confirm(*, submission: Submission) -> bool:
    """Mail a (new) link to confirm; those before stop working. False where it was done often enough."""
    asked = MailedLink.objects.filter(submission=submission, purpose=LinkPurpose.CONFIRM)
    times_before = asked.count()
    if times_before >= MOST_CONFIRMATIONS:
        return False
    asked.usable().update(expires_at=timezone.now())
    token = links.issue(purpose=LinkPurpose.CONFIRM, submission=submission)
    mail_confirmation(submission, token, times_before)
    return True


@transaction.atomic
def confirm(*, link: MailedLink) -> bool:
    """The address is right: hand the offer to whoever decides. False for a link that was used or expired."""
    if link.submission_id is None or not links.use_up(link):
        return False
    now = timezone.now()
    unconfirmed = Submission.objects.filter(pk=link.submission_id, state=SubmissionState.UNCONFIRMED)
    if not unconfirmed.update(state=SubmissionState.WAITING, confirmed_at=now, updated_at=now):
        return False
    submission = Submission.objects.select_related("offer", "provider").get(pk=link.submission_id)
    _receive(submission)
    return True


@transaction.atomic
def withdraw(*, submission: Submission) -> bool:
    """Take back what nobody has decided yet. What was published is ended by its provider, not here."""
    undecided = Submission.objects.undecided().filter(pk=submission.pk)
    if not undecided.update(state=SubmissionState.WITHDRAWN, updated_at=timezone.now()):
        return False
    if submission.kind == SubmissionKind.NEW:
        workflows.end(submission.proposed)
    return True


@transaction.atomic
def reply(*, submission: Submission, text: str) -> bool:
    """What the sender says to a question; it waits for a decision again. False where nobody asks any more."""
    asked = Submission.objects.filter(pk=submission.pk, state=SubmissionState.QUESTION)
    if not asked.update(state=SubmissionState.WAITING, updated_at=timezone.now()):
        return False
    SubmissionMessage.objects.create(submission=submission, is_from_desk=False, text=text)
    return True


@transaction.atomic
def discard(*, submission: Submission) -> None:
    """Delete what nobody else has seen: the draft, its offer, and the provider and places made for it.

    What is published, or was decided about before, stays.
    """
    if not submission.is_open:
        return
    offer, provider, revision = submission.offer, submission.provider, submission.revision
    places = _draft_places(submission.draft) if offer else []
    sent = files.of(submission.draft) if offer else []
    is_new = submission.kind == SubmissionKind.NEW
    submission.delete()
    if revision is not None:
        revision.delete()
    if offer is not None and is_new and not _is_known(offer):
        offer.delete()
    for place in places:
        place.delete_if_unused()
    files.delete_unused(sent)
    if provider is not None and not provider.live and not _is_used(provider):
        provider.delete()


def _is_known(offer: Offer) -> bool:
    """Whether it is or was published, or proposed another time."""
    return offer.live or offer.first_published_at is not None or offer.submissions.exists()


def _draft_places(offer: Offer) -> list[Location]:
    return [row.location for row in offer.locations.all() if not row.location.live]


def _is_used(provider: Provider) -> bool:
    return provider.offers.exists() or provider.submissions.exists()
