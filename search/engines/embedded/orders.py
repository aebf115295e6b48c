"""Results in order: by what comes next, by what is newest, by title."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from pyroaring import BitMap

from search.engines.embedded.facts_table import FactsTable
from search.engines.sortable import sortable_title

# Up to so many are sorted as they are; more are picked from an order of everything that is kept.
SORTED_DIRECTLY: Final = 1000

SortKey = Callable[[int], Any]


@dataclass(frozen=True, slots=True)
class Order:
    """An order asked for at a moment; titles are compared in the reader's language."""

    name: str
    language: str
    now: datetime


class Orders:
    """Sorts ordinals of a table; keeps the orders of everything until the table changes or a minute ends."""

    def __init__(self, table: FactsTable) -> None:
        self._table: Final = table
        self._kept: dict[tuple[str, str], tuple[tuple[int, int], list[int]]] = {}

    def page(self, among: BitMap, order: Order, offset: int, size: int) -> list[int]:
        """`size` of these ordinals in this order, from `offset` on."""
        if len(among) <= SORTED_DIRECTLY:
            return sorted(among, key=self._key(order))[offset : offset + size]
        return list(islice(self._walk(among, order), offset, offset + size))

    def _walk(self, among: BitMap, order: Order) -> Iterator[int]:
        return (ordinal for ordinal in self._everything(order) if ordinal in among)

    def _everything(self, order: Order) -> list[int]:
        kept_for = (order.name, order.language)
        minute = int(order.now.timestamp()) // 60 if order.name == "next" else 0
        state = (self._table.version, minute)
        kept = self._kept.get(kept_for)
        if kept is None or kept[0] != state:
            kept = (state, sorted(range(len(self._table.rows)), key=self._key(order)))
            self._kept[kept_for] = kept
        return kept[1]

    def _key(self, order: Order) -> SortKey:
        rows = self._table.rows
        if order.name == "title":
            return lambda ordinal: (sortable_title(rows[ordinal].titles, order.language), rows[ordinal].pk)
        if order.name == "next":
            now = int(order.now.timestamp())
            return lambda ordinal: (
                self._table.next_moment(ordinal, now),
                -rows[ordinal].created_at,
                -rows[ordinal].pk,
            )
        return lambda ordinal: (-rows[ordinal].created_at, -rows[ordinal].pk)
