"""From a request to a page of hits: words first, then bitmaps, then the order, then the cards."""

from dataclasses import dataclass
from itertools import islice
from math import ceil

from django.utils.timezone import localdate
from pyroaring import BitMap

from search.engines.base import Counts, EngineAnswer, EngineHit, EngineRequest
from search.engines.embedded.orders import Order
from search.engines.embedded.reader import Reader
from search.engines.embedded.words_index import Ranking
from search.query import FACET_PARAMETERS


@dataclass(frozen=True, slots=True)
class Matches:
    """What the words and the day leave (`candidates`), and which of those each filter leaves."""

    candidates: BitMap
    by_filter: dict[str, BitMap]
    ranking: Ranking | None

    @property
    def all_filters(self) -> BitMap:
        return self._filtered(self.by_filter)

    def without(self, facet: str) -> BitMap:
        return self._filtered({name: having for name, having in self.by_filter.items() if name != facet})

    def _filtered(self, filters: dict[str, BitMap]) -> BitMap:
        return BitMap.intersection(self.candidates, *filters.values()) if filters else self.candidates


def answer(reader: Reader, request: EngineRequest) -> EngineAnswer:
    matches = _match(reader, request)
    found = matches.all_filters
    total = len(found)
    pages = max(1, ceil(total / request.size))
    page = min(request.query.page, pages)
    ordered = _in_order(reader, request, matches, found, page)
    return EngineAnswer(
        hits=tuple(_hit(reader, ordinal, score) for ordinal, score in ordered),
        total=total,
        page=page,
        pages=pages,
        counts=_counts(reader, matches, found) if request.with_counts else {},
    )


def _match(reader: Reader, request: EngineRequest) -> Matches:
    candidates = reader.table.findable(localdate(request.now))
    ranking = reader.words.search(request.plan) if request.plan else None
    if ranking:
        candidates &= ranking.matching
    filters = {facet: reader.table.having(facet, values) for facet, values in request.query.filters.items()}
    if request.query.provider is not None:
        filters["provider"] = reader.table.having("provider", [str(request.query.provider)])
    return Matches(candidates, filters, ranking)


def _in_order(
    reader: Reader, request: EngineRequest, matches: Matches, found: BitMap, page: int
) -> list[tuple[int, float]]:
    """The ordinals of a page, each with its score; where words decide no order it is 0."""
    offset = (page - 1) * request.size
    sort = request.query.effective_sort
    if sort == "relevance" and matches.ranking:
        ranked = zip(matches.ranking.ordinals, matches.ranking.scores, strict=True)
        return list(islice((pair for pair in ranked if pair[0] in found), offset, offset + request.size))
    order = Order("next" if sort == "relevance" else sort, request.language, request.now)
    return [(ordinal, 0.0) for ordinal in reader.orders.page(found, order, offset, request.size)]


def _counts(reader: Reader, matches: Matches, found: BitMap) -> Counts:
    return {
        facet: reader.table.counts(facet, matches.without(facet) if facet in matches.by_filter else found)
        for facet in FACET_PARAMETERS
    }


def _hit(reader: Reader, ordinal: int, score: float) -> EngineHit:
    row = reader.table.rows[ordinal]
    return EngineHit(row.pk, score, reader.table.log.card(row))
