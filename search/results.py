"""What a search gives back: values that templates show and that know no database."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString

from offers.words_links import WordsLink
from search.explanation import Explanation
from search.query import SearchQuery
from search.skeletons import Skeleton
from search.text.plan import TextPlan


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
    are languages it can be read in besides, `more_words` how many of them are left out. `distance_label`
    says how far away it is, where somebody asked for what is near. `stale_label` warns where nobody has
    confirmed it for long. `drawn` is the markup of the card by its
    heading, once somebody has drawn it; another card made of this one has none yet.
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
    verified_label: str
    stale_label: str
    is_example: bool
    focus_area: str = ""
    other_words: tuple[WordsLink, ...] = ()
    more_words: int = 0
    distance_label: str = ""
    drawn: dict[str, Skeleton] = field(default_factory=dict, init=False, compare=False, repr=False)


class Marked(NamedTuple):
    """The words of a card as HTML, in which those of a search are marked."""

    title: SafeString
    summary: SafeString


class Hit(NamedTuple):
    """`explanation` says what it won by, where the best match decided the order.

    `marked` is None where the card has none of the words that were searched for.
    """

    pk: int
    score: float
    card: Card
    explanation: Explanation | None = None
    marked: Marked | None = None


class WayOn(NamedTuple):
    """One search among several: `value` says what is special about it, `url` is the way to it."""

    value: str
    label: str
    count: int  # type: ignore[assignment] # of offers; hides that of a tuple
    is_selected: bool
    url: str


class Value(NamedTuple):
    """A value of a facet; `parent` is the value it stands below."""

    code: str
    label: str
    icon: str = ""
    parent: str = ""


Tree = tuple[tuple[Value, "Tree"], ...]  # values, each with those below it


class Facet(NamedTuple):
    """A filter: its values in order, how many offers have each, and which of them are in use."""

    name: str
    parameter: str
    label: str
    tree: Tree
    counts: Mapping[str, int]
    chosen: Container[str] = ()


class Chip(NamedTuple):
    """A filter in use; `url` is the query string of the search without it."""

    label: str
    facet_label: str
    url: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken from the words of a search for one facet; `said` is how it was typed.

    Without values it is the whole county, which is no filter.
    """

    facet: str
    values: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """One page of results. `is_degraded`: another one answered than the engine that should have; where
    `engine` is "database", words were not looked at.

    `corrected` is the text of the search with misspelt words put right, "" where there are none. `recognised`
    are filters taken from the words of the search; `given_up` are those that would have left nothing, so
    that their words were looked for. `sought` is the text without the words that became filters, `plan` what
    it was understood as; `is_by_meaning`, whether its meaning was looked for as well.
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
    sought: str = ""
    recognised: tuple[Taken, ...] = ()
    given_up: tuple[Taken, ...] = ()
    plan: TextPlan = field(default_factory=TextPlan)
    is_by_meaning: bool = False
