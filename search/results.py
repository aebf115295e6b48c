"""What a search gives back: values that templates show and that know no database."""

from dataclasses import dataclass, field
from datetime import date, datetime

from offers.words_links import WordsLink
from search.query import SearchQuery


@dataclass(frozen=True, slots=True)
class Badge:
    """A short fact with an icon, such as "mit Kinderbetreuung"."""

    code: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything that the card of an offer shows, in one language.

    `language` and `direction` are those of the words; `is_fallback` says that the reader's own
    language was not there. `next_on` is when it takes place next, None when nobody said. `other_words`
    are languages it can be read in besides, `more_words` how many of them are left out.
    """

    pk: int
    url: str
    title: str
    summary: str
    language: str
    direction: str
    is_fallback: bool
    provider_name: str
    kind_label: str
    kind_icon: str
    place: str
    topic_labels: tuple[str, ...]
    level_label: str
    cost_label: str
    cost_is_free: bool
    languages_label: str
    next_on: datetime | None
    next_label: str
    schedule_label: str
    badges: tuple[Badge, ...]
    verified_on: date | None
    is_example: bool
    focus_area: str = ""
    other_words: tuple[WordsLink, ...] = ()
    more_words: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    pk: int
    score: float
    card: Card


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value of a facet; `url` is the query string of the search with it added or taken away."""

    value: str
    label: str
    count: int
    is_selected: bool
    url: str
    children: tuple["FacetOption", ...] = ()
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    parameter: str
    label: str
    options: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use; `url` is the query string of the search without it."""

    label: str
    facet_label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """One page of results. `is_degraded`: another one answered than the engine that should have; where
    `engine` is "database", words were not looked at.

    `corrected` is the text of the search with misspelt words put right, "" where there are none.
    """

    query: SearchQuery
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: tuple[Facet, ...] = field(default=())
    page: int = 1
    pages: int = 1
    is_degraded: bool = False
    engine: str = ""
    corrected: str = ""
