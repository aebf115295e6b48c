"""What common words score in each offer, as the last rebuild left it.

tantivy says what a word scores offer by offer: of half a million that takes a process a quarter of a second,
before anybody is answered. A rebuild asks it for every word that very many offers have, and keeps a bitmap of
ordinals and a column of scores; a search reads those of its words.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
import tantivy
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.base import EngineUnavailable
from search.engines.embedded.compiling import compile_node
from search.engines.embedded.damage import damage_makes_unavailable
from search.engines.embedded.opened import Opened
from search.engines.embedded.saved import as_json
from search.engines.embedded.scored import Scored, bitmap_of, numbers_of
from search.engines.embedded.words_found import hits
from search.ranking import RELATED_BOOST, TIE_BREAKER
from search.text.plan import AllOf, AnyOf, Code, Node, Related, Word

VERY_MANY: Final = 20_000  # offers: what fewer score tantivy says in some milliseconds

Numbers = NDArray[Any]  # a score for each ordinal, 0 where an offer does not match

_NUMBER: Final = np.dtype(np.float32)
_COUNTED: Final = ("words", "title_words", "codes")


class CommonWordsWriter:
    """Counts the words of a new generation."""

    def __init__(self) -> None:
        self._having: Final[Counter[str]] = Counter()
        self._number = 0

    def add(self, fields: Mapping[str, str]) -> None:
        self._having.update({name for field in _COUNTED for name in fields[field].split()})
        self._number += 1

    def write(self, folder: Path) -> None:
        """After the words were written."""
        with damage_makes_unavailable():
            searcher = tantivy.Index.open(str(folder / "words")).searcher()
        places: dict[str, tuple[int, int]] = {}
        with _scores(folder).open("wb") as file:
            for name in (name for name, number in self._having.items() if number >= VERY_MANY):
                found = hits(searcher, compile_node(_leaf(name)), self._number).by_ordinals()
                having = bitmap_of(found.ordinals).serialize()
                places[name] = (file.tell(), len(having))
                file.write(having)
                file.write(found.scores.astype(_NUMBER).tobytes())
            size = file.tell()
        _index(folder).write_bytes(as_json({"number": self._number, "size": size, "places": places}))


class CommonWords:
    """Reads what common words score; `number` is how many offers there were."""

    def __init__(self, folder: Path) -> None:
        try:
            index = json.loads(_index(folder).read_bytes())
            self.number: Final = int(index["number"])
            self._places: Final[dict[str, list[int]]] = index["places"]
            self._scores: Final = Opened(_scores(folder))
            is_whole = self._scores.size == index["size"]
        except (KeyError, OSError, TypeError, ValueError) as error:
            raise EngineUnavailable("The search index is incomplete.") from error
        if not is_whole:
            raise EngineUnavailable("The search index is damaged.")

    def has_any(self, node: Node) -> bool:
        """Whether one of the words of a node is common, so that it is soon scored by `score`."""
        return any(name in self._places for name in _names(node))

    def score(self, node: Node, ask: Callable[[Node], Scored]) -> Scored:
        """What the offers of then score, as tantivy adds it up; `ask` says it of what has no common word."""
        scores = self._score(node, ask)
        ordinals = np.flatnonzero(scores).astype(np.uint32)
        return Scored(ordinals, scores[ordinals])

    def _score(self, node: Node, ask: Callable[[Node], Scored]) -> Numbers:
        if not self.has_any(node):
            return self._spread(ask(node))
        match node:
            case Word((name,)) | Code(name):
                return self._read(name)
            case Word():
                return _any_of([self._score(Word((stem,)), ask) for stem in node.stems])
            case AllOf():
                return _all_of([self._score(part, ask) for part in node.parts])
            case Related():
                return self._score(node.node, ask) * _NUMBER.type(RELATED_BOOST)
            case AnyOf():
                return _any_of([self._score(choice, ask) for choice in node.choices])

    def _spread(self, found: Scored) -> Numbers:
        """What was written later comes later."""
        scores = np.zeros(self.number, dtype=_NUMBER)
        is_from_then = found.ordinals < self.number
        scores[found.ordinals[is_from_then]] = found.scores[is_from_then]
        return scores

    def _read(self, name: str) -> Numbers:
        start, length = self._places[name]
        try:
            ordinals = numbers_of(BitMap.deserialize(self._scores.read(start, length)))
            size = len(ordinals) * _NUMBER.itemsize
            scores = np.frombuffer(self._scores.read(start + length, size), dtype=_NUMBER)
            return self._spread(Scored(ordinals, scores))
        except (IndexError, OSError, ValueError) as error:
            raise EngineUnavailable("The search index is damaged.") from error


def _any_of(choices: list[Numbers]) -> Numbers:
    if len(choices) == 1:
        return choices[0]
    best: Numbers = np.maximum.reduce(choices)
    rest: Numbers = np.add.reduce(choices) - best
    return best + rest * _NUMBER.type(TIE_BREAKER)


def _all_of(parts: list[Numbers]) -> Numbers:
    total: Numbers = np.add.reduce(parts)
    total[np.minimum.reduce(parts) == 0] = 0
    return total


def _names(node: Node) -> Iterator[str]:
    """The stems and codes in it."""
    match node:
        case Word():
            yield from node.stems
        case Code():
            yield node.code
        case AllOf():
            yield from chain.from_iterable(map(_names, node.parts))
        case Related():
            yield from _names(node.node)
        case AnyOf():
            yield from chain.from_iterable(map(_names, node.choices))


def _leaf(name: str) -> Node:
    """Codes have a colon, which no stem has."""
    return Code(name) if ":" in name else Word((name,))


def _index(folder: Path) -> Path:
    return folder / "common.json"


def _scores(folder: Path) -> Path:
    return folder / "common.bin"
