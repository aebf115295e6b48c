"""Which words a language has, and which of them is the commonest (Speer 2022, doi:10.5281/zenodo.7199437)."""

from functools import lru_cache
from typing import Final

from search.text.normalise import fold, script

# Languages in Latin letters. In the others nobody leaves marks out, and nonsense is rarer typed.
KNOWN: Final = frozenset({"de", "en", "fr", "tr", "pl"})


def commonest(word: str, language: str) -> str:
    """The commonest word that is folded to the same letters, or "" where the language has none."""
    return _words_by_fold(language).get(fold(word), "") if language in KNOWN else ""


def is_word(word: str, language: str) -> bool:
    """Whether a language has this word, as far as is known of that language."""
    return language not in KNOWN or fold(word) in _words_by_fold(language)


def is_word_of_any(word: str) -> bool:
    """Whether it is a word of one of these languages, or in letters of another one."""
    return script(word) != "latin" or any(is_word(word, language) for language in KNOWN)


@lru_cache(maxsize=len(KNOWN))
def _words_by_fold(language: str) -> dict[str, str]:
    from wordfreq import iter_wordlist

    found: dict[str, str] = {}
    for word in iter_wordlist(language, wordlist="small"):  # commonest first
        found.setdefault(fold(word), word)
    return found
