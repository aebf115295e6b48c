"""How long something waits for a decision, in working days of the county."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

import numpy as np
from dateutil.easter import easter
from django.utils import timezone

ESCALATE_AFTER: Final = 5  # working days; then the county is asked as well

_FIXED: Final = ((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))  # month and day
# Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi: days after Easter Sunday.
_AFTER_EASTER: Final = (-2, 1, 39, 50, 60)


def working_days(since: date, until: date) -> int:
    """The days after `since`, up to `until`, that are neither weekend nor holiday."""
    if until <= since:
        return 0
    free = [day for year in range(since.year, until.year + 1) for day in holidays_of(year)]
    first, end = since + timedelta(days=1), until + timedelta(days=1)
    return int(np.busday_count(first, end, holidays=free))


def days_waiting(since: datetime) -> int:
    """The working days since that moment, today among them."""
    return working_days(timezone.localdate(since), timezone.localdate())


@lru_cache(maxsize=16)
def holidays_of(year: int) -> tuple[date, ...]:
    """The public holidays of North Rhine-Westphalia (Feiertagsgesetz NW, section 2), Sundays apart."""
    sunday = easter(year)
    moving = [sunday + timedelta(days=days) for days in _AFTER_EASTER]
    return tuple(sorted([*moving, *(date(year, month, day) for month, day in _FIXED)]))
