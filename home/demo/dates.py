"""Dates told from the day of loading, and school holidays for every year to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.easter import easter

from home.demo.errors import DemoContentError

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def monday_in(weeks: int, today: date) -> date:
    """The Monday of the week that many weeks from this one."""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def day_in(weeks: int, weekday: str, today: date) -> date:
    return monday_in(weeks, today) + timedelta(days=WEEKDAYS.index(weekday))


def sunday_in(weeks: int, today: date) -> date:
    return monday_in(weeks, today) + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Holidays:
    first: date
    last: date


def school_holidays(today: date) -> list[Holidays]:
    """Those of the coming twelve months.

    They lie roughly where those in North Rhine-Westphalia do: the ministry's list ends after a few years,
    the examples are to stay believable for ever.
    """
    horizon = today + timedelta(days=365)
    found = [pause for year in (today.year - 1, today.year, today.year + 1) for pause in _of_year(year)]
    return [pause for pause in found if pause.last >= today and pause.first <= horizon]


def _of_year(year: int) -> Iterator[Holidays]:
    sunday = easter(year)
    yield Holidays(sunday - timedelta(days=13), sunday + timedelta(days=6))
    yield _weeks_from(date(year, 7, 14), 6)
    yield _weeks_from(date(year, 10, 14), 2)
    yield Holidays(date(year, 12, 23), date(year + 1, 1, 6))


def _weeks_from(day: date, weeks: int) -> Holidays:
    monday = day + timedelta(days=-day.weekday() % 7)
    return Holidays(monday, monday + timedelta(days=7 * weeks - 1))


def read_date(told: date | dict[str, Any], today: date) -> date:
    """A date of a demo file: itself, or `{ days_ago = 3 }`, or `{ in_weeks = 2, day = "WE" }`."""
    if isinstance(told, date):
        return told
    if told.keys() == {"days_ago"}:
        return today - timedelta(days=told["days_ago"])
    if told.keys() == {"in_weeks", "day"}:
        return day_in(told["in_weeks"], told["day"], today)
    raise DemoContentError(f"{told} tells no date")
