"""An offer's timetable as an iCalendar file (RFC 5545) that any calendar program can add."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from icalendar import Calendar, Component, Event, Timezone, vText

from offers.models import Offer, Schedule
from offers.schedules import Break, Rule
from offers.schedules.dates import BERLIN, days, wall_times

PRODUCT: Final = "-//KIZ Rhein-Sieg-Kreis//Angebote//DE"

# The rule of the European Union since 1996, so that no calendar needs a list of years.
BERLIN_TIMEZONE: Final = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def offer_calendar(offer: Offer, *, url: str, title: str, summary: str, place: str) -> bytes:
    """Write the calendar of an offer; it has no events when the offer has no dates.

    The caller chooses the words and the place: of a hidden address only what the public may read. Opening
    hours are in it only where there is nothing else, as they would fill every day of a calendar.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(title))  # else a line break in it would not be escaped
    calendar.add_component(Timezone.from_ical(BERLIN_TIMEZONE))
    schedules = list(offer.schedules.all())
    breaks = [row.as_break() for row in schedules if row.is_break]
    for position, row in enumerate(_shown(schedules)):
        event = _event(row.as_rule(), breaks)
        if event is None:
            continue
        # A row keeps its key when it is edited, so a calendar replaces the event instead of adding one.
        event.add("uid", f"{offer.uuid}-{row.pk or f'draft-{position}'}")
        event.add("dtstamp", (offer.updated_at or timezone.now()).astimezone(UTC))
        event.add("summary", title)
        event.add("description", "\n".join(filter(None, (summary, row.note, url))))
        event.add("url", url)
        if place:
            event.add("location", place)
        calendar.add_component(event)
    return calendar.to_ical()


def _shown(schedules: Sequence[Schedule]) -> list[Schedule]:
    rows = [row for row in schedules if not row.is_break]
    sessions = [row for row in rows if not row.as_rule().is_opening_hours]
    return sessions or rows


def _event(rule: Rule, breaks: Sequence[Break]) -> Component | None:
    """An event whose rule gives the same dates; None when it never takes place."""
    # A rule that has always been is said from today on: an event needs a first day.
    first = next(days(rule, rule.starts_on or timezone.localdate()), None)
    if first is None or (rule.freq == "once" and not _is_open(rule, breaks, first)):
        return None
    event = Event()
    _add_moments(event, rule, first)
    if _repeats(rule):
        event.add("rrule", _recurrence(rule))
        for day in _days_off(rule, breaks, first):
            event.add("exdate", _start(rule, day))
    if rule.is_opening_hours:
        event.add("transp", "TRANSPARENT")
    return event


def _add_moments(event: Event, rule: Rule, day: date) -> None:
    event.add("dtstart", _start(rule, day))
    _wall_start, wall_end = wall_times(rule, day)
    if rule.starts_at is None:
        event.add("dtend", day + timedelta(days=1))
    elif wall_end is not None:
        event.add("dtend", wall_end.replace(tzinfo=BERLIN))


def _start(rule: Rule, day: date) -> date | datetime:
    """A whole day is a date; a time is told as on the wall, whatever the clocks do that night."""
    return day if rule.starts_at is None else wall_times(rule, day)[0].replace(tzinfo=BERLIN)


def _repeats(rule: Rule) -> bool:
    return rule.freq != "once" or rule.last_day != rule.starts_on


def _is_open(rule: Rule, breaks: Sequence[Break], first: date) -> bool:
    taken = set(_days_off(rule, breaks, first))
    return any(day not in taken for day in days(rule, first))


def _recurrence(rule: Rule) -> dict[str, object]:
    parts: dict[str, object] = {"FREQ": "DAILY" if rule.freq == "once" else rule.freq.upper()}
    if rule.freq != "once":
        parts |= {"INTERVAL": rule.interval} | _by_day(rule)
    if rule.last_day:
        parts["UNTIL"] = _until(rule, rule.last_day)
    return parts


def _by_day(rule: Rule) -> dict[str, object]:
    if rule.freq == "weekly":
        return {"BYDAY": list(rule.days_of_week)}
    if rule.bymonthday is None and rule.byday:
        return {"BYDAY": [f"{rule.week_of_month or ''}{day}" for day in rule.byday]}
    return {"BYMONTHDAY": rule.bymonthday or (rule.starts_on.day if rule.starts_on else 1)}


def _until(rule: Rule, last_day: date) -> date | datetime:
    """As precise as the start: a date for whole days, else a moment in UTC."""
    if rule.starts_at is None:
        return last_day
    return datetime.combine(last_day, time.max.replace(microsecond=0), BERLIN).astimezone(UTC)


def _days_off(rule: Rule, breaks: Sequence[Break], first: date) -> Iterator[date]:
    """The days that the rule gives and a break takes away."""
    if not breaks:
        return
    last = max(pause.ends_on or pause.starts_on for pause in breaks)
    for day in days(rule, first):
        if day > last:
            return
        if any(pause.covers(day) for pause in breaks):
            yield day
