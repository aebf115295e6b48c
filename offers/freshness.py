"""When an offer has to be looked at again, and what happens to one that nobody looks at.

Every threshold of the clock stands here (ADR 32), in days. The clock of an offer starts on the day it was
checked last or, where nobody has checked it yet, on the day it was published.
"""

from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

SHORTEST_INTERVAL: Final = 30
LONGEST_INTERVAL: Final = 180

# How soon what is said of an offer may have changed, by the code of its kind. Courses and events change with
# every term; a counselling centre is where it was last year.
INTERVAL_OF_KIND: Final = MappingProxyType(
    {
        "event": 30,
        "training": 60,
        "course": 90,
        "childcare": 120,
        "leisure": 120,
        "meeting-place": 120,
        "project": 120,
        "support": 120,
        "counselling": 180,
        "interpreting": 180,
        "mentoring": 180,
        "volunteering": 180,
    }
)
INTERVAL_OF_OTHERS: Final = 120

# Counted from the day on which it has to be looked at again.
REMIND_BEFORE: Final = (21, 7, 0)
ALSO_LISTED: Final = 6  # what is to be asked about so soon is asked along: one mail in a week is enough
LISTED_BEFORE: Final = max(REMIND_BEFORE) + ALSO_LISTED
DESK_AFTER: Final = 14  # then its municipality is asked
STALE_AFTER: Final = 30  # then it sinks in lists, and says so
HIDE_AFTER: Final = 60  # then it is hidden


def interval_of(kind: str, own: int | None = None) -> int:
    """The interval of an offer: its `own`, else what is usual for its kind."""
    return own or INTERVAL_OF_KIND.get(kind, INTERVAL_OF_OTHERS)


def review_on(checked_on: date, interval: int) -> date:
    """The day on which it has to be looked at again."""
    return checked_on + timedelta(days=interval)


def stale_on(due_on: date) -> date:
    """The first day on which it carries the note and sinks."""
    return due_on + timedelta(days=STALE_AFTER)


def stage_on(due_on: date, day: date) -> int | None:
    """Which reminder is due on `day`: the latest of REMIND_BEFORE whose day has come, None where none has.

    One that is a little early is asked along with others (ALSO_LISTED): that is for whoever asks to say, by
    a later `day`.
    """
    left = (due_on - day).days
    reached = [stage for stage in REMIND_BEFORE if left <= stage]
    return min(reached, default=None)
