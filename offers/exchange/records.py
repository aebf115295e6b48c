"""From a row and a mapping to a record: which field gets which words, still all of them text."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from offers.exchange.catalogue import LISTS, Target
from offers.exchange.mapping import ImportMapping, Source
from offers.exchange.tables import Cell, Row
from offers.exchange.transforms import CellError


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row is refused: the field it is about ("" for the row as a whole), and what is wrong.

    `column` is what the person who sent the file calls that field.
    """

    field: str
    message: str
    column: str = ""

    def __str__(self) -> str:
        named = self.column or self.field
        return f"{named}: {self.message}" if named else self.message


@dataclass(frozen=True)
class Record:
    """What a row says about an offer; `keys` is all that the mapping speaks of, said or not."""

    row: int
    external_id: str
    values: Mapping[Target, Cell]
    keys: frozenset[str]

    def part(self, part: str) -> dict[str, Cell]:
        """The fields of one part, such as "contact_2"."""
        return {target.name: cell for target, cell in self.values.items() if target.part == part}

    def parts(self, kind: str) -> list[str]:
        """The parts of a kind, such as "contact" and "contact_2", that the row fills."""
        return sorted({target.part for target in self.values if target.part.split("_")[0] == kind})

    @cached_property
    def digests(self) -> dict[str, str]:
        """What the row says, in short and by what is written together: to see next time what has changed."""
        gathered: dict[str, list[list[object]]] = {key: [] for key in self.keys}
        for target, cell in self.values.items():
            gathered[target.key].append([target.field, cell])
        return {
            key: hashlib.sha256(json.dumps(sorted(said, key=str)).encode()).hexdigest()[:16]
            for key, said in sorted(gathered.items())
        }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that never becomes a record: refused for its problems, or skipped as the mapping says."""

    row: int
    external_id: str
    problems: tuple[Problem, ...]
    is_refused: bool = True


def records(rows: Iterable[Row], mapping: ImportMapping) -> Iterator[Record | LeftOut]:
    """Stream the records of some rows."""
    return (record_of(row, mapping) for row in rows)


def record_of(row: Row, mapping: ImportMapping) -> Record | LeftOut:
    """Read one row."""
    if row.problem:
        return LeftOut(row.number, "", (Problem("", row.problem),))
    external_id = external_id_of(row, mapping)
    for condition in mapping.skip:
        if condition.holds(row.cells.get(condition.column, "")):
            reason = condition.reason or _("Die Zuordnung lässt diese Zeile aus.")
            return LeftOut(row.number, external_id, (Problem("", reason),), is_refused=False)
    values: dict[Target, Cell] = {}
    problems: list[Problem] = []
    for source in _filled(mapping.sources, row):
        try:
            values[source.target] = _value(source, row)
        except CellError as error:
            problems.append(Problem(source.name, str(error)))
    if not external_id:
        problems.append(Problem("external_id", _("Die Kennung fehlt.")))
    if problems:
        return LeftOut(row.number, external_id, tuple(problems))
    return Record(row.number, external_id, values, mapping.keys)


def external_id_of(row: Row, mapping: ImportMapping) -> str:
    """The name of the record in its source; "" where it has none or it cannot be read."""
    source = next(source for source in mapping.sources if source.name == "external_id")
    try:
        return str(_value(source, row))
    except CellError:
        return ""


def without_twins(rows: Iterable[Row], mapping: ImportMapping) -> Iterator[Row]:
    """Mark every row whose record has come before: the later would undo the earlier, again and again."""
    seen: dict[str, int] = {}
    for row in rows:
        external_id = "" if row.problem else external_id_of(row, mapping)
        if external_id in seen:
            message = _("Die Kennung „%(id)s“ steht schon in Zeile %(row)d.")
            yield replace(row, cells={}, problem=message % {"id": external_id, "row": seen[external_id]})
            continue
        if external_id:
            seen[external_id] = row.number
        yield row


def _filled(sources: Iterable[Source], row: Row) -> list[Source]:
    """Leave out the parts of which the row says nothing: a fixed "weekly" alone makes no timetable."""
    said: dict[str, bool] = {}
    for source in sources:
        if source.columns and source.target.group in {"child", "location"}:
            is_said = any(row.cells.get(column) for column in source.columns)
            said[source.target.part] = said.get(source.target.part, False) or is_said
    return [source for source in sources if said.get(source.target.part, True)]


def _value(source: Source, row: Row) -> Cell:
    parts = [_transformed(source, part) for part in _parts(source, row) if part]
    if source.split:
        parts = [piece.strip() for part in parts for piece in part.split(source.split)]
    if source.values is not None:
        parts = [new for part in parts for new in _looked_up(source, part)]
    found = tuple(dict.fromkeys(part for part in parts if part))
    if not found:
        return source.default
    return found if source.name in LISTS else ",".join(found)


def _parts(source: Source, row: Row) -> tuple[str, ...]:
    cells = [row.cells.get(column, "") for column in source.columns]
    if len(cells) == 1 and isinstance(cells[0], tuple):
        return cells[0]
    texts = [cell if isinstance(cell, str) else ", ".join(cell) for cell in cells]
    return (source.join.join(text for text in texts if text),)


def _transformed(source: Source, text: str) -> str:
    for step in source.steps:
        text = step(text) if text else text
    return text.strip()


def _looked_up(source: Source, text: str) -> tuple[str, ...]:
    values = source.values or {}
    if text.casefold() in values:
        return values[text.casefold()]
    if source.unknown == "refuse" and text:
        raise CellError(_("„%(text)s“ steht nicht in der Liste der Werte.") % {"text": text[:80]})
    return (text,) if source.unknown == "keep" else ()
