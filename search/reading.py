"""How a search is read: which of its words are filters, and what is left to look for.

"Deutschkurs Hennef" looks for "Deutschkurs" in Hennef. Filters that a resident chose herself always win,
and what she wants to be read as words (`SearchQuery.literal`) is.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from offers.vocabulary import Vocabulary
from search.query import SearchQuery
from search.recognition import recogniser_of
from search.results import Taken
from search.text.filter_words import FACETS, PLACES
from search.text.normalise import words
from search.text.recognise import Found
from search.text.stopwords import is_stop_word

_PIECE: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Reading:
    """`asked` is the search as it stands in the address, `searched` what the engine is asked.

    `blanked` is the text with blanks in place of what became filters. `given_up` are filters that would have
    left nothing, so that their words are looked for instead.
    """

    asked: SearchQuery
    searched: SearchQuery
    blanked: str
    taken: tuple[Taken, ...] = ()
    given_up: tuple[Taken, ...] = ()

    @property
    def ticked(self) -> SearchQuery:
        """As it was typed, with the filters that are in use."""
        filters = {one.facet: one.values for one in self.taken}
        return self.asked.replace(page=self.asked.page, **filters) if filters else self.asked

    def with_words(self, corrected: str) -> str:
        """The text as it was typed, but with the words that were looked for put right."""
        text = self.asked.text
        pieces = list(zip(_PIECE.finditer(self.blanked), corrected.split(), strict=False))
        for piece, word in reversed(pieces):
            text = f"{text[: piece.start()]}{word}{text[piece.end() :]}"
        return text if corrected else ""


def read(query: SearchQuery, known: Vocabulary) -> Reading:
    """With everything as a filter that can be one."""
    found = recogniser_of(known).find(query.text) if query.text else ()
    taken, spans = [], []
    for facet in FACETS:
        here = [one for one in found if one.facet == facet]
        values = {value for one in here for value in one.phrase.values}
        own = set(getattr(query, facet))
        if not here or not _is_filter(query, facet, own, values):
            continue
        spans += here
        if not own:
            taken.append(Taken(facet, tuple(sorted(values)), tuple(one.said for one in here)))
    if not spans:
        return Reading(query, query, query.text)
    blanked = _without(query.text, spans)
    left = blanked if any(not is_stop_word(word) for word in words(blanked)) else ""
    filters = {one.facet: one.values for one in taken}
    searched = query.replace(page=query.page, text=left, literal=(), **filters)
    return Reading(query, searched, blanked, tuple(taken))


def read_with_fewer(reading: Reading, known: Vocabulary) -> Reading:
    """The same search with one filter less: first the times are words again, at last the place."""
    given_up = (reading.taken[-1], *reading.given_up)
    literal = (*reading.asked.literal, *(one.facet for one in given_up))
    again = read(reading.asked.replace(page=reading.asked.page, literal=literal), known)
    return replace(again, asked=reading.asked, given_up=given_up)


def _is_filter(query: SearchQuery, facet: str, own: set[str], values: set[str]) -> bool:
    """Words that say what a chosen filter says anyway are not looked for besides."""
    if facet in query.literal or (facet == PLACES and query.near):
        return False
    return not own or own <= values or values <= own


def _without(text: str, spans: Iterable[Found]) -> str:
    for span in spans:
        text = f"{text[: span.start]}{' ' * (span.end - span.start)}{text[span.end :]}"
    return text


def settle(query: SearchQuery, before: str, known: Vocabulary) -> SearchQuery:
    """The search that a form asks for, on whose page the filters taken from the words `before` were ticked.

    Left as they were, they are still taken from the words. One that was unticked is not wanted: its words
    are looked for. With other words, they are forgotten.
    """
    if not before:
        return query
    taken = read(SearchQuery(text=before, literal=query.literal), known).taken
    own = {one.facet: set(getattr(query, one.facet)) for one in taken}
    if before != query.text:
        others = {one.facet: own[one.facet] - set(one.values) for one in taken}
        return query.replace(page=query.page, literal=(), **others)
    unticked = [one.facet for one in taken if one.values and not own[one.facet] & set(one.values)]
    untouched = {one.facet: () for one in taken if own[one.facet] == set(one.values)}
    return query.replace(page=query.page, literal=(*query.literal, *unticked), **untouched)
