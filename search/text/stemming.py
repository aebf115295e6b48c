"""Words into stems, by language."""

import re
import threading
from functools import lru_cache
from typing import Final

import Stemmer

from search.text.normalise import fold, keep_umlauts, script

# Languages of offers with a Snowball stemmer; words in the others are taken as they stand.
ALGORITHMS: Final = {
    "de": "german",
    "de-ls": "german",
    "en": "english",
    "fr": "french",
    "tr": "turkish",
    "ar": "arabic",
    "fa": "persian",
    "ru": "russian",
}

# What a word in a script may be written in, likeliest here first.
LANGUAGES_OF_SCRIPT: Final = {
    "latin": ("de", "en", "tr", "fr"),
    "cyrillic": ("ru",),
    "arabic": ("ar", "fa"),
    "other": (),
}

# Snowball makes "Kurs" -> "kur" but "Kurse" -> "kurs", and so in every compound that ends in it.
_KURS = re.compile(r"kurs(e|es|en)?$")
# Plurals in -s after a vowel, which Snowball leaves: Kitas, Infos, Handys. Not Chaos, not Kreis, not Glas.
_FOREIGN_PLURAL = re.compile(r"(?<=[bcdfghjklmnpqrtvwxyz])([aoy])s$")
_EXCEPTIONS: Final = {
    "atlas": "atlas",
    "omas": "oma",
    "opas": "opa",
    "praxen": "praxis",
    "museen": "museum",
    "zentren": "zentrum",
    "visa": "visum",
    "konten": "konto",
    "themen": "thema",
    "eltern": "eltern",
    "elternteil": "elternteil",
    "arztin": "arzt",
    "ärztin": "arzt",
    "aerztin": "arzt",
    "ärztinnen": "arzt",
    "aerztinnen": "arzt",
    "lernt": "lern",
    "hilft": "hilf",
    "busse": "bus",
    "bussen": "bus",
    "ausweise": "ausweis",
}

_stemmers = threading.local()  # a stemmer keeps state while it works


@lru_cache(maxsize=131_072)
def stem(word: str, language: str) -> str:
    """The folded stem of a normalised word in a language."""
    if language in {"de", "de-ls"}:
        return fold(_german_stem(keep_umlauts(word)))
    algorithm = ALGORITHMS.get(language)
    return fold(_stemmer(algorithm).stemWord(word) if algorithm else word)


@lru_cache(maxsize=65_536)
def possible_stems(word: str) -> tuple[str, ...]:
    """Every stem that a word of a query may have, since nobody says in which language it is."""
    stems = [stem(word, language) for language in LANGUAGES_OF_SCRIPT[script(word)]]
    return tuple(dict.fromkeys([*stems, fold(word)]))


def _german_stem(word: str) -> str:
    if word in _EXCEPTIONS:
        return _EXCEPTIONS[word]
    if ending := _KURS.search(word):
        return word[: ending.start()] + "kurs"
    if len(word) > 4 and _FOREIGN_PLURAL.search(word):
        word = word[:-1]
    return str(_stemmer("german").stemWord(word))


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    found: Stemmer.Stemmer | None = getattr(_stemmers, algorithm, None)
    if found is None:
        # Its own cache is off: `stem` remembers already.
        found = Stemmer.Stemmer(algorithm, 0)
        setattr(_stemmers, algorithm, found)
    return found
