"""From rules and breaks to moments: merged, in order, and right across the change of the clocks."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, rrule
from dateutil.rrule import weekday as rrule_weekday

from offers.schedules.rules import WEEKDAYS, Break, Rule

BERLIN: Final = ZoneInfo("Europe/Berlin")
ONE_DAY: Final = timedelta(days=1)

# Rules that never come true (the 30th of February) end the search here.
HORIZON: Final = timedelta(days=3660)

# Every moment between these two exists in every time zone.
FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(9000, 1, 1)

# Without a first day, "every second week" counts from this Monday and "every second month" from this January.
DEFAULT_START: Final = date(2001, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time that something takes place; `ends_at` is None where nobody said when it ends."""

    starts_at: datetime
    ends_at: datetime | None = field(compare=False)
    is_all_day: bool = field(compare=False)
    is_opening_hours: bool = field(compare=False)


def occurrences(
    rules: Iterable[Rule],
    breaks: Iterable[Break],
    after: datetime,
    *,
    limit: int,
    timezone: ZoneInfo = BERLIN,
) -> list[Occurrence]:
    """Give the next occurrences, in order, that are not over at the moment `after`."""
    free_days = tuple(breaks)
    streams = [_occurrences_of(rule, free_days, after, timezone) for rule in rules]
    return list(islice(_without_repeats(_merged(streams)), limit))


def next_occurrence(
    rules: Iterable[Rule], breaks: Iterable[Break], after: datetime, *, timezone: ZoneInfo = BERLIN
) -> Occurrence | None:
    """Give the occurrence that is running at `after` or comes next; None when there is none any more."""
    return next(iter(occurrences(rules, breaks, after, limit=1, timezone=timezone)), None)


def days(rule: Rule, first: date) -> Iterator[date]:
    """Give the days from `first` on at which the rule starts something, breaks not yet taken away."""
    first = max(first, FIRST_DAY, rule.starts_on or FIRST_DAY)
    if first > LAST_DAY:
        return
    last = min(rule.last_day or LAST_DAY, first + HORIZON, LAST_DAY)
    if rule.freq == "once":
        yield from _every_day(first, last) if rule.starts_on else ()
    elif rule.days_of_week or rule.bymonthday is not None:
        repeated = _recurrence(rule, first, last)
        yield from (moment.date() for moment in repeated if moment.date() >= first)


def wall_times(rule: Rule, day: date) -> tuple[datetime, datetime | None]:
    """Say when what starts on that day starts and ends, as the clocks on the wall show it."""
    if rule.starts_at is None:
        return datetime.combine(day, time.min), datetime.combine(day + ONE_DAY, time.min)
    starts_at = datetime.combine(day, rule.starts_at)
    if rule.ends_at is None:
        return starts_at, None
    return starts_at, datetime.combine(_end_day(rule, day), rule.ends_at)


def _moments(rule: Rule, day: date, timezone: ZoneInfo) -> tuple[datetime, datetime | None]:
    wall_start, wall_end = wall_times(rule, day)
    starts_at = _on_earth(wall_start, timezone)
    if wall_end is None:
        return starts_at, None
    ends_at = _on_earth(wall_end, timezone)
    if ends_at <= starts_at:
        # It starts in the hour that the clocks skip: then it lasts as long as it would on another day.
        ends_at = starts_at + (wall_end - wall_start)
    return starts_at, ends_at


def _occurrences_of(
    rule: Rule, breaks: Sequence[Break], after: datetime, timezone: ZoneInfo
) -> Iterator[Occurrence]:
    moment = after.astimezone(UTC)
    is_to_come = False  # once one is, so are all that follow
    for day in days(rule, _first_day(rule, after.astimezone(timezone).date())):
        if any(free.covers(day) for free in breaks):
            continue
        starts_at, ends_at = _moments(rule, day, timezone)
        # Times of one zone compare by the clock on the wall, which an hour twice a year gets wrong: so UTC.
        is_to_come = (
            is_to_come
            or (ends_at or starts_at).astimezone(UTC) > moment
            or starts_at.astimezone(UTC) == moment
        )
        if is_to_come:
            yield Occurrence(starts_at, ends_at, rule.starts_at is None, rule.is_opening_hours)


def _first_day(rule: Rule, today: date) -> date:
    """What began yesterday may run past midnight; a meeting over several nights may have begun long ago."""
    if rule.freq == "once" and rule.is_overnight and rule.starts_on:
        return rule.starts_on
    return max(today, FIRST_DAY + ONE_DAY) - ONE_DAY


def _every_day(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def _recurrence(rule: Rule, first: date, last: date) -> rrule:
    """Start counting at the last turn before `first`, so that an old rule costs no more than a new one."""
    start = rule.starts_on or DEFAULT_START
    until = datetime.combine(last, time.min)
    if rule.freq == "weekly":
        return rrule(
            WEEKLY,
            dtstart=_weekly_start(start, first, rule.interval),
            interval=rule.interval,
            byweekday=[WEEKDAYS.index(day) for day in rule.days_of_week],
            until=until,
        )
    dtstart = _monthly_start(start, first, rule.interval)
    if rule.bymonthday is not None or not rule.byday:
        monthday = rule.bymonthday if rule.bymonthday is not None else start.day
        return rrule(MONTHLY, dtstart=dtstart, interval=rule.interval, bymonthday=monthday, until=until)
    nth = [rrule_weekday(WEEKDAYS.index(day), rule.week_of_month) for day in rule.byday]
    return rrule(MONTHLY, dtstart=dtstart, interval=rule.interval, byweekday=nth, until=until)


def _weekly_start(start: date, first: date, interval: int) -> datetime:
    monday = start - start.weekday() * ONE_DAY
    turns = (first - monday).days // (7 * interval)
    return datetime.combine(monday + turns * interval * 7 * ONE_DAY, time.min)


def _monthly_start(start: date, first: date, interval: int) -> datetime:
    turns = ((first.year - start.year) * 12 + first.month - start.month) // interval
    return datetime.combine(start.replace(day=1), time.min) + relativedelta(months=turns * interval)


def _end_day(rule: Rule, day: date) -> date:
    if not rule.is_overnight:
        return day
    if rule.freq == "once" and rule.until:
        return max(rule.until, day + ONE_DAY)
    return day + ONE_DAY


def _on_earth(wall: datetime, timezone: ZoneInfo) -> datetime:
    """A time that the clocks skip moves on by the skipped hour; of one that comes twice it is the first."""
    return wall.replace(tzinfo=timezone, fold=0).astimezone(UTC).astimezone(timezone)


def _merged(streams: Sequence[Iterator[Occurrence]]) -> Iterator[Occurrence]:
    if len(streams) == 1:
        return streams[0]  # most offers have but one rule
    return heapq.merge(*streams, key=lambda occurrence: occurrence.starts_at.astimezone(UTC))


def _without_repeats(merged: Iterable[Occurrence]) -> Iterator[Occurrence]:
    previous: tuple[datetime, datetime | None] | None = None
    for occurrence in merged:
        span = (occurrence.starts_at, occurrence.ends_at)
        if span != previous:
            yield occurrence
        previous = span
