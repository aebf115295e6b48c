"""Delete what the portal has promised not to keep (templates/offers/door/start.html says it)."""

import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from offers.actions import submissions
from offers.models import Submission, ViewCount
from offers.querysets import NOT_RECEIVED

KEEP_DRAFTS: Final = datetime.timedelta(days=30)  # after the last change
KEEP_VIEWS: Final = datetime.timedelta(days=400)  # a month and the same one a year before
KEEP_PERSONS: Final = datetime.timedelta(days=2 * 365)


def delete_abandoned() -> int:
    """Drafts that were not sent or not confirmed, with all that was made for them; how many."""
    old = Submission.objects.filter(state__in=NOT_RECEIVED, updated_at__lt=timezone.now() - KEEP_DRAFTS)
    deleted = 0
    for submission in old.select_related("offer", "provider"):
        with transaction.atomic():
            submissions.discard(submission=submission)
            deleted += 1
    return deleted


def forget_views() -> int:
    """How often offers were looked at long ago; how many days of offers."""
    old = ViewCount.objects.filter(counted_on__lt=timezone.localdate() - KEEP_VIEWS)
    return old.delete()[0]


def forget_persons() -> int:
    """Name, address and telephone of senders whose offer has ended, or who sent it long ago; how many."""
    ended = Q(offer__valid_to__lt=timezone.localdate())
    long_ago = Q(sent_at__lt=timezone.now() - KEEP_PERSONS)
    known = Submission.objects.received().filter(ended | long_ago).exclude(name="", email="", phone="")
    return Submission.objects.filter(pk__in=known.values("pk")).update(
        name="", email="", phone="", evidence=""
    )
