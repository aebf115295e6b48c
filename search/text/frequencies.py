"""Which words a language has, and which of them is the commonest (Speer 2022, doi:10.5281/zenodo.7199437)."""

from functools import lru_cache
from itertools import chain, islice
from typing import Final

from search.text.normalise import fold, script, words

# Languages in Latin letters. In the others nobody leaves marks out, and nonsense is rarer typed.
KNOWN: Final = frozenset({"de", "en", "fr", "tr", "pl"})

COMMONEST: Final = 3000  # words of each language, whose letters say what words look like
USUAL_SHARE: Final = 2 / 3  # of the triples of letters of a word


def commonest(word: str, language: str) -> str:
    """The commonest word that is folded to the same letters, or "" where the language has none."""
    return _words_by_fold(language).get(fold(word), "") if language in KNOWN else ""


def is_word(word: str, language: str) -> bool:
    """Whether a language has this word, as far as is known of that language."""
    return language not in KNOWN or fold(word) in _words_by_fold(language)


def share_of_words(text: str, language: str) -> float:
    """How many of its words are words of this language, as a share."""
    found = [word for word in words(text) if word.isalpha()]
    return sum(is_word(word, language) for word in found) / max(1, len(found))


def is_word_of_any(word: str) -> bool:
    """Whether it is a word of one of these languages, or in letters of another one."""
    return script(word) != "latin" or any(is_word(word, language) for language in KNOWN)


def looks_like_a_word(word: str) -> bool:
    """Whether a word in Latin letters may be one of some language, by the letters that follow each other.

    True of 90 to 99 in a hundred words of Romanian, Italian, Czech, Croatian and Hungarian, and of one in
    ten that come from hitting keys at random.
    """
    found = _triples(fold(word))
    return sum(triple in _usual_triples() for triple in found) >= USUAL_SHARE * len(found)


def _triples(word: str) -> set[str]:
    marked = f"_{word}_"
    return {marked[start : start + 3] for start in range(len(marked) - 2)}


@lru_cache(maxsize=1)
def _usual_triples() -> frozenset[str]:
    """Three letters, or two at an edge, as commonest words have them."""
    common = (islice(_words_by_fold(language), COMMONEST) for language in KNOWN)
    return frozenset(chain.from_iterable(map(_triples, chain.from_iterable(common))))


@lru_cache(maxsize=len(KNOWN))
def _words_by_fold(language: str) -> dict[str, str]:
    from wordfreq import iter_wordlist

    found: dict[str, str] = {}
    for word in iter_wordlist(language, wordlist="small"):  # commonest first
        found.setdefault(fold(word), word)
    return found
