"""What has the words of a search, and what it scores by them.

What a word or phrase scores in each offer is taken out of tantivy once and kept; of a common word only what
was written since is asked for after a change (`words_index.py`). A search adds up the scores of its words,
for what the filters leave: that costs a part of what scoring all offers by each search anew does.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import tantivy
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.embedded.scored import Scored, bitmap_of, numbers_of
from search.text.plan import TextPlan

Numbers = NDArray[Any]


NOTHING_SCORED: Final = Scored.of(())


class ClauseFound:
    """The offers below the ordinal `end` that match a clause, and what each scores by it, by ordinals.

    `is_known`: they have its words, and not others like them.
    """

    def __init__(self, scored: Scored, end: int, is_known: bool, matching: BitMap | None = None) -> None:
        self._scored: Final = scored
        self.matching: Final = bitmap_of(scored.ordinals) if matching is None else matching
        self.end: Final = end
        self.is_known: Final = is_known

    def __len__(self) -> int:
        return len(self._scored.ordinals)

    def joined_by(self, later: Scored, end: int) -> "ClauseFound":
        """With those that were written since; what is gone stays, for no search finds it."""
        later = later.by_ordinals()  # all of them come after those from before
        ordinals = np.concatenate([self._scored.ordinals, later.ordinals])
        scores = np.concatenate([self._scored.scores, later.scores])
        matching = self.matching | bitmap_of(later.ordinals)
        return ClauseFound(Scored(ordinals, scores), end, self.is_known, matching)

    def scores(self, ordinals: Numbers) -> Numbers:
        """What these offers score; 0 where they do not match."""
        return self._scored.at(ordinals)


class WordsFound:
    """The answer to one plan, as the index was when it was asked."""

    def __init__(self, plan: TextPlan, clauses: Sequence[ClauseFound]) -> None:
        self._clauses: Final = clauses
        sets = [clause.matching for clause in clauses]
        self.matching: Final = _at_least(plan.required, sets)
        # Of several words, an offer that is found by its meaning may have some: those count for it.
        self._scored: Final = self.matching if plan.required == len(clauses) else BitMap.union(*sets)

    def scored(self, among: BitMap) -> Scored:
        """Those of these ordinals that have some of the words, in the order of their ordinals."""
        ordinals = numbers_of(among & self._scored)
        scores = np.zeros(len(ordinals), dtype=np.float32)
        for clause in self._clauses:
            scores += clause.scores(ordinals)
        return Scored(ordinals, scores)


class NothingFound:
    """No words were looked for."""

    matching: Final = BitMap()

    def scored(self, among: BitMap) -> Scored:
        return NOTHING_SCORED


def hits(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> Scored:
    """The best that match, best first."""
    found = searcher.search(query, limit=max(limit, 1), count=False).hits
    ordinals: Any = searcher.fast_field_values("ordinal", [address for _score, address in found])
    scores = np.fromiter((score for score, _address in found), dtype=np.float32, count=len(found))
    return Scored(np.array(ordinals, dtype=np.uint32), scores)


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
