"""What a municipality leaves lying goes to the county as well."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from offers.deciders import deciders_of_county
from offers.models import Municipality, Submission
from offers.notifications import mail_escalation

ESCALATED_ACTION: Final = "offers.escalate_submission"


@transaction.atomic
def escalate() -> int:
    """Ask the county, once, about what nobody has touched for too long; how many proposals these are.

    One whose sender was asked something waits for the sender, not for the municipality.
    """
    waiting = Submission.objects.waiting().filter(escalated_at=None)
    others = waiting.exclude(municipality=Municipality.objects.county()).order_by("updated_at")
    found = [
        submission
        for submission in others.select_related("offer", "provider", "municipality")
        if submission.is_late and _escalate(submission)
    ]
    if found:
        _tell_county(found)
    return len(found)


def _escalate(submission: Submission) -> bool:
    """Whether it still waited; the time of the last change stays, for it is what waiting counts from."""
    rows = Submission.objects.waiting().filter(pk=submission.pk, escalated_at=None)
    if not rows.update(escalated_at=timezone.now()):
        return False
    log(instance=submission.proposed, action=ESCALATED_ACTION)
    return True


def _tell_county(found: Sequence[Submission]) -> None:
    for person in deciders_of_county():
        mail_escalation(person, found)
