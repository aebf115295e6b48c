"""Results in order: by what comes next, by what is newest, by title."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.embedded.columns import Columns
from search.engines.embedded.facts_table import FactsTable
from search.engines.sortable import sortable_title

# Of an order of everything so many are looked at to fill a page, rather than to sort all that was found.
WALKED: Final = 2000


@dataclass(frozen=True, slots=True)
class Order:
    """An order asked for at a moment; titles are compared in the reader's language."""

    name: str
    language: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Ranks:
    """An order of everything: the ordinals in it, and at which place each ordinal is."""

    state: tuple[int, int]
    ordinals: NDArray[np.uint32]
    places: NDArray[np.uint32]


class Orders:
    """Sorts ordinals of a table; keeps the orders of everything until the table changes or a minute ends."""

    def __init__(self, table: FactsTable) -> None:
        self._table: Final = table
        self._kept: Final[dict[tuple[str, str], Ranks]] = {}

    def page(self, among: BitMap, order: Order, offset: int, size: int) -> list[int]:
        """`size` of these ordinals in this order, from `offset` on."""
        ranks, end = self._ranks(order), offset + size
        if end * len(ranks.ordinals) < WALKED * len(among):
            walked = (int(ordinal) for ordinal in ranks.ordinals if int(ordinal) in among)
            return list(islice(walked, offset, end))
        ordinals = np.frombuffer(among.to_array(), dtype=np.uint32)
        # What was added a moment ago has no place yet.
        places = ranks.places[ordinals[ordinals < len(ranks.places)]]
        if len(places) > end:
            places = np.partition(places, end - 1)[:end]
        return [int(ordinal) for ordinal in ranks.ordinals[np.sort(places)[offset:end]]]

    def _ranks(self, order: Order) -> Ranks:
        kept_for = (order.name, order.language if order.name == "title" else "")
        minute = int(order.now.timestamp()) // 60 if order.name == "next" else 0
        state = (self._table.version, minute)
        kept = self._kept.get(kept_for)
        if kept is None or kept.state != state:
            ordinals = self._sorted(order)
            places = np.empty_like(ordinals)
            places[ordinals] = np.arange(len(ordinals), dtype=np.uint32)
            kept = self._kept[kept_for] = Ranks(state, ordinals, places)
        return kept

    def _sorted(self, order: Order) -> NDArray[np.uint32]:
        columns = self._table.columns
        if order.name == "title":
            return _by_title(columns, order.language)
        if order.name == "next":
            newest = self._ranks(replace(order, name="newest")).ordinals
            moments = columns.next_moments(int(order.now.timestamp()), np.arange(len(newest)))
            # What takes place at the same time stays in the order it was in.
            return newest[np.argsort(moments[newest], kind="stable")]
        pks, created = columns.ages(len(columns))
        return np.lexsort((-pks, -created)).astype(np.uint32)


def _by_title(columns: Columns, language: str) -> NDArray[np.uint32]:
    number = len(columns)
    titles = [sortable_title(columns.titles(ordinal), language) for ordinal in range(number)]
    in_order = sorted(range(number), key=lambda ordinal: (titles[ordinal], columns.pk(ordinal)))
    return np.array(in_order, dtype=np.uint32)
