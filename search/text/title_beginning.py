"""What the title of an offer must have for what is being typed: its last word may go on."""

import math
from dataclasses import dataclass
from typing import Final

from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.grams import grams
from search.text.normalise import fold, words
from search.text.plan import Node
from search.text.stemming import possible_stems
from search.text.stopwords import is_stop_word
from search.text.synonyms import Thesaurus

SHARED: Final = 0.5  # of the 4-grams: one mistake spoils four
WORDS_BEFORE: Final = 4  # of those before the last one, that an offer must have


@dataclass(frozen=True, slots=True)
class TitleBeginning:
    """A title must have a word that begins with `letters` or is one of `stems`, its offer all of `before`.

    Where no title has, one with `shared` of the 4-grams in `grams` may be meant, the letters mistyped.
    """

    letters: str
    stems: tuple[str, ...]
    grams: tuple[str, ...]
    before: tuple[Node, ...] = ()

    @property
    def shared(self) -> int:
        """0 where there are too few letters to be sure of any."""
        return math.ceil(len(self.grams) * SHARED) if len(self.grams) > 1 else 0


def title_beginning(text: str, lexicon: Lexicon, thesaurus: Thesaurus) -> TitleBeginning | None:
    """None where there is no word at all."""
    *before, last = words(text) or [""]
    if before and is_stop_word(last):
        *before, last = before
    if not last:
        return None
    plan = Analyser(lexicon).plan(" ".join(before[-WORDS_BEFORE:]), thesaurus)
    return TitleBeginning(
        letters=fold(last),
        stems=possible_stems(last),
        grams=grams(last)[:-1],
        before=tuple(clause.exact for clause in plan.clauses),
    )
