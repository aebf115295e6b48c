"""The best match first: the rankings as one, then the boosts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.utils.timezone import localdate
from pyroaring import BitMap

from search.engines.base import EngineRequest
from search.engines.embedded.meaning import Nearness
from search.engines.embedded.reader import Reader
from search.engines.embedded.words_found import NothingFound, WordsFound
from search.ranking import (
    FUSED,
    Boost,
    Fused,
    boosts_of,
    factor_of,
    fuse,
    named_values,
    weights_for,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An ordinal with all that its place among the results follows from."""

    ordinal: int
    fused: Fused
    boosts: tuple[Boost, ...]

    @property
    def score(self) -> float:
        return self.fused.score * factor_of(self.boosts)


def in_order_of_match(
    reader: Reader, request: EngineRequest, found: BitMap, words: WordsFound | NothingFound, meaning: Nearness
) -> Iterator[Place]:
    """What was found, best first. Places count within what the filters leave, as in a portal of that town."""
    by_meaning = _among(found, meaning.ordinals, meaning.scores)
    fused = fuse(
        words.best(found, FUSED),
        list(islice(by_meaning, FUSED)),
        lambda ordinals: words.compare_grams(list(ordinals)),
        weights_for(request.plan),
    )
    table = reader.table
    today, towns = localdate(request.now), frozenset(request.query.municipalities)
    now = int(request.now.timestamp())
    named = [
        table.having(facet, [code]) for facet, codes in named_values(request.plan).items() for code in codes
    ]
    places = [
        Place(ordinal, place, tuple(boosts_of(table.signals(ordinal, towns, named, now), today)))
        for ordinal, place in fused.items()
    ]
    yield from sorted(places, key=lambda place: (-place.score, place.ordinal))
    seen = set(fused)
    for ordinal in chain(words.all(), (ordinal for ordinal, _score in by_meaning)):
        if ordinal in found and ordinal not in seen:
            seen.add(ordinal)
            yield Place(ordinal, Fused(), ())


def _among(found: BitMap, ordinals: Iterable[int], scores: Iterable[float]) -> Iterator[tuple[int, float]]:
    return (pair for pair in zip(ordinals, scores, strict=True) if pair[0] in found)
