"""Ordinals with their scores, as columns."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

Numbers = NDArray[Any]


def numbers_of(ordinals: BitMap) -> Numbers:
    return np.frombuffer(ordinals.to_array(), dtype=np.uint32)


def bitmap_of(ordinals: Numbers) -> BitMap:
    return BitMap(array("I", ordinals.astype(np.uint32, copy=False).tobytes()))


@dataclass(frozen=True, slots=True)
class Scored:
    """Ordinals, and the score of each."""

    ordinals: Numbers
    scores: Numbers

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, float]]) -> Self:
        ordinals, scores = zip(*pairs, strict=True) if (pairs := list(pairs)) else ((), ())
        return cls(np.array(ordinals, dtype=np.uint32), np.array(scores, dtype=np.float64))

    def first(self, number: int) -> Self:
        """The first so many, where they are in order already."""
        return type(self)(self.ordinals[:number], self.scores[:number])

    def best(self, number: int) -> Self:
        """The best so many of them, in the order they are in; of equal ones the first."""
        scores = self.scores
        if len(scores) <= number:
            return self
        least = -np.partition(-scores, number - 1)[number - 1]
        better, equal = np.flatnonzero(scores > least), np.flatnonzero(scores == least)
        chosen = np.sort(np.concatenate([better, equal[: number - len(better)]]))
        return type(self)(self.ordinals[chosen], scores[chosen])

    def at(self, ordinals: Numbers) -> Numbers:
        """What these ordinals score, where it is sorted by ordinals; 0 of those that it does not have."""
        if not len(self.ordinals):
            return np.zeros(len(ordinals), dtype=self.scores.dtype)
        position = np.searchsorted(self.ordinals, ordinals)
        position[position == len(self.ordinals)] = 0
        return np.where(self.ordinals[position] == ordinals, self.scores[position], self.scores.dtype.type(0))

    def by_ordinals(self) -> Self:
        order = np.argsort(self.ordinals)
        return type(self)(self.ordinals[order], self.scores[order])

    def in_order(self) -> Self:
        """Best first; of equal ones those with the older ordinals."""
        order = np.lexsort((self.ordinals, -self.scores))
        return type(self)(self.ordinals[order], self.scores[order])

    def shares(self, ordinals: Numbers, weight: float) -> Numbers:
        """What each of these sorted ordinals has of the best score, times a weight; 0 of one without any."""
        best = float(self.scores.max(initial=0.0))
        if best <= 0:
            return np.zeros(len(ordinals))
        shares = weight * self.scores.astype(float) / best
        if self.ordinals is ordinals:
            return shares
        found = np.zeros(len(ordinals))
        found[np.searchsorted(ordinals, self.ordinals)] = shares
        return found
