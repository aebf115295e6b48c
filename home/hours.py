"""Opening hours as people read them: one line for each day, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from offers.enums import Weekday


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """One line: "Montag", "9:00–12:00 Uhr", "nur mit Termin"."""

    weekday: str
    times: str
    note: str


def opening_hours(rows: Iterable[Mapping[str, Any]]) -> tuple[OpeningHours, ...]:
    """Values of `HoursBlock` as lines, in the order of the week."""
    order = list(Weekday.values)
    known = [row for row in rows if row["weekday"] in order and row["opens"] and row["closes"]]
    return tuple(
        _line(row) for row in sorted(known, key=lambda row: (order.index(row["weekday"]), row["opens"]))
    )


def _line(row: Mapping[str, Any]) -> OpeningHours:
    times = _("%(opens)s–%(closes)s Uhr") % {
        "opens": time_format(row["opens"], "G:i"),
        "closes": time_format(row["closes"], "G:i"),
    }
    notes = [_("nur mit Termin")] if row["is_by_appointment"] else []
    if row["note"]:
        notes.append(row["note"])
    return OpeningHours(str(Weekday(row["weekday"]).label), times, ", ".join(notes))
