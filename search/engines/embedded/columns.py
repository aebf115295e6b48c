"""What stays in memory of every document of a generation, a column for each fact.

As objects, the rows of 100,000 offers take eight times the room, and each look for garbage has to pass them.
"""

import json
import sys
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.engines.embedded.facts_log import Row
from search.engines.embedded.saved import Parts, as_json

NEVER: Final = np.iinfo(np.uint32).max  # in seconds since 1970: 2106
_GERMAN: Final = "de"

Numbers = NDArray[Any]


class Columns:
    """Rows in the order of their ordinals. A row can be read as soon as `add` has returned."""

    def __init__(self) -> None:
        self._pks: Final = array("q")
        self._created: Final = array("q")
        self._cards: Final = array("Q")  # where each begins, and how long it is
        self._verified: Final = array("i")  # days since the year 1, 0 for never
        self._places: Final[list[str]] = []
        self._towns: Final[list[tuple[str, ...]]] = []
        self._titles: Final[list[str]] = []
        self._other_titles: Final[dict[int, Mapping[str, str]]] = {}
        self._starts: Final = array("I")  # of all moments, row after row
        self._ends: Final = array("I")
        self._moments: Final = array("I", [0])  # where those of each row begin, and at last where they end
        self._same: Final[dict[tuple[str, ...], tuple[str, ...]]] = {}

    @property
    def _arrays(self) -> "dict[str, array[int]]":
        return {
            "pks": self._pks,
            "created": self._created,
            "cards": self._cards,
            "verified": self._verified,
            "starts": self._starts,
            "ends": self._ends,
            "moments": self._moments,
        }

    def pack(self) -> dict[str, bytes]:
        """All of it, as `unpack` takes it."""
        towns = {towns: number for number, towns in enumerate(self._same)}
        return {
            **{name: column.tobytes() for name, column in self._arrays.items()},
            "towns": as_json(list(towns)),
            "towns_of": array("I", [towns[one] for one in self._towns]).tobytes(),
            "places": as_json(self._places),
            "titles": as_json(self._titles),
            "other_titles": as_json(list(self._other_titles.items())),
        }

    def unpack(self, parts: Parts) -> None:
        """Be what was packed; for one that is empty."""
        for name, column in self._arrays.items():
            del column[:]
            column.frombytes(parts[name])
        same = [tuple(sys.intern(ags) for ags in towns) for towns in json.loads(parts["towns"])]
        self._same.update((towns, towns) for towns in same)
        self._towns.extend(same[number] for number in array("I", parts["towns_of"]))
        self._places.extend(map(sys.intern, json.loads(parts["places"])))
        self._titles.extend(json.loads(parts["titles"]))
        self._other_titles.update(json.loads(parts["other_titles"]))

    def __len__(self) -> int:
        return len(self._pks)

    def add(self, row: Row) -> None:
        ordinal = len(self._pks)
        self._titles.append(row.titles.get(_GERMAN, ""))
        if row.titles.keys() != {_GERMAN}:
            self._other_titles[ordinal] = row.titles
        self._starts.extend(start for start, _end in row.moments)
        self._ends.extend(end for _start, end in row.moments)
        self._moments.append(len(self._starts))
        self._cards.extend((row.card_at, row.card_length))
        self._verified.append(row.verified_on.toordinal() if row.verified_on else 0)
        self._places.append(row.places)
        self._towns.append(self._same.setdefault(row.towns, row.towns))
        self._created.append(row.created_at)
        self._pks.append(row.pk)

    def pk(self, ordinal: int) -> int:
        return self._pks[ordinal]

    def created_at(self, ordinal: int) -> int:
        return self._created[ordinal]

    def card(self, ordinal: int) -> tuple[int, int]:
        """Where the card stands in the log, and how long it is."""
        return self._cards[2 * ordinal], self._cards[2 * ordinal + 1]

    def verified_on(self, ordinal: int) -> date | None:
        day = self._verified[ordinal]
        return date.fromordinal(day) if day else None

    def places(self, ordinal: int) -> str:
        return self._places[ordinal]

    def towns(self, ordinal: int) -> tuple[str, ...]:
        return self._towns[ordinal]

    def titles(self, ordinal: int) -> Mapping[str, str]:
        """The titles by language."""
        return self._other_titles.get(ordinal) or {_GERMAN: self._titles[ordinal]}

    def next_moment(self, ordinal: int, now: int) -> tuple[int, int]:
        """When the offer takes place next (or since when it does now) and when that is over, or NEVER.

        In seconds since 1970.
        """
        first, end = self._moments[ordinal], self._moments[ordinal + 1]
        position = bisect_right(self._ends, now, first, end)
        return (self._starts[position], self._ends[position]) if position < end else (int(NEVER), int(NEVER))

    def next_moments(self, now: int, number: int) -> tuple[Numbers, Numbers]:
        """`next_moment` of the first `number` rows at once."""
        ends, starts = _copy(self._ends, np.uint32), _copy(self._starts, np.uint32)
        bounds = _copy(self._moments, np.uint32)[: number + 1].astype(np.intp)
        # Those of a row are in order of time, so the first that is not over is as far on as some are over.
        over = np.concatenate([[0], np.cumsum(ends[: bounds[-1]] <= now)])
        position = bounds[:-1] + over[bounds[1:]] - over[bounds[:-1]]
        found = np.full((2, number), NEVER, dtype=np.uint32)
        there = position < bounds[1:]
        found[0, there] = starts[position[there]]
        found[1, there] = ends[position[there]]
        return found[0], found[1]

    def ages(self, number: int) -> tuple[Numbers, Numbers]:
        """Keys and moments of creation of the first `number` rows."""
        return _copy(self._pks, np.int64)[:number], _copy(self._created, np.int64)[:number]


def _copy(column: "array[int]", kind: type) -> Numbers:
    """In one go, for an array that numpy looks into could not grow meanwhile."""
    return np.frombuffer(column.tobytes(), dtype=kind)
