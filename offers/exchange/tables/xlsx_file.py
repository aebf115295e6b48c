"""Rows of an XLSX file, which is a zip archive of XML: checked before it is unpacked."""

import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import DEFUSEDXML, Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from offers.exchange.tables.rows import FileError, Limits, Row, TableFormat, check_header, table_row

MOST_PARTS = 2_000
BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    DefusedXmlException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    RecursionError,
    OverflowError,
    SyntaxError,
)


def read_xlsx(path: Path, table: TableFormat, limits: Limits) -> Iterator[Row]:
    """Stream the rows of one sheet: the one the mapping names, or the first."""
    if not DEFUSEDXML:
        raise FileError(_("XLSX-Dateien liest dieses Portal nicht, weil „defusedxml“ fehlt."))
    try:
        _check_archive(path, limits)
        yield from _rows(path, table, limits)
    except BROKEN:
        # openpyxl meets a broken file with whatever error comes first; nothing but reading happens here.
        raise FileError(_("Die Datei ist keine lesbare XLSX-Datei oder sie ist beschädigt.")) from None


def _check_archive(path: Path, limits: Limits) -> None:
    """The directory of the archive says how large its parts are; the unpacker stops at what it says."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    is_bomb = unpacked > 1_000_000 and unpacked / packed > limits.unpacked_ratio
    if len(parts) > MOST_PARTS or unpacked > limits.unpacked_bytes or is_bomb:
        raise FileError(
            _("Die Datei wird beim Entpacken zu groß. Bitte speichern Sie die Tabelle als CSV-Datei.")
        )


def _rows(path: Path, table: TableFormat, limits: Limits) -> Iterator[Row]:
    # openpyxl leaves a file open that it cannot read, so it gets one that is closed here.
    with path.open("rb") as file, closing(_workbook(file)) as workbook:
        sheet = _sheet(workbook, table.sheet)
        # The size that a sheet claims would be filled up with empty cells.
        sheet.reset_dimensions()
        yield from _named(sheet.iter_rows(values_only=True), table, limits)


def _workbook(file: BinaryIO) -> Workbook:
    return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def _sheet(workbook: Workbook, name: str) -> Any:
    if not name:
        return workbook.worksheets[0]
    if name not in workbook.sheetnames:
        raise FileError(
            _("Die Datei hat kein Blatt „%(name)s“. Es gibt: %(known)s.")
            % {"name": name, "known": ", ".join(workbook.sheetnames)}
        )
    return workbook[name]


def _named(rows: Iterator[Sequence[object]], table: TableFormat, limits: Limits) -> Iterator[Row]:
    header = check_header([_text(value) for value in next(chain(rows, [()]))], table, limits)
    for number, values in enumerate(rows, start=2):
        if number > limits.rows + 1:
            raise FileError(_("Die Tabelle hat mehr als %(most)d Zeilen.") % {"most": limits.rows})
        texts = [_text(value) for value in values[: len(header)]]
        if any(texts):
            # Empty cells at the end of a row are not in the file.
            texts += [""] * (len(header) - len(texts))
            yield table_row(number, header, texts, limits)


def _text(value: object) -> str:
    """A cell as a person would type it, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)
