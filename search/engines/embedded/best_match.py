"""The best match first: the rankings as one, then the boosts."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.utils.timezone import localdate
from pyroaring import BitMap

from search.engines.base import EngineRequest
from search.engines.embedded.meaning import Nearness
from search.engines.embedded.reader import Reader
from search.engines.embedded.words_found import NothingFound, WordsFound
from search.explanation import Explanation
from search.ranking import FUSED, Fused, boosts_of, fuse, named_values, weights_for

Place = tuple[int, Explanation]  # an ordinal, and all that its place among the results follows from


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
        (ordinal, Explanation(won, tuple(boosts_of(table.signals(ordinal, towns, named, now), today))))
        for ordinal, won in fused.items()
    ]
    yield from sorted(places, key=lambda place: (-place[1].score, place[0]))
    seen = set(fused)
    for ordinal in chain(words.all(), (ordinal for ordinal, _score in by_meaning)):
        if ordinal in found and ordinal not in seen:
            seen.add(ordinal)
            yield ordinal, Explanation(Fused())


def _among(found: BitMap, ordinals: Iterable[int], scores: Iterable[float]) -> Iterator[tuple[int, float]]:
    return (pair for pair in zip(ordinals, scores, strict=True) if pair[0] in found)
