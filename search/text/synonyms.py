"""Other words for the same thing, in every language: of the vocabularies, and kept by editors.

They are looked up when a query runs, so what an editor adds takes effect at once, without a new index.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from search.text.compounds import Lexicon
from search.text.normalise import fold, words
from search.text.spelling import is_misspelt, mistakes_allowed
from search.text.stemming import stem
from search.text.stopwords import is_stop_word

Key = tuple[str, ...]

LONGEST_PHRASE: Final = 4  # words of a query that are looked up together
MAXIMUM_PHRASES: Final = 12  # of one entry that are looked for: enough for every language of the portal


@dataclass(frozen=True, slots=True)
class Synonyms:
    """A term of a vocabulary with everything that people call it; `code` is `taxonomy:code`.

    Without a code they are words of no vocabulary that mean the same.
    The words of a term that is not narrow lead to it but do not stand for each other: "Schule" and
    "Kita" both belong to education.
    """

    code: str
    phrases: tuple[str, ...]
    is_narrow: bool = True


class Thesaurus:
    """Finds what a phrase of a query stands for, however it is inflected, joined or split."""

    def __init__(self, entries: Iterable[Synonyms] = ()) -> None:
        self._entries: Final = tuple(entries)
        self._plain: Final = Lexicon()
        self._misspelt = lru_cache(maxsize=4096)(self._entries_for)

    def lookup(self, phrase: list[str]) -> tuple[Synonyms, ...]:
        """The entries with a label or synonym of the same words."""
        return tuple(self._by_key.get(self.key(phrase), ()))

    def lookup_misspelt(self, word: str) -> tuple[Synonyms, ...]:
        """The entries with a label or synonym that this word may be, misspelt."""
        return self._misspelt(fold(word))

    def _entries_for(self, word: str) -> tuple[Synonyms, ...]:
        allowed = mistakes_allowed(word)
        found = [
            entry
            for meant, entries in self._by_word.items()
            if abs(len(word) - len(meant)) <= allowed and is_misspelt(word, meant)  # length rules out most
            for entry in entries
        ]
        return tuple(dict.fromkeys(found))

    @cached_property
    def _by_word(self) -> dict[str, list[Synonyms]]:
        found: dict[str, list[Synonyms]] = defaultdict(list)
        for entry in self._entries:
            for phrase in entry.phrases:
                meant = words(phrase)
                if len(meant) == 1:
                    found[fold(meant[0])].append(entry)
        return dict(found)

    @cached_property
    def _by_key(self) -> dict[Key, list[Synonyms]]:
        found: dict[Key, list[Synonyms]] = defaultdict(list)
        for entry in self._entries:
            for key in dict.fromkeys(self.key(words(phrase)) for phrase in entry.phrases):
                if key:
                    found[key].append(entry)
        return dict(found)

    def key(self, phrase: list[str]) -> Key:
        """The stems of the parts of a phrase: one key for "Deutschkurse", "deutsch kurs", "Deutsch-Kurs"."""
        parts: list[str] = []
        for word in phrase:
            if not is_stop_word(word):
                parts += self._plain.split(word) or (word,)
        return tuple(stem(part, "de") for part in parts)


def longest_phrase(meant: list[str], thesaurus: Thesaurus) -> tuple[int, tuple[Synonyms, ...]]:
    """How many of these words, from the first one on, the thesaurus knows as one phrase, and as what."""
    for length in range(min(LONGEST_PHRASE, len(meant)), 0, -1):
        if entries := thesaurus.lookup(meant[:length]):
            return length, entries
    return 1, ()
