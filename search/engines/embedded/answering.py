"""From a request to a page of hits: words first, then bitmaps, then the order, then the cards."""

from dataclasses import dataclass
from math import ceil

from django.utils.timezone import localdate
from pyroaring import BitMap

from search.engines.base import Counts, EngineAnswer, EngineHit, EngineRequest
from search.engines.embedded.orders import Order
from search.engines.embedded.reader import Reader
from search.query import FACET_PARAMETERS


@dataclass(frozen=True, slots=True)
class Matches:
    """What the words and the day leave (`candidates`), and which of those each filter leaves."""

    candidates: BitMap
    by_filter: dict[str, BitMap]
    scores: dict[int, float] | None

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
    ordinals = _in_order(reader, request, matches, found, page)
    return EngineAnswer(
        hits=tuple(_hit(reader, ordinal, matches.scores) for ordinal in ordinals),
        total=total,
        page=page,
        pages=pages,
        counts=_counts(reader, matches, found) if request.with_counts else {},
    )


def _match(reader: Reader, request: EngineRequest) -> Matches:
    candidates = reader.table.findable(localdate(request.now))
    scores = None
    if request.plan:
        matching, scores = reader.words.search(request.plan)
        candidates &= matching
    filters = {facet: reader.table.having(facet, values) for facet, values in request.query.filters.items()}
    if request.query.provider is not None:
        filters["provider"] = reader.table.having("provider", [str(request.query.provider)])
    return Matches(candidates, filters, scores)


def _in_order(
    reader: Reader, request: EngineRequest, matches: Matches, found: BitMap, page: int
) -> list[int]:
    offset = (page - 1) * request.size
    sort = request.query.effective_sort
    if sort == "relevance" and matches.scores is not None:
        ranked = [ordinal for ordinal in matches.scores if ordinal in found]
        return ranked[offset : offset + request.size]
    order = Order("next" if sort == "relevance" else sort, request.language, request.now)
    return reader.orders.page(found, order, offset, request.size)


def _counts(reader: Reader, matches: Matches, found: BitMap) -> Counts:
    return {
        facet: reader.table.counts(facet, matches.without(facet) if facet in matches.by_filter else found)
        for facet in FACET_PARAMETERS
    }


def _hit(reader: Reader, ordinal: int, scores: dict[int, float] | None) -> EngineHit:
    row = reader.table.rows[ordinal]
    return EngineHit(row.pk, (scores or {}).get(ordinal, 0.0), reader.table.log.card(row))
