"""The parts of an offer whose meaning an index keeps: its title, and its words in short pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from offers.enums import OfferLanguage
from search.documents import OfferDocument, Words

WORDS_OF_A_PIECE: Final = 90
MOST_PIECES: Final = 12  # of one offer: nobody looks for its thirteenth paragraph


@dataclass(frozen=True, slots=True)
class Passages:
    title: str = ""
    pieces: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.title)


def passages_of(document: OfferDocument) -> Passages:
    """In German or, where there is none, in the first language that the offer has words in.

    One language will do: texts that mean the same are near in whatever languages they are.
    """
    by_language = {words.language: words for words in document.words}
    words = by_language.get(OfferLanguage.GERMAN) or next(iter(document.words), None)
    return Passages(words.title, tuple(_pieces(words))[:MOST_PIECES]) if words else Passages()


def _pieces(words: Words) -> Iterator[str]:
    """Without the title, which has a vector of its own; of an offer that has nothing else, the title."""
    text = f"{words.summary} {words.text}".split() or words.title.split()
    for start in range(0, len(text), WORDS_OF_A_PIECE):
        yield " ".join(text[start : start + WORDS_OF_A_PIECE])
