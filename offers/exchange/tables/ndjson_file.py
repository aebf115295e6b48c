"""Rows of a file with one JSON object a line."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from offers.exchange.tables.rows import (
    Cell,
    FileError,
    Limits,
    Row,
    TableFormat,
    checked_row,
    clean_text,
    counted,
)


def read_ndjson(path: Path, table: TableFormat, limits: Limits) -> Iterator[Row]:
    """Stream the rows of an NDJSON file; a value inside an object is named "outer.inner"."""
    with path.open("rb") as file:
        yield from counted(
            _rows(iter(lambda: file.readline(limits.cell_characters * 20), b""), limits), limits
        )


def _rows(lines: Iterator[bytes], limits: Limits) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        text = _decoded(line, number)
        if text.strip():
            yield _row(number, text, limits)


def _decoded(line: bytes, number: int) -> str:
    try:
        return line.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise FileError(_("Zeile %(row)d ist kein UTF-8.") % {"row": number}) from None


def _row(number: int, text: str, limits: Limits) -> Row:
    try:
        # Numbers stay as they are written: 1.50 is not 1.5, and no number is too long to be refused.
        value = json.loads(text, parse_int=str, parse_float=str)
        if not isinstance(value, dict):
            return Row(number, {}, _("Die Zeile ist kein JSON-Objekt."))
        cells = dict(_flat(value, ""))
    except (ValueError, RecursionError):
        return Row(number, {}, _("Die Zeile ist kein gültiges JSON."))
    if len(cells) > limits.columns:
        return Row(number, {}, _("Die Zeile hat mehr als %(most)d Felder.") % {"most": limits.columns})
    return checked_row(number, cells, limits)


def _flat(value: dict[str, object], prefix: str) -> Iterator[tuple[str, Cell]]:
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, dict):
            yield from _flat(inner, f"{name}.")
        elif isinstance(inner, list):
            yield name, tuple(_text(part) for part in inner)
        else:
            yield name, _text(inner)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean_text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
