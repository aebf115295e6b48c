"""What a file leaves unsaid about costs, contacts and times, because people find it obvious."""

from typing import Final

from django.db import models
from django.utils.translation import gettext as _

from offers.enums import CostKind, Frequency
from offers.exchange.transforms import CellError
from offers.models import Contact, CostOption, Schedule

CHILD_MODELS: Final[dict[str, type[models.Model]]] = {
    "cost": CostOption,
    "contact": Contact,
    "schedule": Schedule,
}


def complete(kind: str, cells: dict[str, str]) -> dict[str, str]:
    """Add what follows from the cells of a row."""
    if kind == "cost":
        return _cost(cells)
    return _schedule(cells) if kind == "schedule" else cells


def _cost(cells: dict[str, str]) -> dict[str, str]:
    """An amount of nothing is free, any other costs something."""
    amount, kind = cells.get("amount", ""), cells.get("kind", "")
    if not amount and not kind:
        raise CellError(_("Weder ein Betrag noch die Art der Kosten ist angegeben."))
    is_zero = bool(amount) and not amount.strip("0.")
    if not kind:
        kind = CostKind.FREE if is_zero else CostKind.AMOUNT
    return cells | {"kind": kind, "amount": "" if is_zero else amount}


def _schedule(cells: dict[str, str]) -> dict[str, str]:
    """Weekdays make a week, a day of the month makes a month, a date alone is a single time."""
    if cells.get("freq"):
        freq = cells["freq"]
    elif cells.get("bymonthday") or cells.get("week_of_month"):
        freq = Frequency.MONTHLY
    else:
        freq = Frequency.WEEKLY if cells.get("byday") else Frequency.ONCE
    return cells | {"freq": freq}
