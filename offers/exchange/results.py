"""What became of each row."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from offers.exchange.records import Problem


class Outcome(StrEnum):
    """What can become of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SKIPPED = "skipped"

    @property
    def label(self) -> str:
        """For people."""
        return str(LABELS[self])


LABELS = {
    Outcome.CREATED: pgettext_lazy("Ergebnis einer Zeile", "angelegt"),
    Outcome.CHANGED: pgettext_lazy("Ergebnis einer Zeile", "geändert"),
    Outcome.UNCHANGED: pgettext_lazy("Ergebnis einer Zeile", "unverändert"),
    Outcome.REFUSED: pgettext_lazy("Ergebnis einer Zeile", "abgelehnt"),
    Outcome.SKIPPED: pgettext_lazy("Ergebnis einer Zeile", "ausgelassen"),
}

REPORT_HEADER = (_("Zeile"), _("Kennung"), _("Ergebnis"), _("Titel"), _("Grund"))


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row, and why it was refused or left out."""

    row: int
    external_id: str
    outcome: Outcome
    title: str = ""
    problems: tuple[Problem, ...] = ()
    pk: int | None = None

    @property
    def reason(self) -> str:
        """All that is wrong, in one line."""
        return " | ".join(map(str, self.problems))

    def as_cells(self) -> tuple[str, ...]:
        """A line of the report; the columns are those of REPORT_HEADER."""
        cells = (str(self.row), self.external_id, self.outcome.label, self.title, self.reason)
        return tuple(_harmless(cell) for cell in cells)


@dataclass(slots=True)
class Tally:
    """How many rows came to what."""

    counts: Counter[Outcome] = field(default_factory=Counter)

    def add(self, result: RowResult) -> None:
        """Count one row."""
        self.counts[result.outcome] += 1

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts[outcome]

    def __str__(self) -> str:
        return ", ".join(f"{self.counts[outcome]} {outcome.label}" for outcome in Outcome)


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins like a formula for one."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
