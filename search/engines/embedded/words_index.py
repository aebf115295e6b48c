"""The words of a generation as they are read."""

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tantivy
from pyroaring import BitMap

from search.engines.embedded.compiling import compile_grams, compile_plan
from search.engines.embedded.completing import compile_beginning, compile_mistyped
from search.engines.embedded.damage import damage_makes_unavailable
from search.engines.embedded.remembered import Remembered
from search.text.plan import TextPlan
from search.text.title_beginning import TitleBeginning

SCORED: Final = 1000  # of the offers that have some of the words
COMPLETED: Final = 500  # of the offers with a title that begins as typed, from which filters choose
REMEMBERED: Final = 64  # rankings, each of twelve bytes for a match


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ordinals that match, as a set; and in order, best first, also some that have fewer of the words."""

    matching: BitMap
    ordinals: "array[int]"
    scores: "array[float]"


Hits = tuple[list[int], list[float]]  # ordinals and their scores, best first

NO_WORDS: Final = Ranking(BitMap(), array("I"), array("f"))


class WordsIndex:
    """Reads the words of a generation."""

    def __init__(self, folder: Path) -> None:
        self._remembered: Final = Remembered[TextPlan, Ranking](REMEMBERED)
        self._meta: Final = folder / "meta.json"
        with damage_makes_unavailable():
            self._state = self._look()
            self._index: Final = tantivy.Index.open(str(folder))
            self._index.config_reader("manual")
            self._index.reload()

    def follow(self) -> None:
        """Take in what was committed since."""
        with damage_makes_unavailable():
            state = self._look()
            if state != self._state:
                self._index.reload()
                self._state = state
                self._remembered.forget()

    def ordinals(self) -> BitMap:
        """Of all documents whose words are there."""
        with damage_makes_unavailable():
            searcher = self._index.searcher()
            found, _scores = _hits(searcher, tantivy.Query.all_query(), max(searcher.num_docs, 1))
            return BitMap(found)

    def search(self, plan: TextPlan) -> Ranking:
        """All documents that match."""
        return self._remembered.get(plan, lambda: self._search(plan))

    def compare_grams(self, plan: TextPlan, ordinals: Collection[int]) -> list[tuple[int, float]]:
        """What these ordinals score by the 4-grams of the plan, best first."""
        if not plan.grams or not ordinals:
            return []
        with damage_makes_unavailable():
            hits = _hits(self._index.searcher(), compile_grams(plan, ordinals), len(ordinals))
            return list(zip(*hits, strict=True))

    def _search(self, plan: TextPlan) -> Ranking:
        with damage_makes_unavailable():
            searcher = self._index.searcher()
            required, scored = compile_plan(plan, searcher)
            ordinals, scores = _hits(searcher, required, max(searcher.num_docs, 1))
            matching = BitMap(ordinals)
            if plan.required < len(plan.clauses):
                ordinals, scores = _with_others(ordinals, scores, _hits(searcher, scored, SCORED))
            return Ranking(matching, array("I", ordinals), array("f", scores))

    def complete(self, beginning: TitleBeginning) -> Sequence[int]:
        """Ordinals of offers with such a title, or else with one that may have been meant."""
        with damage_makes_unavailable():
            searcher = self._index.searcher()
            found, _scores = _hits(searcher, compile_beginning(beginning), COMPLETED)
            return found or _hits(searcher, compile_mistyped(beginning), COMPLETED)[0]

    def _look(self) -> tuple[int, int]:
        status = self._meta.stat()
        return status.st_mtime_ns, status.st_ino


def _hits(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> Hits:
    hits = searcher.search(query, limit=limit, count=False).hits
    ordinals: Any = searcher.fast_field_values("ordinal", [address for _score, address in hits])
    return list(ordinals), [score for score, _address in hits]


def _with_others(ordinals: list[int], scores: list[float], others: Hits) -> Hits:
    """Both in one order; an offer that is in both has the same score in both."""
    score_of = dict(zip(*others, strict=True)) | dict(zip(ordinals, scores, strict=True))
    ordered = sorted(score_of, key=lambda ordinal: -score_of[ordinal])
    return ordered, [score_of[ordinal] for ordinal in ordered]
