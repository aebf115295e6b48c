"""The words of a generation as they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import tantivy
from pyroaring import BitMap

from search.engines.embedded.common_words import CommonWords
from search.engines.embedded.compiling import compile_clause, compile_later, compile_node, knows
from search.engines.embedded.completing import compile_beginning, compile_mistyped
from search.engines.embedded.damage import damage_makes_unavailable
from search.engines.embedded.remembered import Remembered
from search.engines.embedded.scored import Scored, bitmap_of
from search.engines.embedded.words_found import ClauseFound, WordsFound, hits
from search.text.plan import Clause, Node, TextPlan
from search.text.title_beginning import TitleBeginning

COMPLETED: Final = 500  # of the offers with a title that begins as typed, from which filters choose
# Offers of clauses, each with its score: eight bytes and a bit. Of very many offers at least so many common
# words find room, for each that does not costs a search a quarter of a second.
REMEMBERED: Final = 2_000_000
WORDS_REMEMBERED: Final = 20
# Of a word that so many offers have, only what is new is asked for after a change, as long as that is a small
# share of all: what a word scores follows from how many offers have it, and how long they are.
COMMON: Final = 5_000
SMALL_SHARE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Seen:
    """The index at one moment; the next offer that is written gets the ordinal `end`, or a later one."""

    searcher: tantivy.Searcher
    end: int
    common: CommonWords

    @classmethod
    def now(cls, index: tantivy.Index, common: CommonWords, end: int = 0) -> "Seen":
        """The index as it is; `end` as it was before."""
        searcher = index.searcher()
        later, order = compile_later(tantivy.Query.all_query(), end), tantivy.Order.Desc
        found = searcher.search(later, limit=1, count=False, order_by_field="ordinal", order=order)
        ordinals = searcher.fast_field_values("ordinal", [address for _ordinal, address in found.hits])
        return cls(searcher, int(ordinals[0] or 0) + 1 if ordinals else end, common)

    def has_changed_much_since(self, end: int) -> bool:
        """So much that scores from then are no longer right."""
        return self.end - end > self.searcher.num_docs * SMALL_SHARE

    def find(self, clause: Clause) -> ClauseFound:
        is_known = knows(self.searcher, clause)
        if is_known and self._finds_at_once(clause.exact):
            scored = self.common.score(clause.exact, lambda node: self._ask(compile_node(node)))
            return self._joined(clause, ClauseFound(scored, self.common.number, is_known))
        return ClauseFound(self._ask(compile_clause(clause, is_known)), self.end, is_known)

    def _finds_at_once(self, node: Node) -> bool:
        return self.common.has_any(node) and not self.has_changed_much_since(self.common.number)

    def _ask(self, query: tantivy.Query) -> Scored:
        return hits(self.searcher, query, self.searcher.num_docs).by_ordinals()

    def renew(self, clause: Clause, found: ClauseFound) -> ClauseFound:
        """What was found before, and what has been written since."""
        if found.end >= self.end:
            return found
        # What is new may have the very word in place of others like it; what is gone may have been the last.
        if len(found) < COMMON or not found.is_known:
            return self.find(clause)
        return self._joined(clause, found)

    def _joined(self, clause: Clause, found: ClauseFound) -> ClauseFound:
        """With what has been written since."""
        if found.end >= self.end:
            return found
        query = compile_later(compile_clause(clause, is_known=True), found.end)
        return found.joined_by(hits(self.searcher, query, self.end - found.end), self.end)


class WordsIndex:
    """Reads the words of a generation."""

    def __init__(self, folder: Path, common: CommonWords) -> None:
        self._meta: Final = folder / "meta.json"
        with damage_makes_unavailable():
            self._state = self._look()
            self._index: Final = tantivy.Index.open(str(folder))
            self._index.config_reader("manual")
            self._index.reload()
            self._seen = self._first_seen = Seen.now(self._index, common)
            most = max(REMEMBERED, WORDS_REMEMBERED * self._seen.searcher.num_docs)
        self._remembered: Final = Remembered[Clause, ClauseFound](most, len)

    def follow(self) -> None:
        """Take in what was committed since."""
        with damage_makes_unavailable():
            state = self._look()
            if state != self._state:
                self._index.reload()
                self._state = state
                self._seen = Seen.now(self._index, self._seen.common, self._seen.end)
                if self._seen.has_changed_much_since(self._first_seen.end):
                    self._first_seen = self._seen
                    self._remembered.forget()

    def ordinals(self) -> BitMap:
        """Of all documents whose words are there."""
        with damage_makes_unavailable():
            searcher = self._seen.searcher
            return bitmap_of(hits(searcher, tantivy.Query.all_query(), searcher.num_docs).ordinals)

    def search(self, plan: TextPlan) -> WordsFound:
        """What has the words of the plan."""
        with damage_makes_unavailable():
            seen = self._seen
            found = [
                self._remembered.get(clause, partial(seen.find, clause), partial(seen.renew, clause))
                for clause in plan.clauses
            ]
            return WordsFound(plan, found)

    def complete(self, beginning: TitleBeginning) -> Sequence[int]:
        """Ordinals of offers with such a title, or else with one that may have been meant."""
        with damage_makes_unavailable():
            searcher = self._seen.searcher
            found = hits(searcher, compile_beginning(beginning), COMPLETED)
            if not len(found.ordinals):
                found = hits(searcher, compile_mistyped(beginning), COMPLETED)
            return found.ordinals.tolist()

    def _look(self) -> tuple[int, int]:
        status = self._meta.stat()
        return status.st_mtime_ns, status.st_ino
