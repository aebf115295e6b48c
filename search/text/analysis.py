"""The two ends of the pipeline: the tokens of an offer, and the plan of a query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from search.text.compounds import Lexicon
from search.text.grams import grams
from search.text.normalise import fold, words
from search.text.plan import AllOf, AnyOf, Clause, Code, Node, Related, Similar, TextPlan, Word
from search.text.stemming import possible_stems, stem
from search.text.stopwords import is_stop_word
from search.text.synonyms import MAXIMUM_PHRASES, Synonyms, Thesaurus, longest_phrase

MAXIMUM_QUERY_WORDS: Final = 16
TEXTS_OF_AN_OFFER: Final = 32  # title, summary and text in each of ten languages

_GERMAN: Final = frozenset({"de", "de-ls"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """Whitespace-separated tokens, ready for a field that splits at blanks and does nothing else."""

    words: str
    grams: str


class Analyser:
    """Makes the tokens of texts; compounds are split by the lexicon of the index they are for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon: Final = lexicon
        self._tokens = lru_cache(maxsize=200_000)(self._tokens_of_word)
        self._words = lru_cache(maxsize=TEXTS_OF_AN_OFFER)(words)  # asked for twice in a row

    def tokens(self, texts: Iterable[tuple[str, str]], *, with_grams: bool = True) -> Tokens:
        """The tokens of texts, each given as (language, text)."""
        found: list[str] = []
        pieces: dict[str, None] = {}
        for language, text in texts:
            for word in self._words(text):
                found += self._tokens(word, language)
                if with_grams:
                    pieces.update(dict.fromkeys(_meant_grams(word)))
        return Tokens(words=" ".join(found), grams=" ".join(pieces))

    def _tokens_of_word(self, word: str, language: str) -> tuple[str, ...]:
        if is_stop_word(word):
            return ()
        parts = self.lexicon.all_parts(word) if language in _GERMAN else ()
        return tuple(dict.fromkeys([stem(word, language), *(stem(part, language) for part in parts)]))

    def all_grams(self, texts: Iterable[tuple[str, str]]) -> str:
        """Every 4-gram that the German ones of texts have, once."""
        german = (self._words(text) for language, text in texts if language in _GERMAN)
        own = dict.fromkeys(chain.from_iterable(german))
        return " ".join(dict.fromkeys(chain.from_iterable(map(_meant_grams, own))))

    def plan(self, text: str, thesaurus: Thesaurus) -> TextPlan:
        """What a query text asks for; nothing at all where it has only stop words and signs."""
        meant = [word for word in words(text)[:MAXIMUM_QUERY_WORDS] if not is_stop_word(word)]
        clauses: list[Clause] = []
        while meant:
            length, entries = longest_phrase(meant, thesaurus)
            clauses.append(self._clause(meant[:length], entries, thesaurus))
            meant = meant[length:]
        return TextPlan(tuple(dict.fromkeys(clauses)))

    def _clause(self, phrase: list[str], entries: tuple[Synonyms, ...], thesaurus: Thesaurus) -> Clause:
        choices = [self._phrase(phrase), *self._all_related(entries)]
        similar = tuple(Similar(fold(word), grams(word)) for word in phrase)
        likely = () if entries else self._likely(phrase[0], thesaurus)
        return Clause(_any_of(choices), similar, likely, bool(entries))

    def _likely(self, word: str, thesaurus: Thesaurus) -> tuple[Node, ...]:
        """What a word may be, misspelt: one of the offers, one of the vocabularies."""
        meant = self.lexicon.correct(word)
        own = (self._word(meant),) if meant else ()
        return (*own, *self._all_related(thesaurus.lookup_misspelt(word)))

    def _all_related(self, entries: tuple[Synonyms, ...]) -> tuple[Node, ...]:
        return tuple(dict.fromkeys(node for entry in entries for node in self._related(entry)))

    def _related(self, entry: Synonyms) -> Iterator[Node]:
        """What carries a narrow term that was named is what was asked for, whatever words it has."""
        if entry.code:
            code = Code(entry.code)
            yield code if entry.is_narrow else Related(code)
        others = (words(other) for other in entry.phrases[:MAXIMUM_PHRASES] if entry.is_narrow)
        yield from (Related(self._phrase(other)) for other in others if other)

    def _phrase(self, phrase: list[str]) -> Node:
        meant = [word for word in phrase if not is_stop_word(word)] or phrase
        return _all_of([self._word(word) for word in meant])

    def _word(self, word: str) -> Node:
        """The word itself or, were it written apart in the offer, all of its parts."""
        whole = Word(possible_stems(word))
        parts = self.lexicon.split(word)
        if not parts:
            return whole
        return _any_of([whole, _all_of([Word(possible_stems(part)) for part in parts])])


@lru_cache(maxsize=65_536)
def _meant_grams(word: str) -> tuple[str, ...]:
    return () if is_stop_word(word) else grams(word)


def _all_of(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _any_of(choices: list[Node]) -> Node:
    unique = tuple(dict.fromkeys(choices))
    return unique[0] if len(unique) == 1 else AnyOf(unique)
