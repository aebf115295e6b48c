"""Which words of a search may be kept at all: none that tell how to reach somebody, or who it is.

Pure. Whether they are rare is another question (`writing`).
"""

import re
from collections.abc import Container, Iterable, Iterator
from typing import Final

from search.text.normalise import normalise, words

LONGEST: Final = 60  # characters; whoever writes more tells a story
MOST_WORDS: Final = 6
MANY_DIGITS: Final = 5

# An address of mail or web, also as written by people who mean to hide it from programs.
_ADDRESS: Final = re.compile(
    r"@|[(\[{<]\s*(at|ät)\s*[)\]}>]|\b(at|ät)\b.*\b(dot|punkt)\b|://|\bwww\b"
    r"|\b(gmail|googlemail|gmx|hotmail|icloud|posteo|protonmail|yahoo)\b"
)


def words_to_keep(text: str, postcodes: Container[str]) -> str:
    """The words of a search, each spelled in one way; "" where they may be about a person."""
    found = words(text)
    kept = " ".join(found)
    if len(found) > MOST_WORDS or len(kept) > LONGEST:
        return ""
    if _ADDRESS.search(normalise(text)) or _has_long_number(found, postcodes):
        return ""
    return kept


def _has_long_number(found: Iterable[str], postcodes: Container[str]) -> bool:
    """Whether digits that stand together, be it in groups, could be a phone number or a date of birth.

    Five of them could, save a postcode of the county that stands alone.
    """
    return any(
        sum(map(_digits, group)) >= MANY_DIGITS and not (len(group) == 1 and group[0] in postcodes)
        for group in _numbers(found)
    )


def _numbers(found: Iterable[str]) -> Iterator[list[str]]:
    """Words with digits, as they follow each other."""
    group: list[str] = []
    for word in found:
        if _digits(word):
            group.append(word)
        elif group:
            yield group
            group = []
    yield group


def _digits(word: str) -> int:
    return sum(char.isdigit() for char in word)
