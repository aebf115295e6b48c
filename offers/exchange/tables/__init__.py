"""Rows of a file, one at a time, whatever the kind of file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from offers.exchange.tables.csv_file import read_csv
from offers.exchange.tables.ndjson_file import read_ndjson
from offers.exchange.tables.rows import DEFAULT_LIMITS, Cell, FileError, Limits, Row, TableFormat
from offers.exchange.tables.xlsx_file import read_xlsx

__all__ = ["DEFAULT_LIMITS", "Cell", "FileError", "Limits", "Row", "TableFormat", "read_rows"]

Reader = Callable[[Path, TableFormat, Limits], Iterator[Row]]

READERS: Final[dict[str, Reader]] = {"csv": read_csv, "xlsx": read_xlsx, "ndjson": read_ndjson}
ENDINGS: Final = {".csv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".ndjson": "ndjson", ".jsonl": "ndjson"}


def read_rows(
    path: Path, table: TableFormat, *, limits: Limits = DEFAULT_LIMITS, name: str = ""
) -> Iterator[Row]:
    """Stream the rows of a file; raises FileError where the file as a whole cannot be used.

    `name` is the name the file came with, where that is not the name it lies under.
    """
    ending = Path(name or path.name).suffix.lower()
    kind = table.kind or ENDINGS.get(ending, "")
    if kind not in READERS:
        raise FileError(
            _("Dateien mit der Endung „%(ending)s“ kann das Portal nicht lesen. Möglich sind: %(known)s.")
            % {"ending": ending, "known": ", ".join(ENDINGS)}
        )
    _check_size(path, limits)
    yield from READERS[kind](path, table, limits)


def _check_size(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
    except OSError:
        raise FileError(_("Die Datei wurde nicht gefunden.")) from None
    if size > limits.file_bytes:
        raise FileError(
            _("Die Datei ist mit %(size)d MB zu groß. Möglich sind höchstens %(most)d MB.")
            % {"size": size // 1_000_000, "most": limits.file_bytes // 1_000_000}
        )
    if size == 0:
        raise FileError(_("Die Datei ist leer."))
