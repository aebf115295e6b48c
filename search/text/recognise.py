"""Words of a search that are filters: "Deutschkurs Hennef samstags" names a town and a day of the week.

Pure. What is found depends on the text alone; whether it becomes a filter is decided in `search.reading`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from search.text.filter_words import (
    LEVELS,
    PLACES,
    TIMES,
    Key,
    Phrase,
    fixed_phrases,
    listed,
    place_phrases,
)
from search.text.frequencies import is_word, is_word_of_any
from search.text.normalise import fold, script, words
from search.text.spelling import is_misspelt
from search.text.stopwords import is_stop_word

LONGEST_PHRASE: Final = 4  # words
MOST_TOKENS: Final = 40
SHORTEST_MISSPELT: Final = 6  # letters
HOURS: Final = frozenset({"morning", "afternoon", "evening"})

# Marks on letters and what joins them belong to a word, though they are no letters.
_TOKEN: Final = re.compile("(?:[^\\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0640·‧])+")
_APOSTROPHES: Final = frozenset("'’")
_SECTIONS: Final = {PLACES: "places", LEVELS: "levels", TIMES: "times"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a search, folded, and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """Words that stand for values of a facet: where they are, and `said`, without small words around."""

    phrase: Phrase
    said: str
    start: int
    end: int

    @property
    def facet(self) -> str:
        return self.phrase.facet


class Recogniser:
    """Knows the words for municipalities (given by key and name), levels, and times."""

    def __init__(self, municipalities: Mapping[str, str], postcodes: Mapping[str, Iterable[str]]) -> None:
        self._phrases: Final[dict[Key, Phrase]] = {}
        for key, phrase in (*fixed_phrases(), *place_phrases(municipalities)):
            self._phrases.setdefault(key, phrase)
        for code, keys in postcodes.items():
            self._phrases[(code,)] = Phrase(PLACES, tuple(keys))
        self._often_misspelt: Final = {
            key[0]: phrase
            for key, phrase in self._phrases.items()
            if len(key) == 1 and phrase.is_base and len(key[0]) >= SHORTEST_MISSPELT and key[0].isalpha()
        }
        self.find = lru_cache(maxsize=1024)(self._find)
        self._meant = lru_cache(maxsize=4096)(self._word_meant)

    def _find(self, text: str) -> tuple[Found, ...]:
        """Everything in a text that stands for values of a facet, in order."""
        tokens = _tokens(text)
        spans = list(self._spans(tokens))
        rest = _rest(tokens, [(first, last) for _phrase, first, last in spans])
        kept = [span for span in spans if _is_meant(span, tokens, rest)]
        return tuple(_found(span, tokens, text) for span in _without_vaguer(kept))

    def _spans(self, tokens: list[Token]) -> Iterable[tuple[Phrase, int, int]]:
        position = 0
        while position < len(tokens):
            length, phrase = self._longest(tokens, position)
            if phrase:
                yield phrase, position, position + length
            position += length

    def _longest(self, tokens: list[Token], position: int) -> tuple[int, Phrase | None]:
        for length in range(min(LONGEST_PHRASE, len(tokens) - position), 0, -1):
            key = tuple(token.word for token in tokens[position : position + length])
            if phrase := self._phrases.get(key):
                return length, phrase
        return 1, self._meant(tokens[position].word)

    def _word_meant(self, word: str) -> Phrase | None:
        """The phrase that a word may be, misspelt, where no language has such a word."""
        if len(word) < SHORTEST_MISSPELT or script(word) != "latin" or is_word_of_any(word):
            return None
        near = [phrase for meant, phrase in self._often_misspelt.items() if is_misspelt(word, meant)]
        is_clear = len({(phrase.facet, phrase.values) for phrase in near}) == 1
        return replace(near[0], is_base=False) if is_clear else None


Span = tuple[Phrase, int, int]  # from the first token to the one after the last


def _tokens(text: str) -> list[Token]:
    matches = list(_TOKEN.finditer(text))[:MOST_TOKENS]
    return [Token(fold("".join(words(match[0]))), match.start(), match.end()) for match in matches]


def _rest(tokens: list[Token], spans: list[tuple[int, int]]) -> list[str]:
    """The words that say something else."""
    taken = {position for first, last in spans for position in range(first, last)}
    others = (token.word for position, token in enumerate(tokens) if position not in taken)
    return [word for word in others if word and not is_stop_word(word)]


def _is_meant(span: Span, tokens: list[Token], rest: list[str]) -> bool:
    phrase, first, last = span
    after = tokens[last].word if last < len(tokens) else ""
    if phrase.is_adjective:
        return after not in listed("places", "streets")
    if phrase.needs_company:
        return _is_about_languages(rest)
    return not phrase.is_ambiguous or _is_a_name(tokens, first, after)


def _is_about_languages(rest: list[str]) -> bool:
    beginnings = tuple(listed("levels", "company"))
    return any(word.startswith(beginnings) for word in rest) or set(rest) <= listed("levels", "courses")


def _is_a_name(tokens: list[Token], position: int, after: str) -> bool:
    """Whether a name that is a word of English, too, is the name: after "in", or among no English words."""
    before = tokens[position - 1].word if position else ""
    if before in listed("places", "telling") and not (after and is_word(after, "en")):
        return True
    others = [token.word for index, token in enumerate(tokens) if index != position]
    return not any(is_word(word, "en") for word in others if not word.isdigit())


def _without_vaguer(spans: list[Span]) -> list[Span]:
    """Values of a facet are alternatives: "Samstag abends" must not find every evening. The day counts.

    So does "B1" where "Fortgeschrittene" is said besides.
    """
    precise = {span[0].facet for span in spans if not _is_vague(span[0])}
    return [span for span in spans if span[0].facet not in precise or not _is_vague(span[0])]


def _is_vague(phrase: Phrase) -> bool:
    return phrase.needs_company or (phrase.facet == TIMES and set(phrase.values) <= HOURS)


def _found(span: Span, tokens: list[Token], text: str) -> Found:
    phrase, first, last = span
    said = text[tokens[first].start : tokens[last - 1].end]
    section = _SECTIONS[phrase.facet]
    before, after = listed(section, "before"), listed(section, "after")
    while first and tokens[first - 1].word in before:
        first -= 1
    if last < len(tokens) and (tokens[last].word in after or _is_ending(tokens, last, text)):
        last += 1
    return Found(phrase, said, tokens[first].start, tokens[last - 1].end)


def _is_ending(tokens: list[Token], position: int, text: str) -> bool:
    """Whether a token is the ending of a Turkish name: "Hennef'te"."""
    start = tokens[position].start
    between = text[tokens[position - 1].end : start]
    return between in _APOSTROPHES and tokens[position].word in listed("places", "latin_endings")
