"""Working days are those on which somebody could have decided."""

from datetime import date

import pytest

from offers.waiting import holidays_of, working_days


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-27", 4),  # Monday to Friday
        ("2026-11-27", "2026-11-30", 1),  # over a weekend
        ("2026-04-02", "2026-04-07", 1),  # over Easter
        ("2026-06-03", "2026-06-05", 1),  # Corpus Christi
        ("2026-12-23", "2027-01-04", 6),  # two years: Christmas on a Friday, New Year too
        ("2026-11-27", "2026-11-20", 0),
    ],
)
def test_weekends_and_holidays_do_not_count(since: str, until: str, days: int) -> None:
    assert working_days(date.fromisoformat(since), date.fromisoformat(until)) == days


def test_the_holidays_are_those_of_north_rhine_westphalia() -> None:
    found = [day.isoformat()[5:] for day in holidays_of(2026)]

    assert found == [
        "01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "06-04", "10-03", "11-01", "12-25", "12-26",
    ]  # fmt: skip
