"""An organisation goes, with all that says who its people are."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from offers.actions import files, submissions
from offers.enums import MailState, SubmissionState
from offers.models import Offer, OutgoingMail, Provider, ProviderMember, Submission
from offers.notifications import mail_erased

ERASED_ACTION: Final = "offers.erase_provider"
UNDECIDED: Final = (SubmissionState.UNCONFIRMED, SubmissionState.WAITING, SubmissionState.QUESTION)


@transaction.atomic
def erase(*, provider: Provider, by: ProviderMember) -> None:
    """End and unpublish what was published, delete the rest, forget everybody; tell all who spoke for it.

    What stays are unpublished rows without contacts and without former versions, and submissions without
    people: that there was an offer, and how it was decided.
    """
    Provider.objects.select_for_update().get(pk=provider.pk)
    people = list(provider.members.all())
    for member in people:
        mail_erased(member)
    proposed = Submission.objects.filter(provider=provider)
    for draft in proposed.filter(state=SubmissionState.DRAFT, member__isnull=False):
        submissions.discard(submission=draft)
    changes = proposed.filter(revision__isnull=False).select_related("revision", "offer")
    sent = [file for change in changes for file in files.of(change.draft)]
    for offer in Offer.objects.known_to(provider):
        sent += files.of(offer)
        if offer.live or offer.first_published_at:
            _end(offer)
        else:
            offer.delete()  # with what was proposed
    files.delete_unused(sent)
    _forget_senders(provider)
    _forget_mails(people)
    log(instance=provider, action=ERASED_ACTION, data={"member": by.pk})
    provider.members.all().delete()
    if provider.live and not provider.offers.live().exists():
        _unpublish(provider)
    provider.email = provider.phone = ""
    provider.save()


def _end(offer: Offer) -> None:
    today = timezone.localdate()
    offer.contacts = []
    files.remove(offer=offer)
    offer.valid_from = min(offer.valid_from, today) if offer.valid_from else None
    offer.valid_to = min(offer.valid_to, today) if offer.valid_to else today
    _unpublish(offer)


def _unpublish(record: Offer | Provider) -> None:
    """Also former versions go: they name people, and one that waits to be published would bring all back."""
    if workflow := record.current_workflow_state:
        workflow.cancel()
    record.unpublish()
    record.revisions.all().delete()
    record.latest_revision = record.live_revision = None
    record.save()


def _forget_senders(provider: Provider) -> None:
    proposed = Submission.objects.filter(provider=provider)
    withdrawn = {"state": SubmissionState.WITHDRAWN, "updated_at": timezone.now()}
    proposed.filter(state__in=UNDECIDED).update(**withdrawn)
    proposed.update(member=None, name="", email="", phone="", evidence="")


def _forget_mails(people: list[ProviderMember]) -> None:
    """Those that are on their way still go out."""
    for member in people:
        to_her = OutgoingMail.objects.filter(recipient__iexact=member.email)
        to_her.exclude(state=MailState.WAITING).delete()
