"""The form of the directory. It reads any query string: what it does not know, it leaves out.

It is always valid, and a page pays for it with every request: hence no machinery of forms.
"""

from collections.abc import Container
from functools import cached_property
from typing import Final

from django.http import QueryDict

from offers.vocabulary import Vocabulary, vocabulary
from search.facets import DEFINITIONS, values_of
from search.near import place_called
from search.query import (
    FACET_PARAMETERS,
    LITERAL_PARAMETER,
    MAXIMUM_PAGE,
    NEAR_PARAMETER,
    PAGE_PARAMETER,
    PROVIDER_PARAMETER,
    RADII,
    RADIUS_PARAMETER,
    SORT_PARAMETER,
    SORTS,
    TEXT_PARAMETER,
    USUAL_RADIUS,
    SearchQuery,
    tidy_text,
)
from search.reading import settle
from search.text.filter_words import FACETS

LARGEST_KEY: Final = 2**63 - 1
LONGEST_NUMBER: Final = 19  # digits
BEFORE_PARAMETER: Final = "zuvor"
EVERYTHING: Final = "1"  # of `woertlich`: no word is a filter
LITERAL: Final = {FACET_PARAMETERS[facet]: facet for facet in FACETS}


class SearchForm:
    """The parameters of a URL as a search."""

    def __init__(self, data: QueryDict) -> None:
        self._data: Final = data
        self._vocabulary: Final[Vocabulary] = vocabulary()

    def query(self) -> SearchQuery:
        """What the form asks for."""
        sort = self._text(SORT_PARAMETER)
        query = SearchQuery(
            text=self._text(TEXT_PARAMETER),
            provider=self._number(PROVIDER_PARAMETER, LARGEST_KEY),
            near=place_called(self._place, self._vocabulary) if self._place else "",
            radius=self._number(RADIUS_PARAMETER, max(RADII)) or USUAL_RADIUS,
            literal=_literal(self._values(LITERAL_PARAMETER, {EVERYTHING, *LITERAL})),
            sort=sort if sort in SORTS else "",
            page=self._number(PAGE_PARAMETER, MAXIMUM_PAGE) or 1,
            **{
                definition.name: self._values(definition.parameter, values_of(definition, self._vocabulary))
                for definition in DEFINITIONS
                if definition.parameter in self._data
            },
        )
        return settle(query, self._text(BEFORE_PARAMETER), self._vocabulary)

    @property
    def unknown_place(self) -> str:
        """What was typed for a place and is none of the county."""
        is_known = not self._place or place_called(self._place, self._vocabulary)
        return "" if is_known else self._place

    @property
    def unknown_filters(self) -> tuple[str, ...]:
        """What the filters are called of which the address names values that there are not, or no longer."""
        return tuple(
            [
                str(definition.label)
                for definition in DEFINITIONS
                if definition.parameter in self._data
                and self._unknown(definition.parameter, values_of(definition, self._vocabulary))
            ]
        )

    @cached_property
    def _place(self) -> str:
        return self._text(NEAR_PARAMETER)

    def _text(self, name: str) -> str:
        """Text of any bytes and length, tidied; the last of several."""
        return tidy_text(str(self._data.get(name) or ""))

    def _values(self, name: str, known: Container[str]) -> tuple[str, ...]:
        return tuple(value for value in self._data.getlist(name) if value in known)

    def _unknown(self, name: str, known: Container[str]) -> list[str]:
        return [value for value in self._data.getlist(name) if value and value not in known]

    def _number(self, name: str, largest: int) -> int | None:
        """A number from 1 to `largest`."""
        digits = str(self._data.get(name) or "").strip()
        is_number = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER
        number = int(digits) if is_number else 0
        return number if 1 <= number <= largest else None


def _literal(values: tuple[str, ...]) -> tuple[str, ...]:
    return FACETS if EVERYTHING in values else tuple(LITERAL[value] for value in values)
