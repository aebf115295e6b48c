"""The meaning of a generation: one row for each vector of an offer, appended only.

All rows are compared by the signs of their numbers first, 80 bytes each, which stay in memory; only those of
the nearest offers are read from disk and compared exactly (Yamada et al. 2021, arXiv:2106.00882, section 3).
"""

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.embeddings import DIMENSIONS, Vector
from search.engines.base import EngineUnavailable
from search.engines.embedded.appending import Appending
from search.engines.embedded.growing import Growing
from search.engines.embedded.remembered import Remembered
from search.engines.embedded.scored import Scored, bitmap_of, numbers_of
from search.ranking import NEAR_ENOUGH, how_near, number_meant
from search.vectors import PACKED, PACKED_BYTES, products

COMPARED_EXACTLY: Final = 2_000  # offers
READ_AT_ONCE: Final = 4_000  # rows
READ_ANYWAY: Final = 4  # rows between two that are wanted: as long as it takes to ask once more
REMEMBERED: Final = 64

_WORDS: Final = DIMENSIONS // 64
_ROW: Final = np.dtype([("ordinal", "<u4"), ("vector", PACKED)])


@dataclass(frozen=True, slots=True)
class Nearness:
    """The nearest ordinals, nearest first, and how near each is."""

    scored: Scored
    all: BitMap

    @classmethod
    def of(cls, scored: Scored) -> Self:
        return cls(scored, bitmap_of(scored.ordinals))

    def best(self, among: BitMap) -> float:
        """How near the nearest of these is."""
        return float(self.among(among).scores.max(initial=0.0))

    def meant(self, among: BitMap, wanted: int, least: float) -> BitMap:
        """Those of `among` that are surely meant, and the nearest others up to `wanted` in all."""
        found = self.among(among)
        return bitmap_of(found.ordinals[: number_meant(found.scores, wanted, least)])

    def among(self, found: BitMap) -> Scored:
        """Those of `found` and how near they are, nearest first."""
        if self.all.issubset(found):
            return self.scored
        is_found = np.isin(self.scored.ordinals, numbers_of(self.all & found), assume_unique=True)
        return Scored(self.scored.ordinals[is_found], self.scored.scores[is_found])


NOTHING_NEAR: Final = Nearness.of(Scored.of(()))


class MeaningWriter(Appending):
    """Appends the vectors of documents, for whoever holds the lock."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        # A row half written is what a killed writer leaves.
        self._file.truncate(self._file.tell() // _ROW.itemsize * _ROW.itemsize)

    def add(self, vectors: Iterable[bytes], ordinal: int) -> None:
        start = ordinal.to_bytes(4, "little")
        self._file.writelines(start + vector for vector in vectors if len(vector) == PACKED_BYTES)


@dataclass(frozen=True, slots=True)
class Rows:
    """What is kept in memory of all rows; the rows of an offer follow each other, its title's first."""

    ordinals: NDArray[np.uint32]
    signs: tuple[NDArray[np.uint64], ...]  # the first 64 of all rows, the next …
    starts: NDArray[np.intp]  # where an offer begins and, at last, where the rows end

    def nearest(self, vector: Vector) -> NDArray[np.intp]:
        """The positions in `starts` of the offers to compare exactly."""
        offers = np.arange(len(self.starts) - 1)
        if len(offers) <= COMPARED_EXACTLY:
            return offers
        different = np.zeros(len(self.ordinals), dtype=np.uint16)
        for signs, own, weight in zip(
            self.signs, _pack_signs(vector[None, :]), _weights(vector), strict=True
        ):
            if weight:
                different += np.bitwise_count(signs ^ own) * weight
        least = np.minimum.reduceat(different, self.starts[:-1])
        return np.sort(np.argpartition(least, COMPARED_EXACTLY)[:COMPARED_EXACTLY])


