"""The facts of a generation in memory: a bitmap of ordinals for every value that can be filtered by."""

import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyroaring import BitMap

from search.engines.embedded.columns import Columns
from search.engines.embedded.facts_log import Facts, FactsLog, Row
from search.engines.embedded.grams import Grams
from search.engines.embedded.places import Places
from search.engines.embedded.saved import Parts, as_json
from search.engines.embedded.standing import Standing

_TOWN: Final = "at"  # beside the names of facets, in what is packed
_END: Final = "until"


@dataclass(frozen=True, slots=True)
class _Kept:
    """What every search of a day starts from, as long as the table stays as it is."""

    version: int
    day: date
    findable: BitMap
    counts: dict[str, dict[str, int]]


class FactsTable:
    """Follows a log. Reading needs no lock: an ordinal becomes `alive` when all about it is there.

    What grows is gone through as a copy. A list would not do: Python may collect garbage while it makes one,
    and what that calls may let the thread have its turn that writes.

    `saved` is what another one packed that had read the log up to some place.
    """

    def __init__(self, log: FactsLog, grams: Grams, saved: Parts | None = None) -> None:
        self.log: Final = log
        self.grams: Final = grams
        self.columns: Final = Columns()
        self.places: Final = Places(self.columns.pks)
        self.standing: Final = Standing(self.columns)
        self.version = 0
        self._alive: Final = BitMap()
        self._values: Final[dict[str, dict[str, BitMap]]] = defaultdict(dict)
        self._ordinals: Final[dict[int, int]] = {}
        self._towns: Final[dict[str, BitMap]] = {}  # where it takes place, rather than whom it serves
        self._ending: Final[dict[date, BitMap]] = {}
        self._lock: Final = threading.Lock()
        self._kept: _Kept | None = None
        if saved is not None:
            self._unpack(saved)
        self.follow()

    def pack(self) -> Parts:
        """All of it, as it is right after a rebuild, when nothing has been taken out."""
        bitmaps = [
            *[(facet, value, having) for facet, by in self._values.items() for value, having in by.items()],
            *[(_TOWN, town, having) for town, having in self._towns.items()],
            *[(_END, day.isoformat(), having) for day, having in self._ending.items()],
        ]
        packed = [having.serialize() for *_name, having in bitmaps]
        names = [(*name, len(part)) for (*name, _having), part in zip(bitmaps, packed, strict=True)]
        return {
            **self.log.pack(),
            **self.columns.pack(),
            **self.places.pack(),
            "names": as_json(names),
            "bitmaps": b"".join(packed),
        }

    def _unpack(self, parts: Parts) -> None:
        self.log.unpack(parts)
        self.columns.unpack(parts)
        self.places.unpack(parts)
        start = 0
        for facet, value, length in json.loads(parts["names"]):
            having = BitMap.deserialize(parts["bitmaps"][start : start + length])
            start += length
            if facet == _END:
                self._ending[date.fromisoformat(value)] = having
            elif facet == _TOWN:
                self._towns[value] = having
            else:
                self._values[facet][value] = having
        number = len(self.columns)
        self._ordinals.update(zip(self.columns.pks.all.tolist(), range(number), strict=True))
        self._alive.update(range(number))
        self.version = number

    def follow(self) -> None:
        """Take in what was appended to the log."""
        if not self.log.has_grown:
            return
        with self._lock:
            for facts in self.log.read_new():
                self._take_in(facts)
                self.version += 1

    def findable(self, on: date) -> BitMap:
        """The ordinals of the offers that have not ended: one and the same object for as long as it holds."""
        return self._kept_for(on).findable

    def _kept_for(self, on: date) -> "_Kept":
        kept, version = self._kept, self.version
        if kept is None or (kept.version, kept.day) != (version, on):
            ended = [ordinals for last_day, ordinals in self._ending.copy().items() if last_day < on]
            kept = _Kept(version, on, self._alive - BitMap.union(BitMap(), *ended), {})
            self._kept = kept
        return kept

    def having(self, facet: str, values: Iterable[str]) -> BitMap:
        """The ordinals with any of these values; not to be changed."""
        known = self._values[facet]
        found = [known[value] for value in values if value in known]
        return found[0] if len(found) == 1 else BitMap.union(*found) if found else BitMap()

    def counts(self, facet: str, among: BitMap) -> Mapping[str, int]:
        """How many of these ordinals have each value; values of none are left out."""
        kept = self._kept
        if kept is None or among is not kept.findable:
            return self._count(facet, among)
        if facet not in kept.counts:
            kept.counts[facet] = self._count(facet, among)
        return kept.counts[facet]

    def _count(self, facet: str, among: BitMap) -> dict[str, int]:
        values = self._values[facet].copy().items()
        return {
            value: number for value, having in values if (number := among.intersection_cardinality(having))
        }

    def entries(self, with_words: BitMap) -> Iterator[tuple[int, str]]:
        """The offers and their digests; "" for one whose ordinal is not among those with words."""
        digests = {facts.pk: facts.digest for facts in self.log.read_again()}
        for pk, ordinal in self._ordinals.copy().items():
            yield pk, digests.get(pk, "") if ordinal in with_words else ""

    def known(self, pks: Iterable[int]) -> list[int]:
        """Those of these offers that are in the index."""
        return sorted(pk for pk in pks if pk in self._ordinals)

    def in_towns(self, towns: Iterable[str]) -> BitMap:
        """The ordinals that take place in one of these towns."""
        return BitMap.union(BitMap(), *(self._towns[town] for town in towns if town in self._towns))

    def _take_in(self, facts: Facts) -> None:
        older = self._ordinals.pop(facts.pk, None)
        if facts.row is not None:
            self._add(facts, facts.row)
        if older is not None:
            self._alive.discard(older)

    def _add(self, facts: Facts, row: Row) -> None:
        ordinal = len(self.columns)
        self.places.add(ordinal, facts.points)
        if facts.grams is not None:
            self.grams.add(ordinal, facts.grams)
        self.columns.add(row)
        for facet, values in (facts.facets or {}).items():
            having = self._values[facet]
            for value in values:
                if value not in having:
                    having[value] = BitMap()
                having[value].add(ordinal)
        for town in row.towns:
            self._towns.setdefault(town, BitMap()).add(ordinal)
        if facts.ends_on:
            self._ending.setdefault(facts.ends_on, BitMap()).add(ordinal)
        self._ordinals[facts.pk] = ordinal
        self._alive.add(ordinal)
