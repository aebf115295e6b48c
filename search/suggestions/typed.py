"""What was typed so far, cut into words that are finished and a phrase that may go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from search.text.beginnings import Beginnings, Found, letters_of, without_article
from search.text.normalise import words
from search.text.stopwords import is_stop_word
from search.text.synonyms import LONGEST_PHRASE

Value = TypeVar("Value")

SHORTEST: Final = 2  # letters
SHORTEST_TAIL: Final = 3  # letters of a phrase that stands after other words


@dataclass(frozen=True, slots=True)
class Tail:
    """The end of what was typed, `phrase`, and what stands before it."""

    before: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Match(Found[Value]):
    """Something found for the end of what was typed."""

    before: str


def tails(text: str) -> Iterator[Tail]:
    """All of it where it is short enough to be one phrase, then less and less of its end."""
    typed = text.split()
    for start in range(max(0, len(typed) - LONGEST_PHRASE), len(typed)):
        tail = Tail(" ".join(typed[:start]), " ".join(typed[start:]))
        if len(letters_of(tail.phrase)) >= (SHORTEST_TAIL if start else SHORTEST):
            yield tail


def matches(text: str, beginnings: Beginnings[Value]) -> list[Match[Value]]:
    """What the longest possible end of a text may become; only where that is nothing, misspelt."""
    found = list(tails(text))
    for look_up in (beginnings.find, beginnings.find_misspelt):
        for tail in found:
            for spelling in _spellings(tail.phrase):
                if hits := look_up(spelling):
                    return [Match(hit.value, hit.fit, tail.before) for hit in hits]
    return []


def _spellings(phrase: str) -> Iterator[str]:
    """As typed; without a last word that says nothing ("Deutsch für"); without the Arabic article."""
    yield phrase
    *before, last = words(phrase) or [""]
    if before and is_stop_word(last):
        yield " ".join(before)
    if not before and (bare := without_article(last)) != last:
        yield bare
