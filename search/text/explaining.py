"""Words that offers do not use, replaced by what editors say they mean: for the meaning of a search.

The model knows languages, but not every abbreviation, nor what people write as they speak ("дитсадок").
"""

from collections.abc import Iterator

from search.text.compounds import Lexicon
from search.text.normalise import words
from search.text.stemming import stem
from search.text.stopwords import is_stop_word
from search.text.synonyms import Synonyms, Thesaurus, longest_phrase


def explain(text: str, thesaurus: Thesaurus, lexicon: Lexicon) -> tuple[str, bool]:
    """The text with such words replaced, and whether all of it was; "" where there is none to replace."""
    pieces = list(_pieces([word for word in words(text) if not is_stop_word(word)], thesaurus, lexicon))
    if not any(is_replaced for _piece, is_replaced in pieces):
        return "", False
    return " ".join(piece for piece, _is_replaced in pieces), all(
        is_replaced for _piece, is_replaced in pieces
    )


def _pieces(meant: list[str], thesaurus: Thesaurus, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    while meant:
        length, entries = longest_phrase(meant, thesaurus)
        said = " ".join(meant[:length])
        other = "" if _is_used(said, lexicon) else _other_words(entries, lexicon)
        yield other or said, bool(other)
        meant = meant[length:]


def _other_words(entries: tuple[Synonyms, ...], lexicon: Lexicon) -> str:
    kept = (phrase for entry in entries if not entry.code for phrase in entry.phrases)
    return next((phrase for phrase in kept if _is_used(phrase, lexicon)), "")


def _is_used(phrase: str, lexicon: Lexicon) -> bool:
    """Whether offers use all of its words, in German."""
    meant = [word for word in words(phrase) if not is_stop_word(word)]
    return bool(meant) and all(stem(word, "de") in lexicon for word in meant)
