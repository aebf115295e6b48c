"""The calendar file says the same dates as the portal, and nothing that must stay hidden."""

import uuid
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from offers.calendar_export import offer_calendar
from offers.models import Offer, Schedule
from offers.schedules import WEEKDAYS, occurrences

BERLIN = ZoneInfo("Europe/Berlin")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def offer_with(*schedules: Schedule) -> Offer:
    offer = Offer(uuid=uuid.UUID(int=7), updated_at=datetime(2026, 11, 1, 12, tzinfo=UTC))
    offer.schedules = list(schedules)
    return offer


def calendar_of(offer: Offer) -> Calendar:
    written = offer_calendar(
        offer,
        url="https://example.org/a/7/",
        title="Sprachcafé; offen",
        summary="Reden, üben",
        place="Siegburg",
    )
    return Calendar.from_ical(written)


def starts_in(calendar: Calendar, limit: int) -> list[datetime]:
    """Expand the events with a reader of its own, as a calendar program does."""
    found: list[datetime] = []
    for event in calendar.walk("VEVENT"):
        start = event.decoded("dtstart")
        wall = (
            datetime.combine(start, time.min)
            if not isinstance(start, datetime)
            else start.replace(tzinfo=None)
        )
        dates = rruleset()
        if "rrule" in event:
            rule = event["rrule"].to_ical().decode()
            dates.rrule(rrulestr(_without_zone(rule), dtstart=wall))
        else:
            dates.rdate(wall)
        for off in _exceptions(event):
            dates.exdate(off)
        found += [moment.replace(tzinfo=BERLIN) for moment, _ in zip(dates, range(limit), strict=False)]
    return sorted(set(found))[:limit]


def _without_zone(rule: str) -> str:
    """dateutil wants UNTIL in the zone of DTSTART, which is taken away here to count by the wall clock."""
    parts = []
    for part in rule.split(";"):
        name, value = part.split("=")
        if name == "UNTIL" and value.endswith("Z"):
            until = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(BERLIN)
            value = until.strftime("%Y%m%dT%H%M%S")
        parts.append(f"{name}={value}")
    return ";".join(parts)


def _exceptions(event) -> list[datetime]:
    given_as = event.get("exdate", [])
    lists = given_as if isinstance(given_as, list) else [given_as]
    days = [entry.dt for each in lists for entry in each.dts]
    return [
        day.replace(tzinfo=None) if isinstance(day, datetime) else datetime.combine(day, time.min)
        for day in days
    ]


some_dates = st.dates(date(2024, 1, 1), date(2027, 12, 31))
clocks = st.times(timezones=st.none()).map(lambda clock: clock.replace(second=0, microsecond=0))


@st.composite
def sessions(draw) -> Schedule:
    freq = draw(st.sampled_from(["once", "weekly", "monthly"]))
    starts_on = draw(some_dates)
    ends_on = draw(st.none() | st.dates(starts_on, date(2028, 12, 31)))
    starts_at = draw(st.none() | clocks)
    byday = ",".join(draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True)))
    by_number = draw(st.booleans())
    return Schedule(
        freq=freq,
        interval=draw(st.integers(1, 4)),
        byday="" if freq == "once" or (freq == "monthly" and by_number) else byday,
        week_of_month=draw(st.sampled_from([1, 2, 3, 4, -1]))
        if freq == "monthly" and not by_number
        else None,
        bymonthday=draw(st.integers(1, 31)) if freq == "monthly" and by_number else None,
        starts_on=starts_on,
        ends_on=ends_on,
        starts_at=starts_at,
        ends_at=draw(st.none() | clocks) if starts_at else None,
    )


@st.composite
def pauses(draw) -> Schedule:
    first = draw(some_dates)
    return Schedule(kind="break", starts_on=first, ends_on=draw(st.dates(first, date(2028, 1, 1))))


