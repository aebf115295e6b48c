"""The form of the directory. It reads any query string: what it does not know, it leaves out."""

from collections.abc import Container
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from offers.vocabulary import vocabulary
from search.facets import DEFINITIONS, values_of
from search.query import (
    MAXIMUM_PAGE,
    MAXIMUM_TEXT_LENGTH,
    PAGE_PARAMETER,
    PROVIDER_PARAMETER,
    SORT_PARAMETER,
    SORTS,
    TEXT_PARAMETER,
    SearchQuery,
    tidy_text,
)

LARGEST_KEY = 2**63 - 1


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
    sortierung = LenientText(required=False, widget=forms.HiddenInput)
    seite = LenientNumber(largest=MAXIMUM_PAGE, initial=1)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        known = vocabulary()
        for definition in DEFINITIONS:
            self.fields[definition.parameter] = LenientChoices(
                label=str(definition.label), known=values_of(definition, known)
            )

    def query(self) -> SearchQuery:
        """What the form asks for."""
        self.full_clean()
        found = self.cleaned_data
        return SearchQuery(
            text=found[TEXT_PARAMETER],
            provider=found[PROVIDER_PARAMETER],
            sort=found[SORT_PARAMETER] if found[SORT_PARAMETER] in SORTS else "",
            page=found[PAGE_PARAMETER],
            **{definition.name: found[definition.parameter] for definition in DEFINITIONS},
        )
