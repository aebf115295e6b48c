"""The 4-grams of a generation: which offers have each, to compare those that other rankings have found.

For each field a file holds a bitmap of ordinals for every 4-gram, as the last rebuild left them; a search
reads those that it needs. What was written since stands in the log, and is in memory.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.base import EngineUnavailable
from search.engines.embedded.growing import Growing
from search.engines.embedded.opened import Opened
from search.engines.embedded.remembered import Remembered
from search.engines.embedded.scored import Scored, bitmap_of, numbers_of
from search.ranking import ALL_GRAMS_TITLE_BOOST

FIELDS: Final = {"all_grams": 1.0, "title_grams": ALL_GRAMS_TITLE_BOOST}
REMEMBERED: Final = 4_000_000  # offers in bitmaps of each field: two bytes each at most
GRAMS_REMEMBERED: Final = 40  # at least, though all offers have them
ADDED_UP: Final = 20_000  # offers with a 4-gram of a search: so many scores are added up in a millisecond
OFFERS_A_SCORE: Final = 6  # a score takes as much room as so many offers in a bitmap

_K1: Final = 1.2  # of BM25 (Robertson and Zaragoza 2009), as in tantivy and Lucene
_B: Final = 0.75
_EXACT: Final = 40  # lengths below are kept as they are
_OFFSET: Final = 24
_LONGEST: Final = 65_535

Numbers = NDArray[Any]
_Gram = tuple[float, list[BitMap]]  # how much a 4-gram counts, and who has it
_Found = Mapping[str, list[_Gram]] | Scored  # by field


class GramsWriter:
    """Collects the 4-grams of a new generation."""

    def __init__(self) -> None:
        self._having: Final = {field: defaultdict[str, BitMap](BitMap) for field in FIELDS}
        self._lengths: Final = {field: Growing(np.uint32) for field in FIELDS}

    def add(self, ordinal: int, fields: Mapping[str, str]) -> None:
        for field, having in self._having.items():
            found = fields[field].split()
            for gram in found:
                having[gram].add(ordinal)
            self._lengths[field].append(len(found))

    def write(self, folder: Path) -> None:
        for field, having in self._having.items():
            grams = sorted(having)
            packed = [having[gram].serialize() for gram in grams]
            ends = np.cumsum([0, *map(len, packed)])
            np.savez(
                _index(folder, field), grams=np.array(grams, "U"), ends=ends, lengths=self._lengths[field].all
            )
            _bitmaps(folder, field).write_bytes(b"".join(packed))


class Grams:
    """Reads the 4-grams of a generation; is told of every offer that is written to it later."""

    def __init__(self, folder: Path) -> None:
        self._fields: Final = {field: _Field(folder, field) for field in FIELDS}
        most = sum(field.most_remembered for field in self._fields.values())
        self._looked_up: Final = Remembered[tuple[str, ...], _Found](most, _room_of)

    def add(self, ordinal: int, fields: Mapping[str, str]) -> None:
        for name, field in self._fields.items():
            field.add(ordinal, fields.get(name, "").split())
        self._looked_up.forget()

    def compare(self, grams: tuple[str, ...], ordinals: Numbers) -> Scored:
        """What these sorted ordinals score by BM25, each 4-gram once an offer."""
        found = self._looked_up.get(grams, lambda: self._look_up(grams))
        scores = found.at(ordinals) if isinstance(found, Scored) else self._add_up(found, ordinals)
        return Scored(ordinals, scores)

    def _look_up(self, grams: tuple[str, ...]) -> _Found:
        """Who has these 4-grams; where that is soon done, what all of them score by it."""
        found = {name: list(field.having_any(grams)) for name, field in self._fields.items()}
        if _room_of(found) > ADDED_UP:
            return found
        ordinals = numbers_of(BitMap.union(BitMap(), *_sets_of(found)))
        return Scored(ordinals, self._add_up(found, ordinals))

    def _add_up(self, found: Mapping[str, list[_Gram]], ordinals: Numbers) -> Numbers:
        among, scores = bitmap_of(ordinals), np.zeros(len(ordinals))
        for name, field in self._fields.items():
            scores += FIELDS[name] * field.score(found[name], ordinals, among)
        return scores


class _Field:
    def __init__(self, folder: Path, name: str) -> None:
        try:
            with _index(folder, name).open("rb") as file, np.load(file) as index:
                self._places: Final = {gram: place for place, gram in enumerate(index["grams"].tolist())}
                self._ends: Final = index["ends"]
                lengths = index["lengths"]
            self._bitmaps: Final = Opened(_bitmaps(folder, name))
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise EngineUnavailable("The search index is incomplete.") from error
        if self._bitmaps.size != self._ends[-1]:
            raise EngineUnavailable("The search index is damaged.")
        self._lengths: Final = Growing(np.uint16, rounded(lengths))
        self._total = int(lengths.sum(dtype=np.int64))
        self._added: Final = defaultdict[str, BitMap](BitMap)
        self.most_remembered: Final = max(REMEMBERED, GRAMS_REMEMBERED * len(lengths))
        self._remembered: Final = Remembered[str, BitMap](self.most_remembered, len)

    def add(self, ordinal: int, grams: list[str]) -> None:
        for gram in grams:
            self._added[gram].add(ordinal)
        self._lengths.extend([0] * (ordinal - len(self._lengths)))
        self._lengths.extend(rounded(np.array([len(grams)])))
        self._total += len(grams)

    def score(self, grams: list[_Gram], ordinals: Numbers, among: BitMap) -> Numbers:
        """What these ordinals, which `among` holds as well, score by 4-grams that they have."""
        found, weights, counts = array("I"), [], []
        for weight, sets in grams:
            weights.append(weight)
            before = len(found)
            for having in sets:
                found.extend((having & among).to_array())
            counts.append(len(found) - before)
        positions = np.searchsorted(ordinals, np.frombuffer(found, dtype=np.uint32))
        sums = np.bincount(positions, np.repeat(weights, counts), len(ordinals))
        lengths = self._lengths.all
        share = lengths[ordinals] / max(self._total / max(len(lengths), 1), 1)
        return sums * (1 + _K1) / (1 + _K1 * (1 - _B + _B * share))

    def having_any(self, grams: tuple[str, ...]) -> Iterator[_Gram]:
        for gram in grams:
            if sets := [having for having in (self._having(gram), self._added.get(gram)) if having]:
                yield _rarity(sum(map(len, sets)), len(self._lengths)), sets

    def _having(self, gram: str) -> BitMap | None:
        """As the rebuild left it."""
        return self._remembered.get(gram, lambda: self._read(gram)) if gram in self._places else None

    def _read(self, gram: str) -> BitMap:
        start, end = self._ends[self._places[gram] : self._places[gram] + 2].tolist()
        try:
            return BitMap.deserialize(self._bitmaps.read(start, end - start))
        except (OSError, ValueError) as error:
            raise EngineUnavailable("The search index is damaged.") from error


def rounded(lengths: Numbers) -> Numbers:
    """Lengths as tantivy keeps them, to four binary digits, so that both rank alike."""
    beyond = np.maximum(lengths, _EXACT) - _OFFSET
    shift = np.maximum(np.frexp(beyond)[1] - 4, 0)
    return np.where(lengths < _EXACT, lengths, (beyond >> shift << shift) + _OFFSET).clip(max=_LONGEST)


def _sets_of(found: Mapping[str, list[_Gram]]) -> list[BitMap]:
    return [having for grams in found.values() for _weight, sets in grams for having in sets]


def _room_of(found: _Found) -> int:
    if isinstance(found, Scored):
        return OFFERS_A_SCORE * len(found.ordinals)
    return sum(map(len, _sets_of(found)))


def _rarity(having: int, of: int) -> float:
    return math.log(1 + (of - having + 0.5) / (having + 0.5))


def _index(folder: Path, field: str) -> Path:
    return folder / f"{field}.npz"


def _bitmaps(folder: Path, field: str) -> Path:
    return folder / f"{field}.bin"
