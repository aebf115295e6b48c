"""A mapping says which column of a file fills which field of an offer. It is a TOML file.

docs/import.md explains it with an example.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from offers.exchange.catalogue import Target
from offers.exchange.tables import Cell, TableFormat
from offers.exchange.transforms import Step


@dataclass(frozen=True, slots=True)
class Source:
    """Where the value of a field comes from, and what is done to it on the way."""

    target: Target
    name: str
    columns: tuple[str, ...] = ()
    join: str = " "
    steps: tuple[Step, ...] = ()
    split: str = ""
    values: Mapping[str, tuple[str, ...]] | None = None
    unknown: str = "keep"
    default: Cell = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """When a row is left out, and why."""

    column: str
    equals: tuple[str, ...] = ()
    contains: str = ""
    is_empty: bool = False
    reason: str = ""

    def holds(self, cell: Cell) -> bool:
        """Whether the row is to be left out."""
        text = cell if isinstance(cell, str) else " ".join(cell)
        if self.is_empty:
            return not text
        return text in self.equals or bool(self.contains and self.contains.lower() in text.lower())


@dataclass(frozen=True)
class ImportMapping:
    """A whole mapping, checked."""

    name: str
    source: str
    publish: bool
    table: TableFormat
    sources: tuple[Source, ...]
    skip: tuple[Condition, ...] = field(default=())

    @cached_property
    def keys(self) -> frozenset[str]:
        """Under which names it is remembered what the last import brought."""
        return frozenset(source.target.key for source in self.sources)

    @cached_property
    def columns_of_fields(self) -> dict[str, str]:
        """From the name of a field, or of a part such as "location", to the columns that fill it.

        That is how the file calls it.
        """
        columns: dict[str, list[str]] = {}
        for source in self.sources:
            columns.setdefault(source.target.field, []).extend(source.columns)
            if source.target.group in {"child", "location"}:
                columns.setdefault(source.target.part, []).extend(source.columns)
        return {name: " + ".join(dict.fromkeys(named)) for name, named in columns.items()}
