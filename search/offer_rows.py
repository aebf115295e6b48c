"""The rows of an offer, read once, and what follows from them for filtering."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from offers.enums import CostKind, GermanLevel, ScheduleKind, TaxonomyCode
from offers.geo import Point, point_of
from offers.schedules import occurrences, times_of_day, unfinished, weekdays
from search.card_facts import Moment
from search.offer_tables import OfferTables

if TYPE_CHECKING:
    from offers.models import Offer, Term

STORED_OCCURRENCES: Final = 8  # a weekly course stays right for two months without a new document

COST_VALUES: Final = {CostKind.FREE: "free", CostKind.REDUCED: "reduced", CostKind.AMOUNT: "paid"}


class OfferRows:
    """Reads an `Offer` and what other tables say of it; asks nothing of the database."""

    def __init__(self, offer: "Offer", tables: OfferTables, now: datetime) -> None:
        self.offer: Final = offer
        self.now: Final = now
        self._tables: Final = tables
        self.words: Final = tables.words
        self.locations: Final = tables.locations
        self.costs: Final = tables.costs
        lines = tables.schedules
        self._breaks: Final = [line.as_break() for line in lines if line.kind == ScheduleKind.BREAK]
        self._all_rules: Final = [line.as_rule() for line in lines if line.kind != ScheduleKind.BREAK]
        self.rules: Final = tuple(unfinished(self._all_rules, now.date()))

    @cached_property
    def terms(self) -> dict[str, list["Term"]]:
        """The terms by vocabulary, in the order of the vocabulary."""
        found: dict[str, list[Term]] = {TaxonomyCode.KIND: [self.offer.kind]}
        if self.offer.course_type:
            found[TaxonomyCode.COURSE_TYPE] = [self.offer.course_type]
        for term in sorted(self._tables.terms, key=lambda term: (term.sort_order, term.code)):
            found.setdefault(term.taxonomy.code, []).append(term)
        return found

    def codes_in(self, taxonomy: str) -> tuple[str, ...]:
        return unique(term.code for term in self.terms.get(taxonomy, ()))

    @cached_property
    def towns(self) -> tuple[str, ...]:
        return unique(location.municipality.name for location in self.locations)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Where it takes place or, where it comes to people, the centres of the towns that it serves."""
        if self.locations:
            found = [location.public_point for location in self.locations]
        elif self.offer.serves_whole_county:
            return ()
        else:
            found = [point_of(town) for town in self._tables.served]
        return tuple(dict.fromkeys(point for point in found if point))

    @property
    def is_anywhere(self) -> bool:
        """Whether it is near to everybody: online, or in no place at all."""
        return self.offer.is_online or not self.points

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics and the focus areas above them, so that choosing an area finds what is below it."""
        topics = self.terms.get(TaxonomyCode.TOPIC, ())
        areas = (term.parent.code for term in topics if term.parent)
        return unique([*(term.code for term in topics), *areas])

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(GermanLevel.between(self.offer.level_from, self.offer.level_to))

    @property
    def cost_values(self) -> tuple[str, ...]:
        return unique(COST_VALUES[CostKind(option.kind)] for option in self.costs)

    def served(self, municipalities: Collection[str]) -> tuple[str, ...]:
        """Where it takes place and whom it serves: either makes it an offer of that municipality."""
        places = [location.municipality.ags for location in self.locations]
        if self.offer.serves_whole_county:
            return unique([*places, *municipalities])
        return unique([*places, *(town.ags for town in self._tables.served)])

    @property
    def times(self) -> tuple[str, ...]:
        return unique([*(day.lower() for day in weekdays(self.rules)), *times_of_day(self.rules)])

    @cached_property
    def is_barrier_free(self) -> bool:
        """Only where every place is: nobody should have to find out at the door."""
        return bool(self.locations) and all(location.is_barrier_free for location in self.locations)

    @property
    def attributes(self) -> tuple[str, ...]:
        facts = {
            "childcare": self.offer.has_childcare,
            "women_only": self.offer.is_women_only,
            "barrier_free": self.is_barrier_free,
            "online": self.offer.is_online,
        }
        return tuple(name for name, is_so in facts.items() if is_so)

    @property
    def timetable(self) -> str:
        """Everything that dates follow from, the same on every day."""
        return repr((self._all_rules, self._breaks, self.offer.valid_from, self.offer.valid_to))

    def moments(self) -> Iterator[Moment]:
        """The next times it takes place, while it is valid and open."""
        offer = self.offer
        if offer.is_temporarily_closed and not offer.closed_until:
            return
        first = max(self.now, self._start_of(offer.valid_from), self._end_of(offer.closed_until))
        for found in occurrences(self.rules, self._breaks, first, limit=STORED_OCCURRENCES):
            if offer.valid_to and found.starts_at.date() > offer.valid_to:
                return
            starts_at = int(found.starts_at.timestamp())
            ends_at = int(found.ends_at.timestamp()) if found.ends_at else 0
            yield Moment(starts_at, ends_at, found.is_all_day, found.is_opening_hours)

    def _start_of(self, day: date | None) -> datetime:
        return datetime.combine(day, time.min, self.now.tzinfo) if day else self.now

    def _end_of(self, day: date | None) -> datetime:
        return self._start_of(day + timedelta(days=1)) if day else self.now


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values in order, each once."""
    return tuple(dict.fromkeys(values))
