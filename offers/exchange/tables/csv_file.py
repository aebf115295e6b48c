"""Rows of a CSV file, decoded line by line so that a wrong encoding can name its row."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from django.utils.translation import gettext as _

from offers.exchange.tables.rows import FileError, Limits, Row, TableFormat, check_header, counted, table_row

ENCODINGS: Final = ("utf-8", "utf-8-sig", "cp1252")


def read_csv(path: Path, table: TableFormat, limits: Limits) -> Iterator[Row]:
    """Stream the rows of a CSV file."""
    with path.open("rb") as file:
        yield from counted(_rows(_Lines(file, table.encoding, limits), table, limits), limits)


class _Lines:
    """The decoded lines of a file, which know the row they are read for."""

    def __init__(self, file: BinaryIO, encoding: str, limits: Limits) -> None:
        self.file = file
        self.encoding = "utf-8" if encoding == "utf-8-sig" else encoding
        self.longest = limits.cell_characters * 4
        self.row_number = 1

    def __iter__(self) -> Iterator[str]:
        first = True
        # A file without line ends must not be read into memory as one line.
        while line := self.file.readline(self.longest):
            if len(line) == self.longest and not line.endswith(b"\n"):
                raise FileError(
                    _("Zeile %(row)d ist zu lang. Hat die Datei Zeilenumbrüche?") % {"row": self.row_number}
                )
            yield self._decoded(line.removeprefix(b"\xef\xbb\xbf") if first else line)
            first = False

    def _decoded(self, line: bytes) -> str:
        if self.encoding == "cp1252" and not line.isascii() and _is_utf_8(line):
            raise FileError(
                _("Zeile %(row)d ist UTF-8, die Zuordnung sagt aber „%(encoding)s“.")
                % {"row": self.row_number, "encoding": self.encoding}
            )
        try:
            return line.decode(self.encoding)
        except UnicodeDecodeError:
            raise FileError(self._wrong_encoding()) from None

    def _wrong_encoding(self) -> str:
        message = _("Zeile %(row)d ist nicht in „%(encoding)s“ kodiert, wie es die Zuordnung sagt.")
        if self.encoding == "cp1252":
            advice = _(
                "Bitte speichern Sie die Datei als „CSV UTF-8“ und nennen Sie „utf-8“ in der Zuordnung."
            )
        else:
            advice = _("Aus Excel gespeicherte CSV-Dateien sind oft „cp1252“.")
        return f"{message % {'row': self.row_number, 'encoding': self.encoding}} {advice}"


def _rows(lines: _Lines, table: TableFormat, limits: Limits) -> Iterator[Row]:
    # csv knows one limit for the whole process, and it is never smaller than what is needed here.
    csv.field_size_limit(max(csv.field_size_limit(), limits.cell_characters * 4))
    reader = csv.reader(iter(lines), delimiter=table.delimiter)
    header: list[str] = []
    try:
        for number, values in enumerate(reader, start=1):
            lines.row_number = number + 1
            if not header:
                header = check_header(values, table, limits)
            elif any(values):
                yield _row(number, header, values, limits)
    except csv.Error as error:
        raise FileError(
            _("Zeile %(row)d kann nicht gelesen werden: %(error)s. Fehlt ein Anführungszeichen?")
            % {"row": lines.row_number, "error": error}
        ) from None


def _row(number: int, header: list[str], values: list[str], limits: Limits) -> Row:
    if len(values) != len(header):
        # A cell that is one too many moves all the others to the wrong column.
        problem = _("Die Zeile hat %(found)d Felder, die Kopfzeile %(expected)d.")
        return Row(number, {}, problem % {"found": len(values), "expected": len(header)})
    return table_row(number, header, values, limits)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
