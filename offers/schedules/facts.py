"""What a search can filter by: on which weekdays and at what time of day something takes place."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import islice
from typing import Final, Literal

from offers.schedules.dates import days
from offers.schedules.rules import WEEKDAYS, Rule, Weekday, weekday_of

TimeOfDay = Literal["morning", "afternoon", "evening"]

# Each part of the day with the time at which it begins.
TIMES_OF_DAY: Final[tuple[tuple[TimeOfDay, time], ...]] = (
    ("morning", time.min),
    ("afternoon", time(12)),
    ("evening", time(17)),
)


def unfinished(rules: Iterable[Rule], today: date) -> Iterator[Rule]:
    """Leave out the rules whose last day is over: an ended course must not be found under "Monday"."""
    for rule in rules:
        last_day = rule.until or rule.last_day
        if last_day is None or last_day >= today:
            yield rule


def weekdays(rules: Iterable[Rule]) -> frozenset[Weekday]:
    """The weekdays on which something takes place; a day of the month has none."""
    found: set[Weekday] = set()
    for rule in rules:
        if rule.freq != "once":
            found.update(rule.days_of_week if rule.byday or rule.freq == "weekly" else ())
        elif rule.starts_on:
            found.update(weekday_of(day) for day in islice(days(rule, rule.starts_on), len(WEEKDAYS)))
    return frozenset(found)


def times_of_day(rules: Iterable[Rule]) -> frozenset[TimeOfDay]:
    """The parts of the day in which a session starts, or through which opening hours last."""
    found: set[TimeOfDay] = set()
    for rule in rules:
        if rule.starts_at is None:
            continue
        found.add(_part_of(rule.starts_at))
        if rule.is_opening_hours and rule.ends_at is not None:
            found.update(_parts_between(rule.starts_at, rule.ends_at))
    return frozenset(found)


def _part_of(clock: time) -> TimeOfDay:
    return [name for name, begins_at in TIMES_OF_DAY if clock >= begins_at][-1]


def _parts_between(starts_at: time, ends_at: time) -> Iterator[TimeOfDay]:
    closes_at = ends_at if ends_at > starts_at else time.max
    return (name for name, begins_at in TIMES_OF_DAY if starts_at <= begins_at < closes_at)
