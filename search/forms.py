"""The form of the directory. It reads any query string: what it does not know, it leaves out."""

from collections.abc import Container
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from offers.vocabulary import Vocabulary, vocabulary
from search.facets import DEFINITIONS, values_of
from search.near import place_called
from search.query import (
    FACET_PARAMETERS,
    LITERAL_PARAMETER,
    MAXIMUM_PAGE,
    MAXIMUM_TEXT_LENGTH,
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

LARGEST_KEY = 2**63 - 1
BEFORE_PARAMETER = "zuvor"
EVERYTHING = "1"  # of `woertlich`: no word is a filter
LITERAL = {FACET_PARAMETERS[facet]: facet for facet in FACETS}


class LenientText(forms.CharField):
    """Text of any bytes and length, tidied."""

    def clean(self, value: Any) -> str:
        return tidy_text(str(value or ""))


class LenientChoices(forms.Field):
    """Those of the values that are known. The page shows the choices as facets, with their counts."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, label: str, known: Container[str]) -> None:
        super().__init__(label=label, required=False)
        self.known = known

    def clean(self, value: Any) -> list[str]:
        return [code for code in value or () if code in self.known]


class LenientNumber(forms.IntegerField):
    """A number from 1 to `largest`, or `initial`."""

    def __init__(self, *, largest: int, initial: int | None = None) -> None:
        super().__init__(required=False, initial=initial, widget=forms.HiddenInput)
        self.largest = largest

    def clean(self, value: Any) -> int | None:
        digits = str(value or "").strip()
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 else 0
        return number if 1 <= number <= self.largest else self.initial


class SearchForm(forms.Form):
    """Always valid. The parameters of the URL are the names of its fields."""

    q = LenientText(label=_("Was suchen Sie?"), required=False, max_length=MAXIMUM_TEXT_LENGTH)
    anbieter = LenientNumber(largest=LARGEST_KEY)
    von = LenientText(label=_("In der Nähe von"), required=False, max_length=MAXIMUM_TEXT_LENGTH)
    umkreis = LenientNumber(largest=max(RADII), initial=USUAL_RADIUS)
    woertlich = LenientChoices(label="", known={EVERYTHING, *LITERAL})
    zuvor = LenientText(required=False, widget=forms.HiddenInput)
    sortierung = LenientText(required=False, widget=forms.HiddenInput)
    seite = LenientNumber(largest=MAXIMUM_PAGE, initial=1)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.vocabulary: Vocabulary = vocabulary()
        for definition in DEFINITIONS:
            self.fields[definition.parameter] = LenientChoices(
                label=str(definition.label), known=values_of(definition, self.vocabulary)
            )

    def query(self) -> SearchQuery:
        """What the form asks for."""
        self.full_clean()
        found = self.cleaned_data
        query = SearchQuery(
            text=found[TEXT_PARAMETER],
            provider=found[PROVIDER_PARAMETER],
            near=place_called(found[NEAR_PARAMETER], self.vocabulary),
            radius=found[RADIUS_PARAMETER],
            literal=_literal(found[LITERAL_PARAMETER]),
            sort=found[SORT_PARAMETER] if found[SORT_PARAMETER] in SORTS else "",
            page=found[PAGE_PARAMETER],
            **{definition.name: found[definition.parameter] for definition in DEFINITIONS},
        )
        return settle(query, found[BEFORE_PARAMETER], self.vocabulary)

    @property
    def unknown_place(self) -> str:
        """What was typed for a place and is none of the county."""
        typed: str = self.cleaned_data[NEAR_PARAMETER]
        return "" if place_called(typed, self.vocabulary) else typed


def _literal(values: list[str]) -> tuple[str, ...]:
    return FACETS if EVERYTHING in values else tuple(LITERAL[value] for value in values)
