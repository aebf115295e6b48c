"""The words of a search, marked in what a card shows: whatever the spelling, form or language they match in.

Pure, and the same for every engine: it reads the plan that engines are asked with, and looks at nothing
but the text itself. Words and texts are read once and remembered, for the same
ones are shown again and again.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from html import escape
from typing import Final

from django.utils.safestring import SafeString

from search.results import Hit, Marked
from search.text.compounds import Lexicon
from search.text.normalise import words
from search.text.plan import AllOf, AnyOf, Clause, Code, Node, Related, TextPlan, Word
from search.text.spelling import is_misspelt
from search.text.stemming import possible_stems
from search.text.stopwords import is_stop_word

Stems = frozenset[str]

REMEMBERED: Final = 20_000  # words
TEXTS_REMEMBERED: Final = 2_000  # of some five kilobytes each
SEARCHES_REMEMBERED: Final = 128
MARKED_REMEMBERED: Final = 40  # cards of each, of half a kilobyte

# A word as it is written: letters and digits with the marks that `normalise` takes away.
_WRITTEN: Final = re.compile(
    "([^\\W_](?:[^\\W_]|[\u00ad\u00b7\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u2027\u200b-\u200f])*)"
)
_NOTHING: Final[Stems] = frozenset()


def mark_hits(hits: Iterable[Hit], plan: TextPlan, lexicon: Lexicon | None) -> tuple[Hit, ...]:
    """The hits with the words of the plan marked on their cards; the lexicon is that of the plan."""
    if not plan or lexicon is None:
        return tuple(hits)
    mark = reader_for(lexicon).highlighter(plan).mark_again
    return tuple([_mark_hit(hit, mark) for hit in hits])


def _mark_hit(hit: Hit, mark: Callable[[str, str], tuple[SafeString, ...]]) -> Hit:
    marked = mark(hit.card.title, hit.card.summary)
    return Hit(hit.pk, hit.score, hit.card, hit.explanation, Marked(*marked)) if marked else hit


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text cut into words, at odd places, and what is between; and at which places each stem stands."""

    pieces: tuple[str, ...]
    places: Mapping[str, Sequence[int]]
    stems: Stems
    html: SafeString

    def marked(self, wanted: Stems) -> SafeString:
        """As HTML, with the words marked that have one of these stems."""
        found = self.stems & wanted
        return (
            self.marked_at({place for stem in found for place in self.places[stem]}) if found else self.html
        )

    def marked_at(self, places: Collection[int]) -> SafeString:
        """Everything is escaped but the marks; in a word is nothing to escape."""
        html, end = [], 0
        for place in sorted(places):
            html += [escape("".join(self.pieces[end:place])), "<mark>", self.pieces[place], "</mark>"]
            end = place + 1
        return SafeString("".join(html) + escape("".join(self.pieces[end:])))


class Reader:
    """Reads written words into all stems they may have, those of the parts of a compound included."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon: Final = lexicon
        self.stems: Final = lru_cache(maxsize=REMEMBERED)(self._stems)
        self.read: Final = lru_cache(maxsize=TEXTS_REMEMBERED)(self._read)
        # To look a plan up takes as long as to mark a card: so once for a page.
        self.highlighter: Final = lru_cache(maxsize=SEARCHES_REMEMBERED)(partial(Highlighter, reader=self))

    def knows(self, word: str) -> bool:
        """Whether offers use a word, so that it was not misspelt."""
        return any(stem in self._lexicon for stem in possible_stems(word))

    def _stems(self, written: str) -> Stems:
        found: set[str] = set()
        for word in words(written):
            if not is_stop_word(word):
                found.update(possible_stems(word))
                for part in self._lexicon.all_parts(word):
                    found.update(possible_stems(part))
        return frozenset(found)

    def _read(self, text: str) -> ReadText:
        pieces, places = tuple(_WRITTEN.split(text)), defaultdict[str, list[int]](list)
        for place in range(1, len(pieces), 2):
            for stem in self.stems(pieces[place]):
                places[stem].append(place)
        return ReadText(pieces, dict(places), frozenset(places), SafeString(escape(text)))


@lru_cache(maxsize=2)  # the lexicon there is and the one to come; older ones are to be let go
def reader_for(lexicon: Lexicon) -> Reader:
    """The reader of a lexicon, which remembers words as long as the lexicon is in use."""
    return Reader(lexicon)


class Highlighter:
    """Marks the words of one search."""

    def __init__(self, plan: TextPlan, reader: Reader) -> None:
        self._clauses: Final = plan.clauses
        self._reader: Final = reader
        self._asked: Final[Stems] = frozenset(stem for clause in plan.clauses for stem in _all_stems(clause))
        self._unknown: Final = [word for word in _typed(plan) if not reader.knows(word)]
        # Cards of one page have the same words again and again.
        self._wanted: Final = cache(self._wanted_of)
        self._misspelt: Final = cache(self._is_misspelt)
        # Popular searches show the same cards again and again.
        self.mark_again: Final = lru_cache(maxsize=MARKED_REMEMBERED)(self.mark)

    def mark(self, *texts: str) -> tuple[SafeString, ...]:
        """Texts that belong together, such as a title and its summary, as HTML with their words marked.

        They are looked at as one: of a phrase, words are marked where all of them are there. Nothing is
        given back where there is nothing to mark.
        """
        read = [self._reader.read(text) for text in texts]
        wanted = self._wanted(_NOTHING.union(*(text.stems & self._asked for text in read)))
        if wanted:
            return tuple([text.marked(wanted) for text in read])
        places = [self._misspelt_places(text) for text in read] if self._unknown else []
        return tuple(map(ReadText.marked_at, read, places)) if any(places) else ()

    def _misspelt_places(self, text: ReadText) -> list[int]:
        return [place for place in range(1, len(text.pieces), 2) if self._misspelt(text.pieces[place])]

    def _wanted_of(self, found: Stems) -> Stems:
        """Those of the stems that are there which make the search match."""
        return _NOTHING.union(*(_matched(clause, found) for clause in self._clauses)) if found else _NOTHING

    def _is_misspelt(self, written: str) -> bool:
        """Whether a word of the search that no offer knows may be this one with a mistake in it."""
        return any(is_misspelt(word, stem) for word in self._unknown for stem in self._reader.stems(written))


def _typed(plan: TextPlan) -> Iterator[str]:
    return (similar.word for clause in plan.clauses if not clause.is_known for similar in clause.similar)


def _matched(clause: Clause, found: Stems) -> Stems:
    """The stems that a clause is matched by; those it is likely to mean, where there are none as typed."""
    exact = _matched_by(clause.exact, found)
    return exact or _NOTHING.union(*(_matched_by(node, found) for node in clause.likely))


def _matched_by(node: Node, found: Stems) -> Stems:
    match node:
        case Word():
            return found.intersection(node.stems)
        case AllOf():
            parts = [_matched_by(part, found) for part in node.parts]
            return _NOTHING.union(*parts) if all(parts) else _NOTHING
        case AnyOf():
            return _NOTHING.union(*(_matched_by(choice, found) for choice in node.choices))
        case Related():
            return _matched_by(node.node, found)
        case Code():
            return _NOTHING


def _all_stems(clause: Clause) -> Iterator[str]:
    for node in (clause.exact, *clause.likely):
        yield from _stems_of(node)


def _stems_of(node: Node) -> Iterator[str]:
    match node:
        case Word():
            yield from node.stems
        case AllOf():
            for part in node.parts:
                yield from _stems_of(part)
        case AnyOf():
            for choice in node.choices:
                yield from _stems_of(choice)
        case Related():
            yield from _stems_of(node.node)
