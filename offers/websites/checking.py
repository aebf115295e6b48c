"""Ask the websites that stand in what waits on the desk, some seconds after it came or once a day."""

import datetime
import logging
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from offers.later import Later
from offers.models import Offer, Submission, WebsiteCheck
from offers.websites.asking import NetworkAwayError, problem_of

AGAIN_AFTER: Final = datetime.timedelta(hours=20)  # so that a daily run asks daily
KEEP: Final = datetime.timedelta(days=90)
MOST_AT_ONCE: Final = 200

logger = logging.getLogger(__name__)


def websites_of(offer: Offer) -> list[str]:
    """Where residents are sent: to the offer online, to its registration, to its provider."""
    addresses = (offer.online_url, offer.registration_url, offer.provider.website)
    return sorted({address for address in addresses if address})


def check_soon() -> None:
    """After the transaction, by a thread: nobody waits for the websites of strangers."""
    transaction.on_commit(lambda: _later.ask(settings.WEBSITE_CHECK_SECONDS), robust=True)


def check_waiting() -> int:
    """Ask all websites of what waits on the desk and was not asked lately; how many were asked."""
    drafts = (row.draft for row in Submission.objects.undecided().select_related("offer", "revision"))
    named = {address for draft in drafts for address in websites_of(draft)}
    lately = WebsiteCheck.objects.filter(checked_at__gt=timezone.now() - AGAIN_AFTER)
    asked = _ask(sorted(named - set(lately.values_list("url", flat=True)))[:MOST_AT_ONCE])
    WebsiteCheck.objects.filter(checked_at__lt=timezone.now() - KEEP).delete()
    return asked


def _ask(addresses: Iterable[str]) -> int:
    number = 0
    for url in addresses:
        try:
            said = {"problem": problem_of(url) or "", "checked_at": timezone.now()}
        except NetworkAwayError:
            logger.warning("No website can be asked: there is no network.")
            return number
        WebsiteCheck.objects.update_or_create(url=url, defaults=said)
        number += 1
    return number


def _check_quietly() -> None:
    try:
        check_waiting()
    except DatabaseError:
        logger.exception("The websites of what waits could not be checked.")


_later: Final = Later(_check_quietly, is_needed=False)
