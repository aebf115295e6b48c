"""From a request to a page of hits: words first, then bitmaps, then the order, then the cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

from pyroaring import BitMap

from search.engines.base import Counts, EngineAnswer, EngineHit, EngineRequest
from search.engines.embedded.best_match import Match, Place, unexplained
from search.engines.embedded.meaning import NOTHING_NEAR, Nearness
from search.engines.embedded.orders import Order
from search.engines.embedded.reader import Reader
from search.engines.embedded.words_found import NothingFound, WordsFound
from search.query import FACET_PARAMETERS
from search.ranking import fill_up_to, least_nearness
from search.text.title_beginning import TitleBeginning


@dataclass(frozen=True, slots=True)
class Matches:
    """What can be found today, which of that each filter leaves, and the two rankings of the search."""

    findable: BitMap
    by_filter: dict[str, BitMap]
    words: WordsFound | NothingFound
    meaning: Nearness
    request: EngineRequest

    @property
    def all_filters(self) -> BitMap:
        return self._matching(self.by_filter)

    def without(self, facet: str) -> BitMap:
        return self._matching({name: having for name, having in self.by_filter.items() if name != facet})

    def _matching(self, filters: dict[str, BitMap]) -> BitMap:
        """What these filters leave of what has the words or, where those are few, the meaning."""
        is_for_text = self.request.is_for_text
        if is_for_text and self.meaning is NOTHING_NEAR:
            return BitMap.intersection(self.words.matching, self.findable, *filters.values())
        left = BitMap.intersection(self.findable, *filters.values()) if filters else self.findable
        if not is_for_text:
            return left
        with_words = left & self.words.matching
        wanted = fill_up_to(self.request.plan, len(with_words))
        least = least_nearness(self.request.plan, self.meaning.best(self.findable))
        return with_words | self.meaning.meant(left, wanted, least)


def answer(reader: Reader, request: EngineRequest) -> EngineAnswer:
    matches = _match(reader, request)
    found = matches.all_filters
    total = len(found)
    pages = max(1, ceil(total / request.size))
    page = min(request.query.page, pages)
    ordered = _in_order(reader, request, matches, found, page)
    return EngineAnswer(
        hits=_hits(reader, ordered),
        total=total,
        page=page,
        pages=pages,
        counts=_counts(reader, matches, found) if request.with_counts else {},
    )


def _match(reader: Reader, request: EngineRequest) -> Matches:
    findable = reader.table.findable(request.today)
    filters = {facet: reader.table.having(facet, values) for facet, values in request.query.filters.items()}
    if request.query.provider is not None:
        filters["provider"] = reader.table.having("provider", [str(request.query.provider)])
    if request.near is not None:
        everybody = reader.table.having("reach", ["anywhere"])
        filters["near"] = reader.table.places.within(request.near) | everybody
    words = reader.words.search(request.plan) if request.plan else NothingFound()
    meaning = NOTHING_NEAR if request.meaning is None else reader.meaning.search(request.meaning)
    return Matches(findable, filters, words, meaning, request)


def _in_order(
    reader: Reader, request: EngineRequest, matches: Matches, found: BitMap, page: int
) -> list[Place]:
    """The ordinals of a page; what a score follows from is None where words decide no order."""
    offset = (page - 1) * request.size
    sort = request.query.effective_sort
    if sort == "relevance" and request.is_for_text:
        match = Match(reader, request, matches.words, matches.meaning)
        return match.page(found, offset, request.size)
    if sort == "distance" and request.near is not None:
        nearest = reader.table.places.nearest(found, request.near.centre, offset, request.size)
        return unexplained(nearest)
    name = sort if sort in {"newest", "title"} else "next"
    order = Order(name, request.language, request.now)
    return unexplained(reader.orders.page(found, order, offset, request.size))


def _counts(reader: Reader, matches: Matches, found: BitMap) -> Counts:
    return {
        facet: reader.table.counts(facet, matches.without(facet) if facet in matches.by_filter else found)
        for facet in FACET_PARAMETERS
    }


def _hits(reader: Reader, ordered: Sequence[Place]) -> tuple[EngineHit, ...]:
    cards = reader.table.columns.cards([place[0] for place in ordered])
    card = reader.table.log.card
    return tuple(
        [
            EngineHit(pk, score, card(begin, length), explanation)
            for (pk, begin, length), (_ordinal, score, explanation) in zip(cards, ordered, strict=True)
        ]
    )


def complete(reader: Reader, beginning: TitleBeginning, request: EngineRequest) -> tuple[EngineHit, ...]:
    left = _match(reader, request).all_filters
    found = (ordinal for ordinal in reader.words.complete(beginning) if ordinal in left)
    return _hits(reader, unexplained(islice(found, request.size)))
