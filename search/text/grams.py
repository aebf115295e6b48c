"""Character 4-grams: what is left of a word when some of its letters are wrong."""

from functools import lru_cache
from typing import Final

from search.text.normalise import fold

SIZE: Final = 4
EDGE: Final = "_"


@lru_cache(maxsize=65_536)
def grams(word: str) -> tuple[str, ...]:
    """The different 4-grams of a word, its edges marked: "Kurs" gives _kur, kurs, urs_."""
    marked = f"{EDGE}{fold(word)}{EDGE}"
    if len(marked) <= SIZE:
        return (marked,)
    return tuple(dict.fromkeys(marked[start : start + SIZE] for start in range(len(marked) - SIZE + 1)))
