"""Ordinals with their scores, as columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Scored:
    """Ordinals, and the score of each."""

    ordinals: Numbers
    scores: Numbers

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, float]]) -> Self:
        ordinals, scores = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((), ())
        return cls(np.array(ordinals, dtype=np.uint32), np.array(scores, dtype=np.float64))

    def best(self, number: int) -> Self:
        """So many of them, best first; of equal ones the older ordinals."""
        ordinals, scores = self.ordinals, self.scores
        if len(scores) > number:
            least = -np.partition(-scores, number - 1)[number - 1]
            better, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
            chosen = np.concatenate([better, equal[: number - len(better)]])
            ordinals, scores = ordinals[chosen], scores[chosen]
        order = np.lexsort((ordinals, -scores))
        return type(self)(ordinals[order], scores[order])

    def shares(self, ordinals: Numbers, weight: float) -> Numbers:
        """What each of these sorted ordinals has of the best score, times a weight; 0 of one without any."""
        found = np.zeros(len(ordinals))
        best = self.scores.max(initial=0.0)
        if best > 0:
            found[np.searchsorted(ordinals, self.ordinals)] = weight * self.scores.astype(float) / float(best)
        return found
