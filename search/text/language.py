"""In which language a text is written, of those that this portal knows."""

from collections import Counter
from collections.abc import Container
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from search.text.normalise import fold, normalise, script, words
from search.text.stemming import stem
from search.text.stopwords import STOP_WORDS_OF, is_stop_word

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

GERMAN: Final = "de"
LANGUAGES_IN_SCRIPT: Final = {
    "latin": ("de", "en", "fr", "tr", "pl"),
    "cyrillic": ("uk", "ru"),
    "arabic": ("ar", "fa"),
}

# Letters that one of these languages has and the others of its script do not.
_TELLING_LETTERS: Final = {
    "de": "ßäö",
    "fr": "éèêàâîôùœæë",
    "tr": "ığş",
    "pl": "łąęśżźńć",
    "uk": "іїєґ",
    "ru": "ыэёъ",
    "ar": "ةىأإؤئ",
    "fa": "پچژگکی",
}

# How much each sign counts beside the probabilities of the identifier, which sum up to 1.
_LETTER: Final = 1.0
_STOP_WORD: Final = 0.5
_KNOWN_WORD: Final = 0.6


def detect(text: str, known_stems: Container[str] = frozenset()) -> str:
    """The likeliest language of a text: German where nothing tells, "" for a script of none of ours.

    `known_stems` are stems of German words that offers use: short searches have little else to go by.
    """
    found = [word for word in words(text) if word.isalpha()]
    if not found:
        return GERMAN
    candidates = LANGUAGES_IN_SCRIPT.get(_script_of(found), ())
    if not candidates:
        return ""
    scores = _probabilities(" ".join(found), candidates)
    for language in candidates:
        scores[language] += _letters(text, language) + _stop_words(found, language)
    if GERMAN in candidates:
        scores[GERMAN] += _known(found, known_stems)
    return max(candidates, key=lambda language: scores[language])


def _script_of(found: list[str]) -> str:
    """The script that most letters are in."""
    letters: Counter[str] = Counter()
    for word in found:
        letters[script(word)] += len(word)
    return letters.most_common(1)[0][0]


def _letters(text: str, language: str) -> float:
    telling = _TELLING_LETTERS.get(language, "")
    return _LETTER if any(char in telling for char in normalise(text)) else 0.0


def _stop_words(found: list[str], language: str) -> float:
    """One language's own stop words, as a share: "in" and "die" are words of several."""
    others = [STOP_WORDS_OF[other] for other in STOP_WORDS_OF if other != language]
    own = [
        1 / (1 + sum(fold(word) in listed for listed in others))
        for word in found
        if fold(word) in STOP_WORDS_OF[language]
    ]
    return _STOP_WORD * min(2.0, sum(own))


def _known(found: list[str], known_stems: Container[str]) -> float:
    meant = [word for word in found if not is_stop_word(word)]
    if not meant:
        return 0.0
    return _KNOWN_WORD * sum(stem(word, GERMAN) in known_stems for word in meant) / len(meant)


def _probabilities(text: str, candidates: tuple[str, ...]) -> dict[str, float]:
    return dict(_identifier(candidates).rank(text))


@lru_cache(maxsize=8)
def _identifier(candidates: tuple[str, ...]) -> "LanguageIdentifier":
    """The identifier of py3langid (Lui and Baldwin 2012), restricted to some languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(candidates))
    return identifier