class MeaningIndex:
    """Reads the vectors of a generation; follows what is appended."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._following: Final = threading.Lock()
        self._remembered: Final = Remembered[bytes, Nearness](REMEMBERED)
        self._ordinals: Final = Growing(np.uint32)
        self._signs: Final = [Growing(np.uint64) for _word in range(_WORDS)]
        self._starts: Final = Growing(np.intp)
        self._rows = self._all_rows()
        self.follow()

    def follow(self) -> None:
        """Take in what was appended since."""
        with self._following:
            known = len(self._ordinals)
            number = self._size() // _ROW.itemsize
            if number == known:
                return
            for start in range(known, number, READ_AT_ONCE):
                self._take_in(self._read(start, number))
            self._rows = self._all_rows()
            self._remembered.forget()

    def _take_in(self, rows: NDArray[Any]) -> None:
        known, before = len(self._ordinals), self._ordinals.all[-1:]
        is_first = np.ones(len(rows), dtype=bool)  # of an offer
        ordinals = np.concatenate([before, rows["ordinal"]])
        is_first[1 - len(before) :] = ordinals[1:] != ordinals[:-1]
        self._starts.extend(known + np.flatnonzero(is_first))
        for column, signs in zip(self._signs, _signs_of(rows), strict=True):
            column.extend(signs)
        self._ordinals.extend(rows["ordinal"])

    def _all_rows(self) -> Rows:
        starts = np.append(self._starts.all, len(self._ordinals))
        return Rows(self._ordinals.all, tuple(column.all for column in self._signs), starts)

    def search(self, vector: Vector) -> Nearness:
        """What is nearest to a vector. Dead ordinals are among it."""
        return self._remembered.get(vector.tobytes(), lambda: self._search(vector, self._rows))

    def _search(self, vector: Vector, rows: Rows) -> Nearness:
        offers = rows.nearest(vector)
        if not len(offers):
            return NOTHING_NEAR
        nearness = self._compare(vector, rows, offers)
        order = np.argsort(-nearness, kind="stable")
        order = order[: np.count_nonzero(nearness >= NEAR_ENOUGH)]
        return Nearness.of(Scored(rows.ordinals[rows.starts[offers[order]]], nearness[order]))

    def _compare(self, vector: Vector, rows: Rows, offers: NDArray[np.intp]) -> NDArray[np.float32]:
        """How near each of some offers is, by all of its rows."""
        first, numbers = rows.starts[offers], rows.starts[offers + 1] - rows.starts[offers]
        begins = np.cumsum(numbers) - numbers
        cosines = products(self._vectors(first, numbers), vector)
        titles = cosines[begins]
        cosines[begins[numbers > 1]] = -1.0  # of the pieces alone, where there are any
        return how_near(titles, np.maximum.reduceat(cosines, begins))

    def _vectors(self, first: NDArray[np.intp], numbers: NDArray[np.intp]) -> NDArray[Any]:
        """The packed vectors of some rows, read apart: to map the file takes thrice as long, page by page.

        What is nearly side by side is read in one go.
        """
        ends = first + numbers
        is_far = first[1:] - ends[:-1] > READ_ANYWAY
        begins, stops = first[np.append(True, is_far)], ends[np.append(is_far, True)]
        with self._path.open("rb", buffering=0) as file:
            read = [
                os.pread(file.fileno(), (stop - begin) * _ROW.itemsize, begin * _ROW.itemsize)
                for begin, stop in zip(begins.tolist(), stops.tolist(), strict=True)
            ]
        rows = np.frombuffer(b"".join(read), dtype=_ROW)
        if len(rows) > numbers.sum():
            rows = rows[np.isin(_numbers_between(begins, stops), _numbers_between(first, ends))]
        return rows["vector"]

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError as error:
            raise EngineUnavailable("The search index is incomplete.") from error

    def _read(self, start: int, end: int) -> NDArray[Any]:
        count = min(READ_AT_ONCE, end - start)
        return np.fromfile(self._path, dtype=_ROW, count=count, offset=start * _ROW.itemsize)


def _numbers_between(begins: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.intp]:
    """All numbers from each beginning up to its end, in a row."""
    lengths = ends - begins
    return np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())


def _signs_of(rows: NDArray[Any]) -> NDArray[np.uint64]:
    return _pack_signs(rows["vector"]["numbers"])


def _pack_signs(vectors: NDArray[Any]) -> NDArray[np.uint64]:
    return np.ascontiguousarray(np.packbits(vectors > 0, axis=1).view(np.uint64).T)


def _weights(vector: Vector) -> NDArray[np.uint16]:
    """What each 64 signs count for: the numbers of a search are larger where it is surer, in sixteenths."""
    sizes = np.abs(vector).reshape(_WORDS, 64).mean(axis=1)
    return np.rint(16 * sizes / max(sizes.max(), 1e-9)).astype(np.uint16)
