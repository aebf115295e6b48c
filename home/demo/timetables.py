"""Turns the times of an example offer into lines of a timetable."""

from collections.abc import Iterator
from datetime import date, time

from home.demo.dates import day_in, monday_in, school_holidays, sunday_in
from home.demo.rows import OfferRow, TimeRow
from offers.enums import Frequency, ScheduleKind
from offers.models import Schedule


def schedules_of(row: OfferRow, times: list[TimeRow], today: date) -> list[Schedule]:
    """The lines of the offer's timetable, its breaks last."""
    return [_line(item, today) for item in times] + list(_breaks(row, today))


def _line(row: TimeRow, today: date) -> Schedule:
    starts_at, _dash, ends_at = row.time.partition("-")
    line = Schedule(
        kind=ScheduleKind.OPENING_HOURS if row.opening else ScheduleKind.SESSION,
        interval=row.every,
        starts_at=time.fromisoformat(starts_at) if starts_at else None,
        ends_at=time.fromisoformat(ends_at) if ends_at else None,
        note=row.note,
    )
    if row.in_weeks is not None:
        line.freq = Frequency.ONCE
        line.starts_on = day_in(row.in_weeks, row.days, today)
        line.ends_on = date.fromordinal(line.starts_on.toordinal() + row.lasts_days - 1)
        return line
    line.freq = Frequency.MONTHLY if row.week or row.monthday else Frequency.WEEKLY
    line.byday = row.days
    line.week_of_month = row.week
    line.bymonthday = row.monthday
    _bound(line, row, today)
    return line


def _bound(line: Schedule, row: TimeRow, today: date) -> None:
    from_week = row.from_week
    if from_week is None and row.every > 1:
        # "Every second week" counts from somewhere.
        from_week = -12 * row.every
    if from_week is not None:
        line.starts_on = monday_in(from_week, today)
    if row.to_week is not None:
        line.ends_on = sunday_in(row.to_week, today)


def _breaks(row: OfferRow, today: date) -> Iterator[Schedule]:
    for week in row.pause_weeks:
        yield _break(monday_in(week, today), sunday_in(week, today), "")
    if row.off_in_holidays:
        for holidays in school_holidays(today):
            yield _break(holidays.first, holidays.last, "Schulferien")


def _break(first: date, last: date, note: str) -> Schedule:
    return Schedule(kind=ScheduleKind.BREAK, freq=Frequency.ONCE, starts_on=first, ends_on=last, note=note)
