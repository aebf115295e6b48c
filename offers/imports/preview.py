"""The first rows of a file as its mapping understands them."""

from dataclasses import dataclass

from django.utils.text import Truncator

from offers.exchange.labels import label_of
from offers.exchange.lookup import Vocabularies
from offers.exchange.mapping_reader import MappingError, read_mapping
from offers.exchange.records import Record, record_of
from offers.exchange.staging import first_rows
from offers.imports.shown_values import shown
from offers.labels import listed
from offers.models import ImportRun

ROWS_SHOWN = 5
CHARACTERS_SHOWN = 200


@dataclass(frozen=True)
class PreviewRow:
    """One row: what it fills, or why it is left out."""

    number: int
    values: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]


def preview(run: ImportRun) -> list[PreviewRow]:
    """The first rows; none when the import is through, as its rows are gone then."""
    if run.state == ImportRun.State.DONE:
        return []
    try:
        mapping, rows = read_mapping(run.mapping_text), first_rows(run, ROWS_SHOWN)
    except (MappingError, OSError):
        return []
    found, known = [], Vocabularies()
    for row in rows:
        record = record_of(row, mapping)
        if isinstance(record, Record):
            found.append(PreviewRow(row.number, _cells(record, known), ()))
        else:
            found.append(PreviewRow(row.number, (), tuple(map(str, record.problems))))
    return found


def _cells(record: Record, known: Vocabularies) -> tuple[tuple[str, str], ...]:
    cells = ((target, cell) for target, cell in record.values.items() if cell)
    split = ((target, (cell,) if isinstance(cell, str) else cell) for target, cell in cells)
    texts = ((target, listed(shown(target, part, known) for part in parts)) for target, parts in split)
    return tuple((label_of(target), Truncator(text).chars(CHARACTERS_SHOWN)) for target, text in texts)
