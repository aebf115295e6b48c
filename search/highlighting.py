"""The words of a search, marked in what a card shows: whatever the spelling, form or language they match in.

Pure, and the same for every engine: it reads the plan that engines are asked with, and looks at nothing
but the text itself. A word is read once and remembered, for the same words stand on card after card.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from typing import Final
from weakref import WeakKeyDictionary

from django.utils.safestring import SafeString, mark_safe

from search.results import Hit, Marked
from search.text.compounds import Lexicon
from search.text.normalise import words
from search.text.plan import AllOf, AnyOf, Clause, Code, Node, Related, TextPlan, Word
from search.text.spelling import is_misspelt
from search.text.stemming import possible_stems
from search.text.stopwords import is_stop_word

Stems = frozenset[str]

REMEMBERED: Final = 20_000  # words

# A word as it is written: letters and digits with the marks that `normalise` takes away.
_WRITTEN: Final = re.compile(
    "([^\\W_](?:[^\\W_]|[\u00ad\u00b7\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u2027\u200b-\u200f])*)"
)
_NOTHING: Final[Stems] = frozenset()


def mark_hits(hits: Iterable[Hit], plan: TextPlan, lexicon: Lexicon | None) -> tuple[Hit, ...]:
    """The hits with the words of the plan marked on their cards; the lexicon is that of the plan."""
    if not plan or lexicon is None:
        return tuple(hits)
    highlighter = Highlighter(plan, reader_for(lexicon))
    return tuple([_mark_hit(hit, highlighter) for hit in hits])


def _mark_hit(hit: Hit, highlighter: "Highlighter") -> Hit:
    marked = highlighter.mark(hit.card.title, hit.card.summary)
    return Hit(hit.pk, hit.score, hit.card, hit.explanation, Marked(*marked)) if marked else hit


class Reader:
    """Reads written words into all stems they may have, those of the parts of a compound included."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon: Final = lexicon
        self.stems: Final = lru_cache(maxsize=REMEMBERED)(self._stems)

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


_readers: WeakKeyDictionary[Lexicon, Reader] = WeakKeyDictionary()


def reader_for(lexicon: Lexicon) -> Reader:
    """The reader of a lexicon, which remembers words as long as the lexicon is in use."""
    found = _readers.get(lexicon)
    if found is None:
        found = _readers[lexicon] = Reader(lexicon)
    return found


class Highlighter:
    """Marks the words of one search."""

    def __init__(self, plan: TextPlan, reader: Reader) -> None:
        self._clauses: Final = plan.clauses
        self._reader: Final = reader
        self._asked: Final[Stems] = frozenset(stem for clause in plan.clauses for stem in _all_stems(clause))
        self._unknown: Final = [word for word in _typed(plan) if not reader.knows(word)]
        # Cards of one page have the same words again and again.
        self._read: Final = cache(self._read_word)
        self._wanted: Final = cache(self._wanted_of)
        self._misspelt: Final = cache(self._is_misspelt)

    def mark(self, *texts: str) -> tuple[SafeString, ...]:
        """Texts that belong together, such as a title and its summary, as HTML with their words marked.

        They are looked at as one: of a phrase, words are marked where all of them are there. Nothing is
        given back where there is nothing to mark.
        """
        pieces = [_WRITTEN.split(text) for text in texts]  # at odd places the words
        there = {written for parts in pieces for written in parts[1::2]}
        read = {written: stems for written in there if (stems := self._read(written))}
        wanted = self._wanted(_NOTHING.union(*read.values())) if read else _NOTHING
        if wanted:
            marked = {written for written, stems in read.items() if not stems.isdisjoint(wanted)}
        else:
            marked = {written for written in there if self._misspelt(written)} if self._unknown else set()
        return tuple([_marked(parts, marked) for parts in pieces]) if marked else ()

    def _read_word(self, written: str) -> Stems:
        return self._reader.stems(written) & self._asked

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


def _marked(pieces: list[str], marked: Collection[str]) -> SafeString:
    """Everything is escaped but the marks; in a word is nothing to escape."""
    parts, end = list[str](), 0
    for place in range(1, len(pieces), 2):
        if pieces[place] in marked:
            parts += (escape("".join(pieces[end:place])), "<mark>", pieces[place], "</mark>")
            end = place + 1
    return mark_safe("".join([*parts, escape("".join(pieces[end:]))]))
