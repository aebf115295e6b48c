"""What somebody may be about to type: phrases by how their words begin."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from search.text.grams import SIZE, grams
from search.text.normalise import fold, words
from search.text.spelling import mistakes
from search.text.stemming import possible_stems
from search.text.stopwords import is_stop_word

Value = TypeVar("Value")
Parts = Callable[[str], tuple[str, ...]]

LOOKED_AT: Final = 2000  # keys with the same beginning: more than any vocabulary has for two letters
LIKELY: Final = 40  # keys that share the most 4-grams with what was typed, to be compared letter by letter
LONGEST_OPENING: Final = 12  # letters of a key whose 4-grams are kept

# How well a phrase fits what was typed, best first.
WHOLE, FIRST_WORD, LATER_WORD, PART, MISSPELT = range(5)


class Key(NamedTuple):
    """The letters of a phrase from one of its words on."""

    letters: str
    fit: int
    position: int


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    value: Value
    fit: int


class Beginnings(Generic[Value]):
    """Values by phrases. Made once and asked at every key that is pressed.

    "Deutsch für Mütter" is found by "deu", "Deutsch mü" and "muetter"; with `parts` a compound is found
    by its parts as well.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]], parts: Parts = lambda _word: ()) -> None:
        self._values: Final[list[Value]] = []
        keys: list[Key] = []
        for phrase, value in phrases:
            keys += _keys(phrase, len(self._values), parts)
            self._values.append(value)
        self._keys: Final = sorted(keys)

    def find(self, typed: str) -> list[Found[Value]]:
        """Everything with a word that begins as typed: the words before the last one come before it."""
        letters = letters_of(typed)
        if not letters:
            return []
        start = bisect_left(self._keys, letters, key=lambda key: key.letters)
        found: dict[int, int] = {}
        for key in islice(self._keys, start, start + LOOKED_AT):
            if not key.letters.startswith(letters):
                break
            is_whole = key.fit == FIRST_WORD and key.letters == letters
            fit = WHOLE if is_whole else key.fit
            found[key.position] = min(fit, found.get(key.position, fit))
        return [Found(self._values[position], fit) for position, fit in found.items()]

    def find_misspelt(self, typed: str) -> list[Found[Value]]:
        """Everything with a word that may begin as it was meant to be typed, nearest first."""
        letters = letters_of(typed)
        near: dict[int, int] = {}
        for key in self._likely(letters):
            wrong = _mistakes_at_the_beginning(letters, key.letters)
            if wrong is not None:
                near[key.position] = min(wrong, near.get(key.position, wrong))
        return [Found(self._values[position], MISSPELT) for position in sorted(near, key=near.__getitem__)]

    def _likely(self, letters: str) -> Iterator[Key]:
        shared = Counter(
            number for gram in _opening_grams(letters, len(letters)) for number in self._by_gram.get(gram, ())
        )
        return (self._keys[number] for number, _times in shared.most_common(LIKELY))

    @cached_property
    def _by_gram(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self._keys):
            for gram in _opening_grams(key.letters, LONGEST_OPENING):
                found[gram].append(number)
        return dict(found)


def letters_of(phrase: str) -> str:
    """The folded letters of a phrase in one, without stop words; the last word may be one half typed."""
    *before, last = words(phrase) or [""]
    return "".join(fold(word) for word in [*(word for word in before if not is_stop_word(word)), last])


def count_beginnings(typed: str, text: str) -> int:
    """How many of the words typed are in a text: inflected, begun, or in a compound."""
    there = words(text)
    return sum(any(_has(word, part) for word in there) for part in words(typed))


def _has(word: str, part: str) -> bool:
    letters, begun = fold(word), fold(part)
    if letters.startswith(begun) or (len(begun) >= SIZE and begun in letters):
        return True
    return not set(possible_stems(word)).isdisjoint(possible_stems(part))


def _keys(phrase: str, position: int, parts: Parts) -> Iterator[Key]:
    found = words(phrase)
    meant = [word for word in found if not is_stop_word(word)] or found
    folded = [fold(word) for word in meant]
    for start, word in enumerate(meant):
        fit = FIRST_WORD if start == 0 and word == found[0] else LATER_WORD
        yield Key("".join(folded[start:]), fit, position)
        if (bare := without_article(folded[start])) != folded[start]:
            yield Key("".join([bare, *folded[start + 1 :]]), fit, position)
        yield from (Key(fold(part), PART, position) for part in parts(word)[1:])


def without_article(word: str) -> str:
    """An Arabic word without the article that is written together with it."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _opening_grams(letters: str, length: int) -> tuple[str, ...]:
    """The 4-grams of how a word begins: that it ends says nothing yet."""
    return tuple(gram for gram in grams(letters[:length])[:-1] if len(gram) == SIZE)


def _mistakes_at_the_beginning(typed: str, letters: str) -> int | None:
    """The fewest mistakes with which a beginning of a word was typed; None where they are too many."""
    lengths = range(max(1, len(typed) - 1), len(typed) + 2)
    counted = [mistakes(typed, letters[:length]) for length in lengths]
    return min((number for number in counted if number is not None), default=None)
