"""What two rankings of the server come to: who is found, how often each facet, and in which order.

Pure, and the same as the embedded engine does with its bitmaps.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from search.engines.base import EngineRequest
from search.explanation import Explanation
from search.ranking import (
    FUSED,
    NEAR_ENOUGH,
    Boost,
    Signals,
    boosts_of,
    day_of,
    fill_up_to,
    fuse,
    least_nearness,
    named_values,
    number_meant,
    start_of,
    weights_for,
)

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer that may be shown: `words` is what its words score, `has_words` whether those alone would do.

    `grams` is what its 4-grams score, `nearness` how near its meaning is, `facts` what the server gave of
    its fields.
    """

    pk: int
    words: float = 0.0
    grams: float = 0.0
    has_words: bool = False
    nearness: float = 0.0
    facts: Mapping[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: `total` by words alone, the best of those, the nearest by meaning, the counts.

    `nearest_of_all` is how near the nearest is that there is, whatever the filters.
    `nearest_without` and `total_without` are the same for each facet that narrows down, without its filter.
    """

    total_by_words: int
    best: Sequence[Candidate]
    nearest: Sequence[Candidate] = ()
    nearest_of_all: float = 0.0
    counts: Counts = field(default_factory=dict)
    nearest_without: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    total_without: Mapping[str, int] = field(default_factory=dict)

    def total(self, request: EngineRequest) -> int:
        return self.total_by_words + len(self.meant(request))

    def meant(self, request: EngineRequest) -> list[Candidate]:
        """Those that are found though their words alone would not do."""
        return self._added(request, self.nearest, self.total_by_words)

    def _added(self, request: EngineRequest, nearest: Sequence[Candidate], by_words: int) -> list[Candidate]:
        least = least_nearness(request.plan, self.nearest_of_all)
        return added(nearest, fill_up_to(request.plan, by_words), least)

    def all_counts(self, request: EngineRequest) -> Counts:
        """The counts by words, and those that are found for their meaning."""
        counts = {facet: dict(values) for facet, values in self.counts.items()}
        meant = self.meant(request)
        for facet, values in counts.items():
            if facet in self.nearest_without:
                more = self._added(request, self.nearest_without[facet], self.total_without[facet])
            else:
                more = meant
            for candidate in more:
                for value in candidate.facts.get(f"facets.{facet}", ()):
                    values[value] = values.get(value, 0) + 1
        return counts

    def in_order(self, request: EngineRequest) -> dict[int, Explanation]:
        """The best of all, best first, each with what it won by."""
        meant = {candidate.pk for candidate in self.meant(request)}
        near = [one for one in self.nearest if one.has_words or one.pk in meant]
        known = {one.pk: one for one in [*near, *self.best]}
        by_words = sorted(
            ((one.pk, one.words) for one in known.values() if one.words > 0), key=lambda pair: -pair[1]
        )
        by_meaning = [(one.pk, one.nearness) for one in near if one.nearness >= NEAR_ENOUGH]

        def by_grams(keys: Iterable[int]) -> list[tuple[int, float]]:
            return sorted(((pk, known[pk].grams) for pk in keys), key=lambda pair: -pair[1])

        fused = fuse(by_words[:FUSED], by_meaning, by_grams, weights_for(request.plan))
        places = {pk: Explanation(place, _boosts(known[pk], request)) for pk, place in fused.items()}
        return dict(sorted(places.items(), key=lambda pair: (-pair[1].score, pair[0])))


def added(nearest: Sequence[Candidate], wanted: int, least: float) -> list[Candidate]:
    """Of those surely meant, and of the nearest others up to `wanted`, the ones that words do not find."""
    number = number_meant([candidate.nearness for candidate in nearest], wanted, least)
    return [candidate for candidate in nearest[:number] if not candidate.has_words]


def signals_of(candidate: Candidate, request: EngineRequest) -> Signals:
    """What the boosts of an offer follow from."""
    places = candidate.facts.get("places")
    return Signals(
        verified_on=_day(candidate, "verified_on"),
        review_on=_day(candidate, "review_on"),
        places=places[0] if places else "",
        starts_on=_starts_on(candidate.facts.get("when", ()), start_of(request.today)),
        is_in_town=any(town in request.query.municipalities for town in candidate.facts.get("towns", ())),
        named=sum(
            len(codes.intersection(candidate.facts.get(f"facets.{facet}", ())))
            for facet, codes in named_values(request.plan).items()
        ),
    )


def _day(candidate: Candidate, name: str) -> date | None:
    told = candidate.facts.get(name)
    return date.fromisoformat(told[0]) if told else None


def _starts_on(moments: Iterable[str], since: int) -> date | None:
    for moment in moments:
        start, end = moment.split()
        if int(end) > since:
            return day_of(int(start))
    return None


def _boosts(candidate: Candidate, request: EngineRequest) -> tuple[Boost, ...]:
    return tuple(boosts_of(signals_of(candidate, request), request.today))
