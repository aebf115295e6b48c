"""Rules and breaks become the right days, at the right time on the wall clock, in words people say."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from offers.schedules import (
    WEEKDAYS,
    Break,
    Rule,
    dates,
    describe,
    describe_break,
    next_occurrence,
    occurrences,
    parse_byday,
    times_of_day,
    unfinished,
    weekdays,
)
from tests.harness.blanks import tied

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)


def starts(rules: list[Rule], after: datetime, limit: int = 3, breaks: tuple[Break, ...] = ()) -> list[str]:
    found = occurrences(rules, breaks, after, limit=limit)
    return [occurrence.starts_at.strftime("%a %Y-%m-%d %H:%M %z") for occurrence in found]


def weekly(**facts: object) -> Rule:
    return Rule(freq="weekly", **{"byday": ("MO",), "starts_at": time(9), "ends_at": time(11)} | facts)


class TestWeekly:
    def test_every_week_on_two_days(self):
        rule = weekly(byday=("WE", "MO"))
        assert starts([rule], berlin(2026, 11, 24, 8)) == [
            "Wed 2026-11-25 09:00 +0100",
            "Mon 2026-11-30 09:00 +0100",
            "Wed 2026-12-02 09:00 +0100",
        ]

    def test_every_second_week_counts_from_the_first_day(self):
        rule = weekly(interval=2, byday=("TH",), starts_on=date(2026, 9, 3))
        assert starts([rule], berlin(2026, 11, 20), 2) == [
            "Thu 2026-11-26 09:00 +0100",
            "Thu 2026-12-10 09:00 +0100",
        ]

    def test_first_week_counts_even_where_its_days_lie_before_the_start(self):
        rule = weekly(interval=2, byday=("MO",), starts_on=date(2026, 9, 3))
        assert starts([rule], berlin(2026, 9, 1), 1) == ["Mon 2026-09-14 09:00 +0200"]

    def test_without_weekday_it_is_that_of_the_first_day(self):
        assert starts([weekly(byday=(), starts_on=date(2026, 9, 3))], berlin(2026, 9, 4), 1) == [
            "Thu 2026-09-10 09:00 +0200"
        ]

    def test_last_day_is_included(self):
        rule = weekly(until=date(2026, 11, 30))
        assert starts([rule], berlin(2026, 11, 24)) == ["Mon 2026-11-30 09:00 +0100"]
        assert starts([rule], berlin(2026, 12, 1)) == []

    def test_what_says_no_day_never_takes_place(self):
        assert starts([weekly(byday=())], berlin(2026, 1, 1)) == []


class TestMonthly:
    @pytest.mark.parametrize(
        ("week", "expected"), [(1, "Tue 2026-12-01"), (4, "Tue 2026-11-24"), (-1, "Tue 2026-11-24")]
    )
    def test_nth_weekday(self, week, expected):
        rule = Rule(freq="monthly", byday=("TU",), week_of_month=week, starts_at=time(15))
        assert starts([rule], berlin(2026, 11, 22), 1)[0].startswith(expected)

    def test_months_without_a_31st_are_left_out(self):
        rule = Rule(freq="monthly", bymonthday=31)
        days = [day[4:14] for day in starts([rule], berlin(2027, 1, 1))]
        assert days == ["2027-01-31", "2027-03-31", "2027-05-31"]

    def test_last_day_of_the_month(self):
        days = [day[4:14] for day in starts([Rule(freq="monthly", bymonthday=-1)], berlin(2028, 2, 1), 2)]
        assert days == ["2028-02-29", "2028-03-31"]

    def test_every_third_month_counts_from_the_first(self):
        rule = Rule(freq="monthly", interval=3, byday=("SA",), week_of_month=1, starts_on=date(2025, 2, 1))
        days = [day[4:14] for day in starts([rule], berlin(2026, 3, 1), 2)]
        assert days == ["2026-05-02", "2026-08-01"]

    def test_with_nothing_but_a_first_day_it_is_that_day_of_every_month(self):
        rule = Rule(freq="monthly", starts_on=date(2026, 1, 15))
        assert starts([rule], berlin(2026, 2, 16), 1)[0].startswith("Sun 2026-03-15")

    def test_a_day_that_no_month_has_ends_the_search(self):
        rule = Rule(freq="monthly", interval=12, bymonthday=30, starts_on=date(2026, 2, 1))
        assert next_occurrence([rule], [], berlin(2026, 1, 1)) is None


class TestOnce:
    def test_single_date(self):
        rule = Rule(freq="once", starts_on=date(2026, 12, 3), starts_at=time(15))
        assert starts([rule], berlin(2026, 11, 1)) == ["Thu 2026-12-03 15:00 +0100"]
        assert starts([rule], berlin(2026, 12, 3, 15)) == ["Thu 2026-12-03 15:00 +0100"]
        assert starts([rule], berlin(2026, 12, 3, 15, 1)) == []

    def test_several_days_take_place_each_day(self):
        rule = Rule(
            freq="once",
            starts_on=date(2026, 10, 12),
            until=date(2026, 10, 14),
            starts_at=time(9),
            ends_at=time(15),
        )
        assert [day[:14] for day in starts([rule], berlin(2026, 10, 13, 12), 5)] == [
            "Tue 2026-10-13",
            "Wed 2026-10-14",
        ]

    def test_a_weekend_over_nights_is_one_meeting(self):
        rule = Rule(
            freq="once",
            starts_on=date(2026, 10, 9),
            until=date(2026, 10, 11),
            starts_at=time(18),
            ends_at=time(14),
        )
        (meeting,) = occurrences([rule], [], berlin(2026, 10, 10, 12), limit=5)
        assert meeting.starts_at == berlin(2026, 10, 9, 18)
        assert meeting.ends_at == berlin(2026, 10, 11, 14)

    def test_without_a_day_it_never_takes_place(self):
        assert starts([Rule(freq="once", until=date(2026, 1, 1))], berlin(2025, 1, 1)) == []


class TestClocks:
    def test_time_on_the_wall_stays_when_the_clocks_change(self):
        assert starts([weekly(byday=("SU",))], berlin(2026, 10, 18), 2) == [
            "Sun 2026-10-18 09:00 +0200",
            "Sun 2026-10-25 09:00 +0100",
        ]

    def test_a_time_that_is_skipped_moves_on_by_an_hour(self):
        rule = weekly(byday=("SU",), starts_at=time(2, 30), ends_at=time(2, 45))
        found = next_occurrence([rule], [], berlin(2026, 3, 29))
        assert found.starts_at.isoformat() == "2026-03-29T03:30:00+02:00"
        assert found.ends_at.isoformat() == "2026-03-29T03:45:00+02:00"

    def test_what_starts_in_the_skipped_hour_keeps_its_length(self):
        rule = weekly(byday=("SU",), starts_at=time(2, 45), ends_at=time(3, 15))
        found = next_occurrence([rule], [], berlin(2026, 3, 29))
        assert found.ends_at - found.starts_at == timedelta(minutes=30)

    def test_a_time_that_comes_twice_is_the_first(self):
        rule = weekly(byday=("SU",), starts_at=time(2, 30), ends_at=time(4))
        found = next_occurrence([rule], [], berlin(2026, 10, 25))
        assert found.starts_at.isoformat() == "2026-10-25T02:30:00+02:00"

    def test_past_midnight(self):
        rule = weekly(byday=("FR",), starts_at=time(22), ends_at=time(2))
        running = next_occurrence([rule], [], berlin(2026, 11, 28, 1))
        assert running.starts_at == berlin(2026, 11, 27, 22)
        assert running.ends_at == berlin(2026, 11, 28, 2)

    def test_the_whole_day(self):
        found = next_occurrence([weekly(starts_at=None, ends_at=None)], [], berlin(2026, 11, 23, 23, 59))
        assert found.is_all_day
        assert found.starts_at == berlin(2026, 11, 23)
        assert found.ends_at == berlin(2026, 11, 24)

    def test_the_caller_may_think_in_another_time_zone(self):
        found = next_occurrence([weekly()], [], datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
        assert found.starts_at == berlin(2026, 11, 23, 9)


class TestMerging:
    def test_rules_come_in_order_and_twins_once(self):
        rules = [weekly(byday=("WE",)), weekly(byday=("MO", "WE")), weekly(byday=("TU",), starts_at=time(8))]
        assert [day[:3] for day in starts(rules, berlin(2026, 11, 22), 5)] == [
            "Mon",
            "Tue",
            "Wed",
            "Mon",
            "Tue",
        ]

    def test_breaks_take_days_away(self):
        breaks = (Break(date(2026, 11, 30), date(2026, 12, 7)), Break(date(2026, 12, 21)))
        assert [day[4:14] for day in starts([weekly()], berlin(2026, 11, 22), 3, breaks)] == [
            "2026-11-23",
            "2026-12-14",
            "2026-12-28",
        ]

    def test_a_break_without_an_end_in_sight_ends_the_search(self):
        assert starts([weekly()], berlin(2026, 1, 1), 3, (Break(date(2020, 1, 1), date.max),)) == []

    @pytest.mark.parametrize("day", [date.min, date.max])
    def test_the_ends_of_the_calendar_do_no_harm(self, day):
        rule = weekly(starts_on=day, until=date.max)
        assert len(starts([rule], berlin(2026, 1, 1), 1)) == (day == date.min)
        assert starts([Rule(freq="once", starts_on=day)], berlin(2026, 1, 1)) == []

    def test_an_old_rule_is_as_cheap_as_a_new_one(self, monkeypatch):
        rule = weekly(interval=2, starts_on=date(1950, 1, 2))
        begun_at: list[datetime] = []
        original = dates.rrule
        monkeypatch.setattr(
            dates, "rrule", lambda *args, **kw: begun_at.append(kw["dtstart"]) or original(*args, **kw)
        )
        assert next_occurrence([rule], [], berlin(2026, 11, 22)) is not None
        assert begun_at[0] > datetime(2026, 11, 1)

    def test_an_interval_below_one_is_refused(self):
        with pytest.raises(ValueError, match="interval"):
            weekly(interval=0)


some_dates = st.dates(date(1990, 1, 1), date(2100, 1, 1))
times = st.none() | st.times(timezones=st.none()).map(lambda clock: clock.replace(second=0, microsecond=0))
rules = st.builds(
    Rule,
    freq=st.sampled_from(["once", "weekly", "monthly"]),
    interval=st.integers(1, 6),
    byday=st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=3).map(tuple),
    week_of_month=st.sampled_from([None, 1, 2, 3, 4, -1]),
    bymonthday=st.sampled_from([None, None, 1, 15, 31, -1]),
    starts_on=st.none() | some_dates,
    until=st.none() | some_dates,
    starts_at=times,
    ends_at=times,
    is_opening_hours=st.booleans(),
)
breaks_strategy = st.lists(st.builds(Break, some_dates, st.none() | some_dates), max_size=2)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=st.just(BERLIN))


@given(st.lists(rules, max_size=3), breaks_strategy, moments)
def test_whatever_the_rules_the_dates_are_in_order_and_within_bounds(some_rules, some_breaks, after):
    found = occurrences(some_rules, some_breaks, after, limit=12)
    utc = [occurrence.starts_at.astimezone(UTC) for occurrence in found]
    assert utc == sorted(utc)
    first_days = [rule.starts_on for rule in some_rules]
    for occurrence in found:
        day = occurrence.starts_at.date()
        assert not any(pause.covers(day) for pause in some_breaks)
        assert (occurrence.ends_at or occurrence.starts_at).astimezone(UTC) >= after.astimezone(UTC)
        assert occurrence.ends_at is None or occurrence.ends_at.astimezone(
            UTC
        ) > occurrence.starts_at.astimezone(UTC)
        assert None in first_days or day >= min(first_days)


@given(rules, breaks_strategy, moments)
def test_next_is_the_first_of_all(rule, some_breaks, after):
    first = next(iter(occurrences([rule], some_breaks, after, limit=3)), None)
    assert next_occurrence([rule], some_breaks, after) == first


@given(rules.filter(lambda rule: rule.freq != "once"), moments)
def test_looking_from_a_later_moment_gives_the_rest_of_the_same_dates(rule, after):
    found = occurrences([rule], [], after, limit=6)
    for earlier, later in pairwise(found):
        rest = occurrences([rule], [], later.starts_at, limit=6)
        assert later in rest
        assert earlier not in rest or (earlier.ends_at or earlier.starts_at) > later.starts_at


@given(rules, st.sampled_from(["de", "en"]))
def test_every_rule_has_words_without_placeholders(rule, language):
    with translation.override(language):
        text = describe(rule, today=date(2026, 1, 1))
    assert "%" not in text
    assert text.strip(" ,") or rule.freq == "once" or not (rule.byday or rule.starts_on or rule.bymonthday)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            Rule(byday=("MO", "WE"), starts_at=time(9), ends_at=time(11, 30)),
            "jeden Montag und Mittwoch, 9:00–11:30~Uhr",
        ),
        (Rule(byday=("MO",), starts_at=time(9), ends_at=time(12)), "jeden Montag, 9–12~Uhr"),
        (Rule(byday=("MO", "WE", "FR")), "jeden Montag, Mittwoch und Freitag"),
        (Rule(byday=("MO", "TU", "WE", "TH", "FR")), "montags bis freitags"),
        (Rule(byday=WEEKDAYS, starts_at=time(8, 30)), "täglich, 8:30~Uhr"),
        (Rule(byday=("TH",), interval=2), "alle 2 Wochen donnerstags"),
        (Rule(byday=("TU", "TH"), is_opening_hours=True), "dienstags und donnerstags"),
        (Rule(byday=("TU",), until=date(2026, 12, 15)), "jeden Dienstag (bis 15.~Dezember~2026)"),
        (Rule(freq="monthly", byday=("TU",), week_of_month=1), "jeden 1. Dienstag im Monat"),
        (Rule(freq="monthly", byday=("SA",), week_of_month=-1), "jeden letzten Samstag im Monat"),
        (
            Rule(freq="monthly", byday=("SA",), week_of_month=2, interval=3),
            "alle 3 Monate am 2. Samstag",
        ),
        (Rule(freq="monthly", bymonthday=15), "am 15. jedes Monats"),
        (Rule(freq="monthly", bymonthday=-1), "am letzten Tag jedes Monats"),
        (
            Rule(freq="once", starts_on=date(2026, 12, 3), starts_at=time(15)),
            "am 3.~Dezember~2026, 15~Uhr",
        ),
        (
            Rule(freq="once", starts_on=date(2026, 10, 12), until=date(2026, 10, 16)),
            "vom 12.~Oktober~2026 bis 16.~Oktober~2026",
        ),
    ],
)
def test_words(rule, text):
    with translation.override("de"):
        assert describe(rule) == tied(text)


def test_a_start_to_come_is_said():
    rule = Rule(byday=("MO",), starts_on=date(2027, 1, 11))
    with translation.override("de"):
        assert describe(rule, today=date(2026, 12, 1)) == tied("jeden Montag (ab 11.~Januar~2027)")
        assert describe(rule, today=date(2027, 2, 1)) == "jeden Montag"


def test_words_of_a_break():
    with translation.override("de"):
        assert describe_break(Break(date(2026, 12, 24))) == tied("am 24.~Dezember~2026")
        holidays = describe_break(Break(date(2026, 12, 23), date(2027, 1, 6)))
        assert holidays == tied("vom 23.~Dezember~2026 bis 6.~Januar~2027")


class TestFacts:
    def test_weekdays(self):
        rules = [
            Rule(byday=("MO", "WE")),
            Rule(freq="monthly", byday=("SA",), week_of_month=1),
            Rule(freq="monthly", bymonthday=15),
            Rule(freq="once", starts_on=date(2026, 12, 3), until=date(2026, 12, 4)),
        ]
        assert weekdays(rules) == {"MO", "WE", "SA", "TH", "FR"}

    @pytest.mark.parametrize(
        ("start", "expected"),
        [
            (time(11, 59), "morning"),
            (time(12), "afternoon"),
            (time(16, 59), "afternoon"),
            (time(17), "evening"),
        ],
    )
    def test_a_session_counts_when_it_starts(self, start, expected):
        assert times_of_day([Rule(byday=("MO",), starts_at=start, ends_at=time(23))]) == {expected}

    def test_opening_hours_count_as_long_as_they_last(self):
        rule = Rule(byday=("MO",), starts_at=time(9), ends_at=time(17), is_opening_hours=True)
        assert times_of_day([rule]) == {"morning", "afternoon"}
        assert times_of_day([Rule(byday=("MO",))]) == frozenset()

    def test_what_is_over_does_not_count(self):
        over, current = Rule(byday=("MO",), until=date(2026, 1, 1)), Rule(byday=("TU",))
        assert list(unfinished([over, current], date(2026, 1, 2))) == [current]
        assert list(unfinished([over], date(2026, 1, 1))) == [over]

    def test_weekdays_are_read_from_text(self):
        assert parse_byday("we, MO,xx,") == ("MO", "WE")
        assert parse_byday("") == ()
