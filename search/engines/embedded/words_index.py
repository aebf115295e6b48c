"""The words of a generation as they are read."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import tantivy
from pyroaring import BitMap

from search.engines.embedded.compiling import compile_clause
from search.engines.embedded.completing import compile_beginning, compile_mistyped
from search.engines.embedded.damage import damage_makes_unavailable
from search.engines.embedded.remembered import Remembered
from search.engines.embedded.words_found import ClauseFound, WordsFound, hits
from search.text.plan import Clause, TextPlan
from search.text.title_beginning import TitleBeginning

COMPLETED: Final = 500  # of the offers with a title that begins as typed, from which filters choose
# Offers of clauses, each with its score: eight bytes and a bit. Of very many offers at least so many common
# words find room, for each that does not costs a search a quarter of a second.
REMEMBERED: Final = 2_000_000
WORDS_REMEMBERED: Final = 20


class WordsIndex:
    """Reads the words of a generation."""

    def __init__(self, folder: Path) -> None:
        self._meta: Final = folder / "meta.json"
        with damage_makes_unavailable():
            self._state = self._look()
            self._index: Final = tantivy.Index.open(str(folder))
            self._index.config_reader("manual")
            self._index.reload()
            most = max(REMEMBERED, WORDS_REMEMBERED * self._index.searcher().num_docs)
        self._remembered: Final = Remembered[Clause, ClauseFound](most, len)

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
            return ClauseFound(hits(searcher, tantivy.Query.all_query(), searcher.num_docs)).matching

    def search(self, plan: TextPlan) -> WordsFound:
        """What has the words of the plan."""
        with damage_makes_unavailable():
            searcher = self._index.searcher()
            found = [
                self._remembered.get(clause, partial(_find, searcher, clause)) for clause in plan.clauses
            ]
            return WordsFound(plan, found)

    def complete(self, beginning: TitleBeginning) -> Sequence[int]:
        """Ordinals of offers with such a title, or else with one that may have been meant."""
        with damage_makes_unavailable():
            searcher = self._index.searcher()
            found = hits(searcher, compile_beginning(beginning), COMPLETED)
            if not len(found.ordinals):
                found = hits(searcher, compile_mistyped(beginning), COMPLETED)
            return found.ordinals.tolist()

    def _look(self) -> tuple[int, int]:
        status = self._meta.stat()
        return status.st_mtime_ns, status.st_ino


def _find(searcher: tantivy.Searcher, clause: Clause) -> ClauseFound:
    return ClauseFound(hits(searcher, compile_clause(clause, searcher), searcher.num_docs))
