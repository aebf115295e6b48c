"""The best match first: the rankings as one, then the boosts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.base import EngineRequest
from search.engines.embedded.boosting import Boosting
from search.engines.embedded.meaning import Nearness
from search.engines.embedded.reader import Reader
from search.engines.embedded.scored import Scored
from search.engines.embedded.words_found import NothingFound, WordsFound
from search.explanation import Explanation
from search.ranking import FUSED, Fused, weights_for

Place = tuple[int, float, Explanation | None]  # an ordinal, its score, and what that follows from
Numbers = NDArray[Any]


def unexplained(ordinals: Iterable[int]) -> list[Place]:
    """Where something else than words decides the order."""
    return [(ordinal, 0.0, None) for ordinal in ordinals]


@dataclass(frozen=True, slots=True)
class Best:
    """The best of the rankings, in the order of their ordinals, and the share of each ranking in each."""

    ordinals: Numbers
    words: Numbers
    meaning: Numbers
    grams: Numbers

    @property
    def scores(self) -> Numbers:
        return self.words + self.meaning + self.grams

    def fused(self, positions: Numbers) -> Iterator[Fused]:
        return map(Fused, *(shares[positions].tolist() for shares in (self.words, self.meaning, self.grams)))


class Match:
    """What was found, best first. Places count within what the filters leave, as in a portal of that town."""

    def __init__(
        self, reader: Reader, request: EngineRequest, words: WordsFound | NothingFound, meaning: Nearness
    ) -> None:
        self._table: Final = reader.table
        self._plan: Final = request.plan
        self._boosting: Final = Boosting(reader.table, request)
        self._explains: Final = request.explains
        self._weights: Final = weights_for(request.plan)
        self._words: Final = words
        self._meaning: Final = meaning

    def page(self, found: BitMap, offset: int, size: int) -> list[Place]:
        scored, near = self._words.scored(found), self._meaning.among(found)
        best = self._fuse(scored.best(FUSED), near.first(FUSED))
        scores = best.scores * self._boosting.factors(best.ordinals)
        order = np.argsort(-scores, kind="stable")[offset : offset + size]  # of equal ones the older ordinals
        ordinals = best.ordinals[order]
        boosts = self._boosting.boosts(ordinals) if self._explains else repeat(())
        explained = map(Explanation, best.fused(order), boosts)
        places: list[Place] = list(zip(ordinals.tolist(), scores[order].tolist(), explained, strict=True))
        if len(places) < size and len(best.ordinals) < len(found):
            start = max(0, offset - len(best.ordinals))
            rest = islice(_rest(best, scored, near), start, start + size - len(places))
            places += [(ordinal, 0.0, Explanation(Fused())) for ordinal in rest]
        return places

    def _fuse(self, by_words: Scored, by_meaning: Scored) -> Best:
        """The same as `ranking.fuse`, of many offers at once."""
        ordinals = by_words.ordinals  # sorted
        if len(by_meaning.ordinals):
            ordinals = np.union1d(ordinals, by_meaning.ordinals)
        grams = self._plan.grams if self._weights.grams else ()
        by_grams = self._table.grams.compare(grams, ordinals) if grams else Scored.of(())
        return Best(
            ordinals,
            by_words.shares(ordinals, self._weights.words),
            by_meaning.shares(ordinals, self._weights.meaning),
            by_grams.shares(ordinals, self._weights.grams),
        )


def _rest(best: Best, scored: Scored, near: Scored) -> Iterator[int]:
    """What comes after the best keeps the order of its words, then that of its meaning."""
    seen = set(best.ordinals.tolist())
    by_words = scored.in_order().ordinals.tolist()
    for ordinal in chain(by_words, near.ordinals.tolist()):
        if ordinal not in seen:
            seen.add(ordinal)
            yield ordinal
