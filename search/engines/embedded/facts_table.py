"""The facts of a generation in memory: a bitmap of ordinals for every value that can be filtered by."""

import threading
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Final

from django.utils.timezone import localdate
from pyroaring import BitMap

from search.engines.embedded.facts_log import Facts, FactsLog, Row
from search.engines.embedded.places import Places
from search.ranking import Signals

NEVER: Final = 1 << 62


class FactsTable:
    """Follows a log. Reading needs no lock: an ordinal becomes `alive` when all about it is there."""

    def __init__(self, log: FactsLog) -> None:
        self.log: Final = log
        self.rows: Final[list[Row]] = []
        self.places: Final = Places()
        self.version = 0
        self._alive: Final = BitMap()
        self._values: Final[dict[str, dict[str, BitMap]]] = defaultdict(dict)
        self._ordinals: Final[dict[int, int]] = {}
        self._ending: Final[dict[date, BitMap]] = {}
        self._lock: Final = threading.Lock()
        self.follow()

    def follow(self) -> None:
        """Take in what was appended to the log."""
        if not self.log.has_grown:
            return
        with self._lock:
            for facts in self.log.read_new():
                self._take_in(facts)
                self.version += 1

    def findable(self, on: date) -> BitMap:
        """The ordinals of the offers that have not ended."""
        ended = [ordinals for last_day, ordinals in list(self._ending.items()) if last_day < on]
        return self._alive - BitMap.union(*ended) if ended else self._alive.copy()

    def having(self, facet: str, values: Iterable[str]) -> BitMap:
        """The ordinals with any of these values."""
        known = self._values[facet]
        found = [known[value] for value in values if value in known]
        return BitMap.union(*found) if found else BitMap()

    def counts(self, facet: str, among: BitMap) -> Mapping[str, int]:
        """How many of these ordinals have each value; values of none are left out."""
        known = list(self._values[facet].items())
        counted = ((value, among.intersection_cardinality(having)) for value, having in known)
        return {value: number for value, number in counted if number}

    def entries(self, with_words: BitMap) -> Iterator[tuple[int, str]]:
        """The offers and their digests; "" for one whose ordinal is not among those with words."""
        for pk, ordinal in list(self._ordinals.items()):
            yield pk, self.rows[ordinal].digest if ordinal in with_words else ""

    def known(self, pks: Iterable[int]) -> list[int]:
        """Those of these offers that are in the index."""
        return sorted(pk for pk in pks if pk in self._ordinals)

    def next_moment(self, ordinal: int, now: int) -> int:
        """When the offer takes place next (or since when it does now), in seconds since 1970."""
        moments = self.rows[ordinal].moments
        position = bisect_right(moments, now, key=lambda moment: moment[1])
        return moments[position][0] if position < len(moments) else NEVER

    def signals(self, ordinal: int, towns: Container[str], now: int) -> Signals:
        """What the boosts of an offer follow from, for somebody who asked for these towns."""
        row = self.rows[ordinal]
        moment = self.next_moment(ordinal, now)
        return Signals(
            verified_on=row.verified_on,
            places=row.places,
            starts_on=None if moment == NEVER else localdate(datetime.fromtimestamp(moment, UTC)),
            is_in_town=any(town in towns for town in row.towns),
        )

    def _take_in(self, facts: Facts) -> None:
        older = self._ordinals.pop(facts.pk, None)
        if facts.row is not None:
            self._add(facts, facts.row)
        if older is not None:
            self._alive.discard(older)

    def _add(self, facts: Facts, row: Row) -> None:
        ordinal = len(self.rows)
        self.places.add(ordinal, row.pk, facts.points)
        self.rows.append(row)
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
