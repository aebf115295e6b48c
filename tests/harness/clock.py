"""A clock that stands still until the test moves it."""

import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine

# A Tuesday morning in winter time, far from the ends of a day, a month and a year.
NOW = datetime.datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands at `NOW`; `clock.move_to(...)` and `clock.shift(...)` change it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
