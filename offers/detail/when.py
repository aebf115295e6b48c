"""When an offer takes place: its timetable in words, and the next dates."""

import datetime

from django.urls import reverse
from django.utils import timezone

from offers.detail.values import OccurrenceDetail, ScheduleLine
from offers.enums import Frequency
from offers.models import Offer, Schedule
from offers.schedules import describe, describe_break, occurrences

OCCURRENCES_SHOWN = 5


def when_parts(offer: Offer) -> dict[str, object]:
    schedules = list(offer.schedules.all())
    now = timezone.now()
    today = timezone.localdate()
    is_over = offer.is_ended or offer.is_temporarily_closed
    upcoming = [] if is_over else occurrences(offer.rules(), offer.breaks(), now, limit=OCCURRENCES_SHOWN)
    rules = [row for row in schedules if not row.is_break]
    lines = [ScheduleLine(describe(row.as_rule(), today=today), row.note) for row in rules]
    last_day = _last_day(rules)
    return {
        "schedule_lines": tuple(line for line in lines if line.times),
        "break_lines": tuple(
            describe_break(row.as_break())
            for row in schedules
            if row.is_break and row.ends_on >= today and not (last_day and row.starts_on > last_day)
        ),
        "next_occurrences": tuple(
            OccurrenceDetail(item.starts_at, item.ends_at, item.is_all_day)
            for item in upcoming
            if not item.is_opening_hours
        ),
        "calendar_url": reverse("offers:calendar", args=[offer.pk]) if offer.pk and upcoming else "",
        # Lines that say themselves when they end would contradict or repeat the period of the whole offer.
        "valid_from": None if last_day else offer.valid_from,
        "valid_to": None if last_day else offer.valid_to,
    }


def _last_day(rules: list[Schedule]) -> datetime.date | None:
    """The day after which nothing takes place any more; None when some line goes on."""
    ends = [row.starts_on if row.freq == Frequency.ONCE else row.ends_on for row in rules]
    return None if None in ends else max(ends, default=None)
