"""Spans of time that a report may be about. Old days are kept as months, so most of them are whole months."""

from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from django.utils.translation import gettext as _

DEFAULT: Final = "months-12"
YEARS: Final = 5

Span = tuple[date, date]  # first and last day


def periods(today: date) -> dict[str, tuple[str, Span]]:
    """Each period by its code: what it is called, and its span."""
    month = today.replace(day=1)
    last_month = month - relativedelta(months=1)
    found = {
        "days-30": (_("letzte 30 Tage"), (today - timedelta(days=29), today)),
        "month": (_("dieser Monat"), (month, today)),
        "last-month": (_("letzter Monat"), (last_month, month - timedelta(days=1))),
        "months-3": (_("letzte 3 Monate"), (month - relativedelta(months=2), today)),
        DEFAULT: (_("letzte 12 Monate"), (month - relativedelta(months=11), today)),
    }
    for year in range(today.year, today.year - YEARS, -1):
        found[str(year)] = (str(year), (date(year, 1, 1), date(year, 12, 31)))
    return found
