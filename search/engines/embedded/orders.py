"""Results in order: by what comes next, by what is newest, by title."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.embedded.columns import Columns
from search.engines.embedded.facts_table import FactsTable
from search.engines.embedded.upcoming import Upcoming
from search.engines.sortable import sortable_title

# Of an order of everything so many are looked at to fill a page, rather than to sort all that was found.
WALKED: Final = 2000
# So many new ones find their places in an order one by one; with more it is sorted anew.
INSERTED: Final = 1000

Ordinals = NDArray[np.uint32]
Key = Callable[[int], tuple[Any, int]]


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
    ordinals: Ordinals
    places: Ordinals


class Orders:
    """Sorts ordinals of a table, and keeps the orders of everything.

    When the table changes, what is new is put in its place: to sort a million titles takes seconds. What was
    taken out stays in an order, for it is in nothing that is found.
    """

    def __init__(self, table: FactsTable) -> None:
        self._table: Final = table
        self._upcoming: Final = Upcoming(table.columns)
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
            ordinals = self._sorted(order, kept)
            places = np.empty_like(ordinals)
            places[ordinals] = np.arange(len(ordinals), dtype=np.uint32)
            kept = self._kept[kept_for] = Ranks(state, ordinals, places)
        return kept

    def _sorted(self, order: Order, kept: Ranks | None) -> Ordinals:
        columns = self._table.columns
        if order.name == "next":
            return self._by_next_moment(order, kept)
        key = _title_key(columns, order.language) if order.name == "title" else _age_key(columns)
        number = len(columns)
        if kept is None or number - len(kept.ordinals) > INSERTED:
            return _by_title(key, number) if order.name == "title" else _by_age(columns, number)
        return _with_new(kept.ordinals, range(len(kept.ordinals), number), key)

    def _by_next_moment(self, order: Order, kept: Ranks | None) -> Ordinals:
        """What takes place at the same time comes in the order of its age."""
        newest = self._ranks(replace(order, name="newest"))
        number = len(newest.ordinals)
        moments = self._upcoming.moments(int(order.now.timestamp()), number)
        # An order that is nearly right is put right in a moment.
        before = kept.ordinals[kept.ordinals < number] if kept else newest.ordinals[:0]
        ordinals = np.concatenate([before, np.arange(len(before), number, dtype=np.uint32)])
        keys = moments[ordinals].astype(np.uint64) << np.uint64(32) | newest.places[ordinals]
        return ordinals[np.argsort(keys, kind="stable")]


def _title_key(columns: Columns, language: str) -> Key:
    return lambda ordinal: (sortable_title(columns.titles(ordinal), language), columns.pk(ordinal))


def _age_key(columns: Columns) -> Key:
    return lambda ordinal: (-columns.created_at(ordinal), -columns.pk(ordinal))


def _by_title(key: Key, number: int) -> Ordinals:
    return np.array(sorted(range(number), key=key), dtype=np.uint32)


def _by_age(columns: Columns, number: int) -> Ordinals:
    pks, created = columns.ages(number)
    return np.lexsort((-pks, -created)).astype(np.uint32)


def _with_new(ordinals: Ordinals, new: range, key: Key) -> Ordinals:
    """An order with what is new in its places."""
    in_order = sorted(new, key=key)
    places = [bisect_left(ordinals, key(ordinal), key=lambda one: key(int(one))) for ordinal in in_order]
    return np.insert(ordinals, places, in_order)
