"""Count who looks at the page of an offer: a note in memory, written later, a number for each day.

No address, no cookie, nothing of whoever looks is kept. A page neither waits for it nor fails with it.
"""

import logging
import threading
from collections import Counter
from datetime import date
from typing import Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.timezone import localdate

from offers.later import Later
from offers.models import Offer, ViewCount
from offers.visitors import is_visitor

logger = logging.getLogger(__name__)

_counting: Final = threading.Lock()
_counted: Counter[tuple[int, date]] = Counter()  # by offer and day; no more keys than there are offers


def count_view(request: HttpRequest, offer: Offer) -> None:
    """The page of a published offer was shown."""
    if request.method == "GET" and is_visitor(request):
        with _counting:
            _counted[offer.pk, localdate()] += 1
        _later.ask(settings.VIEW_COUNT_SECONDS)


def flush() -> None:
    """Write what was counted. Where that is not possible now it is lost: nobody waits for it."""
    with _counting:
        taken = dict(_counted)
        _counted.clear()
    if not taken:
        return
    try:
        _write(taken)
    except DatabaseError as error:
        logger.warning("%d views could not be counted: %s", sum(taken.values()), type(error).__name__)


@transaction.atomic
def _write(taken: dict[tuple[int, date], int]) -> None:
    there = set(Offer.objects.filter(pk__in={pk for pk, _day in taken}).values_list("pk", flat=True))
    found = {key: views for key, views in sorted(taken.items()) if key[0] in there}
    ViewCount.objects.bulk_create(
        [ViewCount(offer_id=pk, counted_on=day) for pk, day in found], ignore_conflicts=True
    )
    for (pk, day), views in found.items():
        ViewCount.objects.filter(offer=pk, counted_on=day).update(views=F("views") + views)


_later: Final = Later(flush)
