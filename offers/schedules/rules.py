"""The two facts a timetable is made of: rules that give days, and breaks that take days away."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Frequency = Literal["once", "weekly", "monthly"]
Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

WEEKDAYS: tuple[Weekday, ...] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def parse_byday(text: str) -> tuple[Weekday, ...]:
    """Read "MO,WE" into weekdays, in the order of the week; anything else is left out."""
    named = {part.strip().upper() for part in text.split(",")}
    return tuple(day for day in WEEKDAYS if day in named)


def weekday_of(day: date) -> Weekday:
    """The code of the weekday of a date."""
    return WEEKDAYS[day.weekday()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a timetable.

    `once` takes place from `starts_on` to `until` (one day when there is no `until`). `weekly` and `monthly`
    repeat every `interval` weeks or months, between `starts_on` and `until`, both included and both optional.
    A month is told by `bymonthday` (-1: its last day) or by `byday` with `week_of_month` (1 to 4, -1: last).
    Times are those on the wall clock. Without `starts_at` it lasts the whole day; an `ends_at` that is not
    after `starts_at` lies on the next day.
    """

    freq: Frequency = "weekly"
    interval: int = 1
    byday: tuple[Weekday, ...] = ()
    week_of_month: int | None = None
    bymonthday: int | None = None
    starts_on: date | None = None
    until: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    is_opening_hours: bool = False

    def __post_init__(self) -> None:
        if self.interval < 1:
            raise ValueError("interval must be 1 or more")
        in_order = tuple(day for day in WEEKDAYS if day in self.byday)
        object.__setattr__(self, "byday", in_order)

    @property
    def is_overnight(self) -> bool:
        """Whether it ends on another day than it starts."""
        return self.starts_at is not None and self.ends_at is not None and self.ends_at <= self.starts_at

    @property
    def days_of_week(self) -> tuple[Weekday, ...]:
        """The weekdays that a repeating rule names, or the one that it started on."""
        if self.byday or self.bymonthday is not None or self.starts_on is None:
            return self.byday
        return (weekday_of(self.starts_on),)

    @property
    def last_day(self) -> date | None:
        """The last day on which it may start; None when it has no end."""
        if self.freq != "once":
            return self.until
        # A seminar from Friday evening to Sunday noon is one meeting, not three nights.
        return self.starts_on if self.is_overnight else self.until or self.starts_on


@dataclass(frozen=True, slots=True)
class Break:
    """Days on which nothing takes place, such as the school holidays; one day when it has no end."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether nothing takes place on that day."""
        return self.starts_on <= day <= (self.ends_on or self.starts_on)
