"""When an offer takes place: rules, the dates that follow from them, and their words.

Pure: knows no request and no database. `offers.models.Schedule` hands its rows over as `Rule` and `Break`.
"""

from offers.schedules.dates import Occurrence, next_occurrence, occurrences
from offers.schedules.facts import times_of_day, unfinished, weekdays
from offers.schedules.rules import WEEKDAYS, Break, Frequency, Rule, Weekday, parse_byday
from offers.schedules.texts import describe, describe_break

__all__ = [
    "WEEKDAYS",
    "Break",
    "Frequency",
    "Occurrence",
    "Rule",
    "Weekday",
    "describe",
    "describe_break",
    "next_occurrence",
    "occurrences",
    "parse_byday",
    "times_of_day",
    "unfinished",
    "weekdays",
]
