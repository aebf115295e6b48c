"""What makes the offers of a generation more useful to who searches: factors of many, names for a few."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from search.engines.base import EngineRequest
from search.engines.embedded.columns import NEVER
from search.engines.embedded.facts_table import FactsTable
from search.ranking import Boost, Signals, boosts_of, day_of, factors_of, named_values, start_of


class Boosting:
    """The boosts of one search."""

    def __init__(self, table: FactsTable, request: EngineRequest) -> None:
        self._table: Final = table
        self._today: Final = request.today
        self._in_town: Final = table.in_towns(request.query.municipalities)
        self._named: Final = [
            table.having(facet, [code])
            for facet, codes in named_values(request.plan).items()
            for code in codes
        ]

    def factors(self, ordinals: NDArray[Any]) -> NDArray[Any]:
        """What the scores of these offers are multiplied by."""
        standing = self._table.standing.factors(ordinals, self._today)
        named = sum((_among(ordinals, having).astype(int) for having in self._named), np.zeros(1, int))
        return factors_of(standing, named, _among(ordinals, self._in_town))

    def boosts(self, ordinals: NDArray[Any]) -> Iterator[tuple[Boost, ...]]:
        """The same by name, of each of a few offers."""
        columns = self._table.columns
        moments = columns.next_moments(start_of(self._today), ordinals)[0].tolist()
        days = zip(columns.verified(ordinals).tolist(), columns.review(ordinals).tolist(), strict=True)
        for ordinal, (verified, review), moment in zip(ordinals.tolist(), days, moments, strict=True):
            yield _boosts_of(
                date.fromordinal(verified) if verified else None,
                date.fromordinal(review) if review else None,
                columns.places(ordinal),
                None if moment == NEVER else day_of(moment),
                ordinal in self._in_town,
                sum([ordinal in having for having in self._named]),
                self._today,
            )


@lru_cache(maxsize=4096)
def _boosts_of(
    verified_on: date | None,
    review_on: date | None,
    places: str,
    starts_on: date | None,
    is_in_town: bool,
    named: int,
    today: date,
) -> tuple[Boost, ...]:
    """Many offers have the same."""
    signals = Signals(
        verified_on=verified_on,
        review_on=review_on,
        places=places,
        starts_on=starts_on,
        is_in_town=is_in_town,
        named=named,
    )
    return tuple(boosts_of(signals, today))


def _among(ordinals: NDArray[Any], having: BitMap) -> NDArray[np.bool_]:
    return np.fromiter(map(having.__contains__, ordinals.tolist()), dtype=bool, count=len(ordinals))
