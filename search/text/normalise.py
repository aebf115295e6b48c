"""Text into words, the same words for every spelling of them.

Works for every script. What a stemmer needs to see (umlauts, Turkish and French letters) is kept by
`words`; `fold` takes it away at the end, on the index's side and on the query's side alike.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

MAXIMUM_WORD_LENGTH: Final = 60

_WORD = re.compile(r"[^\W_]+")
_UMLAUT_PAIR = re.compile(r"([aou])e")

# Letters that decomposition leaves alone but that keyboards abroad do not have, and the letters that
# Arabic, Persian and Urdu keyboards write in different ways.
_SAME_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "a",
        "œ": "o",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ة": "ه",
        "ۀ": "ه",
        "ٱ": "ا",
    }
)
_UMLAUTS: Final = frozenset("äöü")
# The Arabic line that only lengthens a word, and the dot that marks the joint of a compound in easy
# German ("Schutz·haus"), in its two encodings.
_FILLERS: Final = frozenset("ـ·‧")
_INVISIBLE: Final = frozenset({"Mn", "Me", "Cf"})


def normalise(text: str) -> str:
    """Compose, lower, and drop what cannot be seen or changes no meaning (vowel marks, joiners)."""
    lowered = unicodedata.normalize("NFKC", text.replace("İ", "i")).casefold()
    if lowered.isascii():
        return lowered
    return unicodedata.normalize("NFKC", lowered).translate(_plain_characters)


def words(text: str) -> list[str]:
    """The words of a text in order, normalised but not folded."""
    return [word[:MAXIMUM_WORD_LENGTH] for word in _WORD.findall(normalise(text))]


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The word without accents, with ä, ae and a as one letter (and ö, ü likewise).

    ae, oe and ue are folded wherever they stand ("aktuell" too): the index and the query do the same.
    """
    folded = word
    if not word.isascii():
        folded = without_marks(word).translate(_SAME_LETTERS)
    return _UMLAUT_PAIR.sub(r"\1", folded)


def without_marks(word: str, keep: frozenset[str] = frozenset()) -> str:
    """The word with é as e and so on; letters in `keep` stay as they are."""
    return "".join(char if char in keep else _without_mark(char) for char in word)


def keep_umlauts(word: str) -> str:
    """The word as a German stemmer wants it: umlauts kept, every other accent gone."""
    return word if word.isascii() else without_marks(word, _UMLAUTS)


def script(word: str) -> str:
    """`latin`, `cyrillic`, `arabic` or `other`, by the word's first letter; digits count as Latin."""
    for char in word:
        code = ord(char)
        if code < 0x250 or 0x1E00 <= code < 0x1F00:
            return "latin"
        if 0x400 <= code < 0x530:
            return "cyrillic"
        if 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFF00:
            return "arabic"
    return "other"


class _PlainCharacters(dict[int, str]):
    """For `str.translate`: works a character out when it comes for the first time."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        is_invisible = char in _FILLERS or unicodedata.category(char) in _INVISIBLE
        # A zero-width non-joiner stands inside Persian words; what it joins is one word.
        self[code] = "" if is_invisible else str(unicodedata.digit(char, char))
        return self[code]


_plain_characters: Final = _PlainCharacters()


def _without_mark(char: str) -> str:
    if char.isascii():
        return char
    decomposed = unicodedata.normalize("NFKD", char)
    return "".join(part for part in decomposed if not unicodedata.combining(part))
