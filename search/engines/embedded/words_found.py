"""What has the words of a search: as a set at once, and in order only as far as somebody looks.

A common word stands in half of all offers. To take them all out of tantivy one by one costs more than all
else on a page, so what a clause matches is kept as a bitmap, and scores are asked for the best, or for the
few that filters leave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import tantivy
from pyroaring import BitMap

from search.engines.embedded.compiling import compile_among, compile_grams
from search.engines.embedded.damage import damage_makes_unavailable
from search.text.plan import TextPlan

BEST: Final = 500  # that are taken out at least
SURELY: Final = 1.5
FEW: Final = 1000  # so few are scored by themselves
MORE: Final = 4  # times as many, where that was too few

Scored = list[tuple[int, float]]  # ordinals and their scores, best first


@dataclass(frozen=True, slots=True)
class ClauseFound:
    """A clause as a query of tantivy, and the ordinals that match it."""

    query: tantivy.Query
    matching: BitMap


class WordsFound:
    """The answer to one plan, as the index was when it was asked."""

    def __init__(self, searcher: tantivy.Searcher, plan: TextPlan, clauses: Sequence[ClauseFound]) -> None:
        self._searcher: Final = searcher
        self._plan: Final = plan
        self.matching: Final = _at_least(plan.required, [clause.matching for clause in clauses])
        should = [(tantivy.Occur.Should, clause.query) for clause in clauses]
        # Of several words, an offer that is found by its meaning may have some: those count for it.
        needed = plan.required if plan.required == len(clauses) else 1
        self._query: Final = tantivy.Query.boolean_query(should, minimum_number_should_match=needed)
        self._best: Scored = []

    def best(self, among: BitMap, number: int) -> Scored:
        """The best of these ordinals that have some of the words, `number` at most."""
        with damage_makes_unavailable():
            if len(among) <= FEW:
                return hits(self._searcher, compile_among(self._query, among), number) if among else []
            return self._best_of_many(among, number)

    def compare_grams(self, ordinals: Sequence[int]) -> Scored:
        """What these ordinals score by the 4-grams of the plan, best first."""
        if not self._plan.grams or not ordinals:
            return []
        with damage_makes_unavailable():
            return hits(self._searcher, compile_grams(self._plan, ordinals), len(ordinals))

    def all(self) -> Iterator[int]:
        """Every ordinal that has some of the words, best first."""
        with damage_makes_unavailable():
            yield from (ordinal for ordinal, _score in self._taken(self._searcher.num_docs))

    def _best_of_many(self, among: BitMap, number: int) -> Scored:
        # As many as should have so many of these among them, and some more.
        share = self.matching.intersection_cardinality(among) / max(len(self.matching), 1)
        limit = max(BEST, int(SURELY * number / max(share, 0.001)))
        while True:
            taken = self._taken(limit)
            found = [pair for pair in taken if pair[0] in among]
            if len(found) >= number or len(taken) < limit:
                return found[:number]
            limit *= MORE

    def _taken(self, limit: int) -> Scored:
        """The best of all; kept, for filters and pages of one search come in a row."""
        if len(self._best) < limit:
            self._best = hits(self._searcher, self._query, max(limit, 1))
        return self._best


class NothingFound:
    """No words were looked for."""

    matching: Final = BitMap()

    def best(self, among: BitMap, number: int) -> Scored:
        return []

    def compare_grams(self, ordinals: Sequence[int]) -> Scored:
        return []

    def all(self) -> Iterator[int]:
        return iter(())


def hits(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> Scored:
    found = searcher.search(query, limit=limit, count=False).hits
    ordinals: Any = searcher.fast_field_values("ordinal", [address for _score, address in found])
    return [(ordinal, score) for ordinal, (score, _address) in zip(ordinals, found, strict=True)]


def _at_least(number: int, sets: Sequence[BitMap]) -> BitMap:
    """What is in so many of these sets, or in more."""
    if number >= len(sets):
        return BitMap.intersection(*sets) if sets else BitMap()
    levels = [BitMap() for _level in range(number)]  # in one of them, in two …
    for having in sets:
        for level in range(number - 1, 0, -1):
            levels[level] |= levels[level - 1] & having
        levels[0] |= having
    return levels[-1]
