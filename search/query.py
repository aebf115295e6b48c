"""What somebody looks for, as a value. The query string of the URL is its spelling."""

import dataclasses
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Self
from urllib.parse import urlencode

from offers.enums import TaxonomyCode

MAXIMUM_TEXT_LENGTH: Final = 200
MAXIMUM_VALUES: Final = 20  # of one facet: more than any link of ours carries
MAXIMUM_PAGE: Final = 100_000

SORTS: Final = ("relevance", "next", "distance", "newest", "title")
RADII: Final = (5, 10, 20, 50)  # kilometres
USUAL_RADIUS: Final = 10

# Each facet with its parameter, in the order in which a URL spells them.
FACET_PARAMETERS: Final[Mapping[str, str]] = {
    "topics": "thema",
    "municipalities": "ort",
    "target_groups": "zielgruppe",
    "languages": "sprache",
    "levels": "niveau",
    "kinds": "art",
    "costs": "kosten",
    "times": "wann",
    "attributes": "merkmal",
}
# The vocabularies that residents filter by.
FACET_OF: Final[Mapping[str, str]] = {
    TaxonomyCode.TOPIC: "topics",
    TaxonomyCode.TARGET_GROUP: "target_groups",
    TaxonomyCode.LANGUAGE: "languages",
    TaxonomyCode.KIND: "kinds",
}
TEXT_PARAMETER: Final = "q"
PROVIDER_PARAMETER: Final = "anbieter"
NEAR_PARAMETER: Final = "von"
RADIUS_PARAMETER: Final = "umkreis"
LITERAL_PARAMETER: Final = "woertlich"
SORT_PARAMETER: Final = "sortierung"
PAGE_PARAMETER: Final = "seite"

Pair = tuple[str, str]  # a parameter and its value

_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
_ORIGIN = re.compile(r"\d{5}|\d{8}")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """One search. Equal searches are equal values and have one spelling, whatever order they came in.

    Values of one facet are alternatives; facets narrow each other down. `sort` may be empty: then the
    best order for the search is taken (`effective_sort`). Anything odd is tidied away, never refused.

    `near` is a postcode or the key (AGS) of a municipality; what is sought is at most `radius` kilometres
    away from there. `literal` are facets that words of the text must not set (`search.reading`).
    """

    text: str = ""
    topics: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    provider: int | None = None
    near: str = ""
    radius: int = USUAL_RADIUS
    literal: tuple[str, ...] = ()
    sort: str = ""
    page: int = 1

    def __post_init__(self) -> None:
        for name in FACET_PARAMETERS:
            if (values := getattr(self, name)) != ():
                object.__setattr__(self, name, _tidy_values(tuple(values)))
        object.__setattr__(self, "text", tidy_text(self.text))
        object.__setattr__(self, "near", self.near if _ORIGIN.fullmatch(self.near) else "")
        has_radius = bool(self.near) and self.radius in RADII
        object.__setattr__(self, "radius", self.radius if has_radius else USUAL_RADIUS)
        literal = (name for name in FACET_PARAMETERS if self.text and name in self.literal)
        object.__setattr__(self, "literal", tuple(literal))
        is_order = self.sort in SORTS and (self.sort != "distance" or bool(self.near))
        object.__setattr__(self, "sort", self.sort if is_order else "")
        object.__setattr__(self, "page", min(max(self.page, 1), MAXIMUM_PAGE))

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The facets that narrow this search down, with their values."""
        values = {name: getattr(self, name) for name in FACET_PARAMETERS}
        return {name: chosen for name, chosen in values.items() if chosen}

    @property
    def literal_parameters(self) -> tuple[str, ...]:
        """The facets that words must not set, by their parameters."""
        return tuple(FACET_PARAMETERS[name] for name in self.literal)

    @property
    def effective_sort(self) -> str:
        """The one asked for, where it makes sense."""
        return self.sort if self.sort and (self.text or self.sort != "relevance") else self.usual_sort

    @property
    def usual_sort(self) -> str:
        """Without an order asked for: the best match where there are words, else what is near or next."""
        return "relevance" if self.text else "distance" if self.near else "next"

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all, be it words or a filter."""
        return bool(self.text or self.filters or self.provider is not None or self.near)

    def replace(self, **changes: Any) -> Self:
        """The same search with these fields changed; back on the first page unless a page is given."""
        return dataclasses.replace(self, **{"page": 1, **changes})

    def to_querystring(self) -> str:
        """The canonical spelling, without a question mark; empty for the search for everything."""
        return self.spell_pages([self.page])[self.page]

    def spell_pages(self, numbers: Iterable[int]) -> dict[int, str]:
        """The spelling of the same search on each of these pages."""
        first = [spelled for _pair, spelled in _parts_of(self)]
        return {
            number: "&".join([*first, spell(PAGE_PARAMETER, str(number))] if number > 1 else first)
            for number in numbers
        }

    def spell_orders(self, sorts: Iterable[str]) -> dict[str, str]:
        """The spelling of the first page of the same search in each of these orders; "" is the usual one."""
        rest = self._without({SORT_PARAMETER})
        return {sort: "&".join([*rest, spell(SORT_PARAMETER, sort)] if sort else rest) for sort in sorts}

    def spell_without(self, facet: str, value: str) -> str:
        """The spelling of the first page of the same search without this value of a facet."""
        left_out = (FACET_PARAMETERS[facet], value)
        return "&".join([spelled for pair, spelled in _parts_of(self) if pair != left_out])

    def spell_from_anywhere(self) -> str:
        """The spelling of the first page of the same search, near no place and in no order yet."""
        return "&".join(self._without({NEAR_PARAMETER, RADIUS_PARAMETER, SORT_PARAMETER}))

    def _without(self, parameters: Collection[str]) -> list[str]:
        return [spelled for (parameter, _value), spelled in _parts_of(self) if parameter not in parameters]

    def _pairs(self) -> Iterator[Pair]:
        """Every parameter but the page, in the order of the spelling."""
        if self.text:
            yield TEXT_PARAMETER, self.text
        for name, parameter in FACET_PARAMETERS.items():
            for value in getattr(self, name):
                yield parameter, value
        if self.provider is not None:
            yield PROVIDER_PARAMETER, str(self.provider)
        if self.near:
            yield NEAR_PARAMETER, self.near
            yield RADIUS_PARAMETER, str(self.radius)
        for name in self.literal_parameters:
            yield LITERAL_PARAMETER, name
        if self.sort:
            yield SORT_PARAMETER, self.sort


# A page links to many searches that differ from its own in one filter, order or page.
@lru_cache(maxsize=1024)
def _parts_of(query: SearchQuery) -> tuple[tuple[Pair, str], ...]:
    """The parameters of a search, each with its spelling."""
    return tuple([(pair, spell(*pair)) for pair in query._pairs()])


@lru_cache(maxsize=4096)
def spell(name: str, value: str) -> str:
    """A parameter as it stands in a URL."""
    return urlencode({name: value})


@lru_cache(maxsize=1024)
def tidy_text(text: str) -> str:
    """Text as a person would have typed it: one line, no control characters, no half characters."""
    whole = text[: MAXIMUM_TEXT_LENGTH * 4].encode("utf-8", "ignore").decode("utf-8")
    visible = "".join(" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in whole)
    return _BLANKS.sub(" ", visible).strip()[:MAXIMUM_TEXT_LENGTH].strip()


@lru_cache(maxsize=1024)
def _tidy_values(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if _VALUE.fullmatch(value)})[:MAXIMUM_VALUES])
