"""What every kind of table has in common: rows, limits, and the words for what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

# A list keeps its parts, where the kind of file knows lists.
Cell = str | tuple[str, ...]


class FileError(Exception):
    """The file as a whole cannot be used; the message is for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file the portal reads before it refuses."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 100_000_000
    unpacked_ratio: int = 150
    rows: int = 100_000
    columns: int = 300
    cell_characters: int = 100_000


DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class TableFormat:
    """How a file is read, and which columns it needs; an empty `kind` goes by the ending of its name."""

    kind: str = ""
    delimiter: str = ";"
    encoding: str = "utf-8"
    sheet: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts from 1 with the header, as a spreadsheet shows it.

    A row with a `problem` cannot be read; the rows after it can.
    """

    number: int
    cells: Mapping[str, Cell]
    problem: str = ""


def check_header(names: Sequence[str], table: TableFormat, limits: Limits) -> list[str]:
    """Give the names of the columns; those without a name are "" and not read."""
    header = [" ".join(clean_text(name).split()) for name in names]
    if len(header) > limits.columns:
        raise FileError(_("Die Tabelle hat mehr als %(most)d Spalten.") % {"most": limits.columns})
    named = [name for name in header if name]
    if not named:
        raise FileError(_("In der ersten Zeile stehen keine Namen von Spalten."))
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise FileError(
            _("Diese Spalten kommen mehrmals vor: %(names)s. Jeder Name darf nur einmal da sein.")
            % {"names": ", ".join(twice)}
        )
    missing = [name for name in table.columns if name not in named]
    if missing:
        raise FileError(
            _("Diese Spalten fehlen: %(missing)s. In der Datei stehen: %(found)s.")
            % {"missing": ", ".join(missing), "found": ", ".join(named)[:500]}
        )
    return header


def table_row(number: int, header: Sequence[str], values: Sequence[str], limits: Limits) -> Row:
    """Put values under the names of their columns."""
    cells = {name: clean_text(value) for name, value in zip(header, values, strict=False) if name}
    return checked_row(number, cells, limits)


def checked_row(number: int, cells: Mapping[str, Cell], limits: Limits) -> Row:
    """A row, with a problem where one of its cells is too long."""
    for name, cell in cells.items():
        if sum(map(len, cell)) > limits.cell_characters:
            problem = _("In der Spalte „%(name)s“ stehen mehr als %(most)d Zeichen.")
            return Row(number, {}, problem % {"name": name, "most": limits.cell_characters})
    return Row(number, cells)


def counted(rows: Iterator[Row], limits: Limits) -> Iterator[Row]:
    """Stop at a table that is too long."""
    for row in rows:
        if row.number > limits.rows + 1:
            raise FileError(_("Die Tabelle hat mehr als %(most)d Zeilen.") % {"most": limits.rows})
        yield row


def clean_text(text: str) -> str:
    """Take out what no database and no page can hold: NUL, control characters, half characters."""
    if not text.isprintable():
        text = "".join(char for char in text if char in "\n\t" or char >= " ").replace("\x7f", "")
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.strip()
