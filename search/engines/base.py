"""What every engine can do. Engines store, count and rank; what words mean is decided in `search.text`."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple, Protocol

from offers.geo import Circle
from search.card_facts import CardFacts
from search.documents import OfferDocument
from search.embeddings import Vector
from search.explanation import Explanation
from search.query import SearchQuery
from search.ranking import day_of
from search.text.compounds import Lexicon
from search.text.plan import TextPlan
from search.text.title_beginning import TitleBeginning

# Seconds that a server may keep somebody waiting in all.
SEARCH_BUDGET: Final = 0.8
SAVE_BUDGET: Final = 0.8

Counts = Mapping[str, Mapping[str, int]]  # facet, value, number of offers


class EngineUnavailable(Exception):  # noqa: N818 - says what is the case, not whose mistake it is
    """The engine cannot answer now: it is away, has no index yet, or its index is damaged."""


class EngineBusy(EngineUnavailable):
    """Somebody else writes the index; what was to be written must wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineRequest:
    """One page of one search. `language` decides the order of titles, `now` what has ended or comes next.

    `meaning` is the vector of what is looked for, None where words alone decide; `lexicon` is the one that
    the plan was made with. `near` leaves what is in it, and what is near to everybody. `explains`: hits say
    by which boosts they won.
    """

    query: SearchQuery
    plan: TextPlan
    language: str
    now: datetime
    size: int
    with_counts: bool = True
    meaning: Vector | None = None
    near: Circle | None = None
    lexicon: Lexicon | None = None
    explains: bool = False

    @property
    def today(self) -> date:
        return day_of(int(self.now.timestamp()))

    @property
    def is_for_text(self) -> bool:
        """Whether words or their meaning are looked for; a search of stop words alone asks for neither."""
        return bool(self.plan) or self.meaning is not None


class EngineHit(NamedTuple):
    """`explanation` is None where something else than the best match decided the order."""

    pk: int
    score: float
    card: CardFacts
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """`page` is the page given: the last one, where a page beyond the end was asked for.

    Each facet is counted without its own filter, so that its other values show what they would give.
    """

    hits: tuple[EngineHit, ...]
    total: int
    page: int
    pages: int
    counts: Counts = field(default_factory=dict)


class Engine(Protocol):
    """Raises EngineUnavailable, and nothing else, where it cannot do what it is asked."""

    name: str

    def waiting_at_most(self, seconds: float) -> AbstractContextManager[None]:
        """What is asked of the engine inside waits for others so long in all, and is unavailable after."""

    def lexicon(self) -> Lexicon:
        """The lexicon that the index in use was made with."""

    def version(self) -> Hashable:
        """Another value whenever a search might give something else; None where that cannot be told."""

    def search(self, request: EngineRequest) -> EngineAnswer:
        """One page of the offers that match."""

    def complete(self, beginning: TitleBeginning, request: EngineRequest) -> tuple[EngineHit, ...]:
        """Some offers with such a title, of those that the filters leave: `request.size` at most."""

    def update(self, documents: Iterable[OfferDocument], gone: Iterable[int]) -> None:
        """Put documents into the index, in place of older ones of the same offer, and take others out.

        `documents` is read only once nobody else can write, so that what it reads is the newest there
        is. An offer that is both in `documents` and in `gone` is put in.
        """

    def rebuild(self, documents: Iterable[OfferDocument], lexicon: Lexicon) -> int:
        """Make a new index beside the one in use, swap them, and say how many offers it holds."""

    def entries(self) -> Iterator[tuple[int, str]]:
        """The primary key and digest of every document, to compare with the database."""
