"""The meaning of a generation: one row for each vector of an offer, appended only.

All rows are compared by the signs of their numbers first, 48 bytes each, which stay in memory; only the
nearest of those are read from disk and compared exactly (Yamada et al. 2021, arXiv:2106.00882, section 3).
"""

import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.embeddings import DIMENSIONS, Vector
from search.engines.base import EngineUnavailable
from search.ranking import NEAR_ENOUGH, is_meant
from search.vectors import PACKED, PACKED_BYTES, unpack

COMPARED_EXACTLY: Final = 4_000  # rows
READ_AT_ONCE: Final = 50_000  # rows
REMEMBERED: Final = 64

_WORDS: Final = DIMENSIONS // 64
_ROW: Final = np.dtype([("ordinal", "<u4"), ("vector", PACKED)])


@dataclass(frozen=True, slots=True)
class Nearness:
    """The nearest ordinals, nearest first, each with its cosine."""

    ordinals: Sequence[int] = ()
    scores: Sequence[float] = ()

    def meant(self, among: BitMap, wanted: int) -> BitMap:
        """Those of `among` that are surely meant, and the nearest others up to `wanted` in all."""
        found = BitMap()
        for ordinal, score in zip(self.ordinals, self.scores, strict=True):
            if not is_meant(score, len(found), wanted):
                break
            if ordinal in among:
                found.add(ordinal)
        return found


NOTHING_NEAR: Final = Nearness()


class MeaningWriter:
    """Appends the vectors of documents, for whoever holds the lock."""

    def __init__(self, path: Path) -> None:
        self._file: Final = path.open("ab")
        # A row half written is what a killed writer leaves.
        self._file.truncate(self._file.tell() // _ROW.itemsize * _ROW.itemsize)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Everything appended is on disk afterwards."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def add(self, vectors: Iterable[bytes], ordinal: int) -> None:
        start = ordinal.to_bytes(4, "little")
        self._file.writelines(start + vector for vector in vectors if len(vector) == PACKED_BYTES)


class MeaningIndex:
    """Reads the vectors of a generation; follows what is appended."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._lock: Final = threading.Lock()
        self._remembered: Final[OrderedDict[bytes, Nearness]] = OrderedDict()
        self._ordinals: NDArray[np.uint32] = np.empty(0, dtype=np.uint32)
        self._signs: NDArray[np.uint64] = np.empty((0, _WORDS), dtype=np.uint64)
        self.follow()

    def follow(self) -> None:
        """Take in what was appended since."""
        with self._lock:
            known = len(self._ordinals)
            number = self._size() // _ROW.itemsize
            if number == known:
                return
            parts = [self._read(start, number) for start in range(known, number, READ_AT_ONCE)]
            self._ordinals = np.concatenate([self._ordinals, *(part["ordinal"] for part in parts)])
            self._signs = np.concatenate([self._signs, *(_signs_of(part) for part in parts)])
            self._remembered.clear()

    def search(self, vector: Vector) -> Nearness:
        """What is nearest to a vector. Dead ordinals are among it."""
        key = vector.tobytes()
        with self._lock:
            if found := self._remembered.get(key):
                self._remembered.move_to_end(key)
                return found
            ordinals, signs = self._ordinals, self._signs
        found = self._search(vector, ordinals, signs)
        with self._lock:
            if ordinals is self._ordinals:
                self._remembered[key] = found
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return found

    def _search(self, vector: Vector, ordinals: NDArray[np.uint32], signs: NDArray[np.uint64]) -> Nearness:
        rows = np.arange(len(ordinals))
        if len(rows) > COMPARED_EXACTLY:
            different = np.bitwise_count(signs ^ _pack_signs(vector[None, :])).sum(axis=1, dtype=np.uint16)
            rows = np.argpartition(different, COMPARED_EXACTLY)[:COMPARED_EXACTLY]
        rows = np.sort(rows)
        scores = self._exact(rows, len(ordinals)) @ vector
        best: dict[int, float] = {}
        for position in np.argsort(-scores, kind="stable"):
            ordinal, score = int(ordinals[rows[position]]), float(scores[position])
            if score < NEAR_ENOUGH:
                break
            best.setdefault(ordinal, score)
        return Nearness(list(best), list(best.values()))

    def _exact(self, rows: NDArray[np.intp], number: int) -> Any:
        if not len(rows):
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        mapped = np.memmap(self._path, dtype=_ROW, mode="r", shape=(number,))
        return unpack(mapped["vector"][rows].tobytes())

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError as error:
            raise EngineUnavailable("The search index is incomplete.") from error

    def _read(self, start: int, end: int) -> NDArray[Any]:
        count = min(READ_AT_ONCE, end - start)
        return np.fromfile(self._path, dtype=_ROW, count=count, offset=start * _ROW.itemsize)


def _signs_of(rows: NDArray[Any]) -> NDArray[np.uint64]:
    return _pack_signs(rows["vector"]["numbers"])


def _pack_signs(vectors: NDArray[Any]) -> NDArray[np.uint64]:
    return np.packbits(vectors > 0, axis=1).view(np.uint64)