@given(st.lists(sessions(), min_size=1, max_size=3), st.lists(pauses(), max_size=2))
def test_a_calendar_program_finds_the_dates_of_the_portal(rows, breaks):
    offer = offer_with(*rows, *breaks)
    # Three rules may start at one moment, and end apart: of thirty at least ten moments differ.
    expected = occurrences(offer.rules(), offer.breaks(), LONG_AGO, limit=30)
    # The hour that the clocks skip is told as on the wall; RFC 5545 then means the same moment.
    found = [moment.astimezone(UTC) for moment in starts_in(calendar_of(offer), 30)]
    assert sorted(set(found))[:10] == sorted({item.starts_at.astimezone(UTC) for item in expected})[:10]


def test_the_words():
    (event,) = calendar_of(offer_with(Schedule(byday="MO", starts_at=time(9), ends_at=time(11)))).walk(
        "VEVENT"
    )
    assert event["summary"] == "Sprachcafé; offen"
    assert event["location"] == "Siegburg"
    assert event["url"] == "https://example.org/a/7/"
    assert "Reden, üben" in event["description"]
    assert event.decoded("dtstamp") == datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"


def test_the_time_zone_is_told():
    (zone,) = calendar_of(offer_with()).walk("VTIMEZONE")
    assert zone["tzid"] == "Europe/Berlin"
    assert zone.to_tz().utcoffset(datetime(2040, 7, 1)).total_seconds() == 7200


def test_the_name_of_an_event_stays_when_its_time_changes():
    early, late = (
        Schedule(pk=3, byday="MO", starts_at=time(9)),
        Schedule(pk=3, byday="TU", starts_at=time(10)),
    )
    names = [calendar_of(offer_with(row)).walk("VEVENT")[0]["uid"] for row in (early, late)]
    assert names[0] == names[1] == f"{uuid.UUID(int=7)}-3"


@pytest.mark.parametrize("end", [time(23), time(2)])
def test_the_end(end):
    row = Schedule(freq="once", starts_on=date(2026, 12, 3), starts_at=time(20), ends_at=end)
    (event,) = calendar_of(offer_with(row)).walk("VEVENT")
    assert event.decoded("dtend") == datetime(2026, 12, 3 if end.hour == 23 else 4, end.hour, tzinfo=BERLIN)


def test_opening_hours_give_way_to_sessions():
    open_hours = Schedule(pk=1, kind="opening_hours", byday="MO,TU", starts_at=time(9), ends_at=time(12))
    session = Schedule(pk=2, byday="WE", starts_at=time(9))
    (alone,) = calendar_of(offer_with(open_hours)).walk("VEVENT")
    assert alone["transp"] == "TRANSPARENT"
    (shown,) = calendar_of(offer_with(open_hours, session)).walk("VEVENT")
    assert shown["uid"].endswith("-2")


def test_what_falls_into_a_break_is_no_event():
    row = Schedule(freq="once", starts_on=date(2026, 12, 24))
    pause = Schedule(kind="break", starts_on=date(2026, 12, 20), ends_on=date(2027, 1, 5))
    assert calendar_of(offer_with(row, pause)).walk("VEVENT") == []


def test_a_place_that_is_not_told_is_not_in_the_file():
    written = offer_calendar(
        offer_with(Schedule(byday="MO")), url="https://e.org", title="A", summary="", place=""
    )
    assert b"LOCATION" not in written


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"])
def test_nothing_that_is_typed_becomes_a_line_of_the_calendar(sign):
    typed = f"Chor{sign}BEGIN:VALARM{sign}ATTACH:https://x.test"
    offer = offer_with(Schedule(byday="MO", starts_at=time(9), note=typed))
    written = offer_calendar(offer, url="https://example.org/", title=typed, summary=typed, place=typed)

    calendar = Calendar.from_ical(written)
    assert not [part for part in calendar.walk() if part.name == "VALARM" or "attach" in part]
    assert "Chor" in calendar["x-wr-calname"]
    assert "Chor" in calendar.walk("VEVENT")[0]["summary"]
