"""What a search means: its language, the words it asks for, and its meaning as a vector."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Final

from search.embeddings import Embedder, Vector, current_embedder
from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.explaining import explain
from search.text.frequencies import is_word, is_word_of_any, looks_like_a_word
from search.text.language import GERMAN, detect
from search.text.normalise import normalise, words
from search.text.plan import TextPlan
from search.text.restoring import LETTERS, restore_letters
from search.text.stemming import stem
from search.text.stopwords import is_stop_word
from search.text.synonyms import Thesaurus

LONGEST_NONSENSE: Final = 2  # words
REMEMBERED: Final = 1024  # searches


@dataclass(frozen=True, slots=True)
class Understanding:
    """`meaning` is None where there is no embedder, or nothing to be understood.

    `corrected` is the text with misspelt words put right, or "" where there are none.
    """

    plan: TextPlan
    meaning: Vector | None = None
    corrected: str = ""


def understand(text: str, lexicon: Lexicon, thesaurus: Thesaurus) -> Understanding:
    """What a search of these words means to an index made with this lexicon.

    Remembered while nothing changes: the same things are looked for again and again.
    """
    return _understanding_by(lexicon)(text, thesaurus, current_embedder())


@lru_cache(maxsize=2)  # the lexicon there is and the one to come; older ones are to be let go
def _understanding_by(lexicon: Lexicon) -> Callable[..., Understanding]:
    return lru_cache(maxsize=REMEMBERED)(partial(_understand, lexicon))


def _understand(
    lexicon: Lexicon, text: str, thesaurus: Thesaurus, embedder: Embedder | None
) -> Understanding:
    language = detect(text, lexicon)
    corrected = _put_right(text, language, lexicon, thesaurus)
    said = corrected or text
    plan = Analyser(lexicon).plan(text, thesaurus)
    if language != GERMAN:  # in German, such words may stand in the offers themselves
        plan = plan.without_whole_areas()
    plan = replace(plan, language=language, makes_sense=plan.is_known or _makes_sense(said, lexicon))
    if embedder is None or not plan:
        return Understanding(plan, None, corrected)
    explained, is_german = explain(said, thesaurus, lexicon)
    if is_german:
        language = GERMAN
    return Understanding(
        plan, embedder.search(restore_letters(explained or said, language), language), corrected
    )


def _put_right(text: str, language: str, lexicon: Lexicon, thesaurus: Thesaurus) -> str:
    """German words only: what offers say in other languages is too little to tell a mistake by."""
    if language != GERMAN:
        return ""

    def put_right(match: re.Match[str]) -> str:
        word = normalise(match[0])
        is_right = is_word(word, GERMAN) or thesaurus.lookup([word])
        meant = "" if is_right else lexicon.correct(word)
        return (meant.capitalize() if match[0][0].isupper() else meant) or match[0]

    corrected = LETTERS.sub(put_right, text)
    return "" if corrected == text else corrected


def _makes_sense(text: str, lexicon: Lexicon) -> bool:
    """Whether it has a word that some language knows, is of words that may be of one, or is long enough."""
    meant = [word for word in words(text) if not is_stop_word(word)]
    return (
        len(meant) > LONGEST_NONSENSE
        or any(is_word_of_any(word) or stem(word, GERMAN) in lexicon for word in meant)
        or all(looks_like_a_word(word) for word in meant)
    )
