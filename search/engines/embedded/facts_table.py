"""The facts of a generation in memory: a bitmap of ordinals for every value that can be filtered by."""

import json
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from django.utils.timezone import localdate
from pyroaring import BitMap

from search.engines.embedded.columns import NEVER, Columns
from search.engines.embedded.facts_log import Facts, FactsLog, Row
from search.engines.embedded.places import Places
from search.engines.embedded.saved import Parts, as_json
from search.ranking import Signals


@dataclass(frozen=True, slots=True)
class _Kept:
    """What every search of a day starts from, as long as the table stays as it is."""

    version: int
    day: date
    findable: BitMap
    counts: dict[str, dict[str, int]]


class FactsTable:
    """Follows a log. Reading needs no lock: an ordinal becomes `alive` when all about it is there.

    `saved` is what another one packed that had read the log up to some place.
    """

    def __init__(self, log: FactsLog, saved: Parts | None = None) -> None:
        self.log: Final = log
        self.columns: Final = Columns()
        self.places: Final = Places()
        self.version = 0
        self._alive: Final = BitMap()
        self._values: Final[dict[str, dict[str, BitMap]]] = defaultdict(dict)
        self._ordinals: Final[dict[int, int]] = {}
        self._ending: Final[dict[date, BitMap]] = {}
        self._lock: Final = threading.Lock()
        self._kept: _Kept | None = None
        if saved is not None:
            self._unpack(saved)
        self.follow()

    def pack(self) -> Parts:
        """All of it, as it is right after a rebuild, when nothing has been taken out."""
        bitmaps = {
            **{(facet, value): having for facet, by in self._values.items() for value, having in by.items()},
            **{("", day.isoformat()): ending for day, ending in self._ending.items()},
        }
        packed = [bitmap.serialize() for bitmap in bitmaps.values()]
        return {
            **self.log.pack(),
            **self.columns.pack(),
            **self.places.pack(),
            "names": as_json([(*name, len(part)) for name, part in zip(bitmaps, packed, strict=True)]),
            "bitmaps": b"".join(packed),
        }

    def _unpack(self, parts: Parts) -> None:
        self.log.unpack(parts)
        self.columns.unpack(parts)
        self.places.unpack(parts, parts["pks"])
        start = 0
        for facet, value, length in json.loads(parts["names"]):
            bitmap = BitMap.deserialize(parts["bitmaps"][start : start + length])
            start += length
            if facet:
                self._values[facet][value] = bitmap
            else:
                self._ending[date.fromisoformat(value)] = bitmap
        number = len(self.columns)
        self._ordinals.update(zip(map(self.columns.pk, range(number)), range(number), strict=True))
        self._alive.update(self._ordinals.values())
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
            ended = [ordinals for last_day, ordinals in list(self._ending.items()) if last_day < on]
            kept = _Kept(version, on, self._alive - BitMap.union(BitMap(), *ended), {})
            self._kept = kept
        return kept

    def having(self, facet: str, values: Iterable[str]) -> BitMap:
        """The ordinals with any of these values."""
        known = self._values[facet]
        found = [known[value] for value in values if value in known]
        return BitMap.union(*found) if found else BitMap()

    def counts(self, facet: str, among: BitMap) -> Mapping[str, int]:
        """How many of these ordinals have each value; values of none are left out."""
        kept = self._kept
        if kept is None or among is not kept.findable:
            return self._count(facet, among)
        if facet not in kept.counts:
            kept.counts[facet] = self._count(facet, among)
        return kept.counts[facet]

    def _count(self, facet: str, among: BitMap) -> dict[str, int]:
        counted = [
            (value, among.intersection_cardinality(having))
            for value, having in list(self._values[facet].items())
        ]
        return {value: number for value, number in counted if number}

    def entries(self, with_words: BitMap) -> Iterator[tuple[int, str]]:
        """The offers and their digests; "" for one whose ordinal is not among those with words."""
        digests = {facts.pk: facts.digest for facts in self.log.read_again()}
        for pk, ordinal in list(self._ordinals.items()):
            yield pk, digests.get(pk, "") if ordinal in with_words else ""

    def known(self, pks: Iterable[int]) -> list[int]:
        """Those of these offers that are in the index."""
        return sorted(pk for pk in pks if pk in self._ordinals)

    def signals(self, ordinal: int, towns: Collection[str], named: Collection[BitMap], now: int) -> Signals:
        """What its boosts follow from, for who asked for these towns; each of `named` has a term named."""
        columns = self.columns
        moment, _over = columns.next_moment(ordinal, now)
        return Signals(
            verified_on=columns.verified_on(ordinal),
            places=columns.places(ordinal),
            starts_on=None if moment == NEVER else _day_of(moment),
            is_in_town=bool(towns) and any(town in towns for town in columns.towns(ordinal)),
            named=sum(ordinal in having for having in named),
        )

    def _take_in(self, facts: Facts) -> None:
        older = self._ordinals.pop(facts.pk, None)
        if facts.row is not None:
            self._add(facts, facts.row)
        if older is not None:
            self._alive.discard(older)

    def _add(self, facts: Facts, row: Row) -> None:
        ordinal = len(self.columns)
        self.places.add(ordinal, row.pk, facts.points)
        self.columns.add(row)
        for facet, values in (facts.facets or {}).items():
            having = self._values[facet]
            for value in values:
                if value not in having:
                    having[value] = BitMap()
                having[value].add(ordinal)
        if facts.ends_on:
            self._ending.setdefault(facts.ends_on, BitMap()).add(ordinal)
        self._ordinals[facts.pk] = ordinal
        self._alive.add(ordinal)


@lru_cache(maxsize=4096)
def _day_of(moment: int) -> date:
    return localdate(datetime.fromtimestamp(moment, UTC))
