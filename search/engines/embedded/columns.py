"""What stays in memory of every document of a generation, a column for each fact.

As objects, the rows of 100,000 offers take eight times the room, and each look for garbage has to pass them.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.engines.embedded.facts_log import Row
from search.engines.embedded.growing import Growing
from search.engines.embedded.saved import Parts, as_json

NEVER: Final = np.iinfo(np.uint32).max  # in seconds since 1970: 2106
_GERMAN: Final = "de"

Numbers = NDArray[Any]


class Columns:
    """Rows in the order of their ordinals. A row can be read as soon as `add` has returned."""

    def __init__(self) -> None:
        self.pks: Final = Growing(np.int64)
        self._created: Final = Growing(np.int64)
        self._cards: Final = Growing(np.uint64)  # where each begins, and how long it is
        self._verified: Final = Growing(np.int32)  # days since the year 1, 0 for never
        self._review: Final = Growing(np.int32)  # likewise
        self._places: Final[list[str]] = []
        self._titles: Final[list[str]] = []
        self._other_titles: Final[dict[int, Mapping[str, str]]] = {}
        self._starts: Final = Growing(np.uint32)  # of all moments, row after row
        self._ends: Final = Growing(np.uint32)
        self._moments: Final = Growing(np.uint32, [0])  # where those of each row begin, and at last their end

    @property
    def _numbers(self) -> dict[str, Growing]:
        return {
            "pks": self.pks,
            "created": self._created,
            "cards": self._cards,
            "verified": self._verified,
            "review": self._review,
            "starts": self._starts,
            "ends": self._ends,
            "moments": self._moments,
        }

    def pack(self) -> dict[str, bytes]:
        """All of it, as `unpack` takes it."""
        return {
            **{name: column.all.tobytes() for name, column in self._numbers.items()},
            "places": as_json(self._places),
            "titles": as_json(self._titles),
            "other_titles": as_json(list(self._other_titles.items())),
        }

    def unpack(self, parts: Parts) -> None:
        """Be what was packed; for one that is empty."""
        for name, column in self._numbers.items():
            column.extend(np.frombuffer(parts[name], dtype=column.all.dtype)[len(column) :])
        self._places.extend(map(sys.intern, json.loads(parts["places"])))
        self._titles.extend(json.loads(parts["titles"]))
        self._other_titles.update(json.loads(parts["other_titles"]))

    def __len__(self) -> int:
        return len(self.pks)

    def add(self, row: Row) -> None:
        ordinal = len(self.pks)
        self._titles.append(row.titles.get(_GERMAN, ""))
        if row.titles.keys() != {_GERMAN}:
            self._other_titles[ordinal] = row.titles
        self._starts.extend([start for start, _end in row.moments])
        self._ends.extend([end for _start, end in row.moments])
        self._moments.append(len(self._starts))
        self._cards.extend((row.card_at, row.card_length))
        self._verified.append(row.verified_on.toordinal() if row.verified_on else 0)
        self._review.append(row.review_on.toordinal() if row.review_on else 0)
        self._places.append(row.places)
        self._created.append(row.created_at)
        self.pks.append(row.pk)

    def pk(self, ordinal: int) -> int:
        return int(self.pks.all[ordinal])

    def created_at(self, ordinal: int) -> int:
        return int(self._created.all[ordinal])

    def cards(self, ordinals: Sequence[int]) -> list[tuple[int, int, int]]:
        """The key of each offer, where its card stands in the log, and how long that is."""
        pks, places = self.pks.all[ordinals], self._cards.all.reshape(-1, 2)[ordinals]
        return list(zip(pks.tolist(), *places.T.tolist(), strict=True))

    def verified(self, ordinals: Numbers) -> Numbers:
        """The days on which offers were verified, since the year 1; 0 for never."""
        return self._verified.all[ordinals]

    def review(self, ordinals: Numbers) -> Numbers:
        """The days on which offers have to be looked at again, since the year 1; 0 for never."""
        return self._review.all[ordinals]

    def places(self, ordinal: int) -> str:
        return self._places[ordinal]

    def titles(self, ordinal: int) -> Mapping[str, str]:
        """The titles by language."""
        return self._other_titles.get(ordinal) or {_GERMAN: self._titles[ordinal]}

    def next_moments(self, now: int, ordinals: Numbers) -> tuple[Numbers, Numbers]:
        """When offers take place next (or since when they do now) and when that is over, or NEVER.

        In seconds since 1970.
        """
        bounds, ends = self._moments.all, self._ends.all
        position, stop = bounds[ordinals].astype(np.intp), bounds[ordinals + 1].astype(np.intp)
        # Those of a row are in order of time: as many steps as the one needs that has most of them behind it.
        over = np.flatnonzero(position < stop)
        while len(over := over[ends[position[over]] <= now]):
            position[over] += 1
            over = over[position[over] < stop[over]]
        found = np.full((2, len(ordinals)), NEVER, dtype=np.uint32)
        there = position < stop
        found[0, there], found[1, there] = self._starts.all[position[there]], ends[position[there]]
        return found[0], found[1]

    def ages(self, number: int) -> tuple[Numbers, Numbers]:
        """Keys and moments of creation of the first `number` rows."""
        return self.pks.all[:number], self._created.all[:number]
