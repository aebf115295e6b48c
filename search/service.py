"""`find`: the only way in which the public sees a list of offers."""

import logging
from contextlib import suppress
from dataclasses import replace
from typing import Final

from offers.vocabulary import Vocabulary, vocabulary
from search.asking import Asked, ask, request_for
from search.card_cache import Cards
from search.engines import current_engine, engines
from search.engines.base import SEARCH_BUDGET, Engine, EngineAnswer, EngineRequest, EngineUnavailable
from search.facets import build_facets
from search.fallback import answer_from_database
from search.highlighting import mark_hits
from search.near import near_of
from search.query import SearchQuery
from search.reading import read
from search.rechecking import only_current
from search.results import Hit, SearchResults
from search.text.analysis import Analyser
from search.text.synonyms import Thesaurus

logger = logging.getLogger(__name__)

PAGE_SIZE: Final = 20


def find(
    query: SearchQuery, *, size: int = PAGE_SIZE, with_facets: bool = True, explains: bool = False
) -> SearchResults:
    """One page of the offers that match, in the active language; it `explains` by which boosts they won.

    Where the engine cannot answer, the one that stands in does, and last the database, by the filters
    only; the results say so. What was unpublished or ended a moment ago is left out, whatever the index says.
    """
    results, is_up_to_date = _find(query, size, with_facets, explains)
    # Another process has changed the vocabulary: once more, as it is now.
    return results if is_up_to_date else _find(query, size, with_facets, explains)[0]


def _find(query: SearchQuery, size: int, with_facets: bool, explains: bool) -> tuple[SearchResults, bool]:
    known = vocabulary()
    reading = read(query, known)
    near = near_of(query, known)
    request = request_for(reading.searched, size=size, with_counts=with_facets, near=near, explains=explains)
    for engine in engines():
        try:
            asked = ask(engine, reading, request, known, only_current)
        except EngineUnavailable as error:
            logger.warning("The search engine (%s) cannot answer: %s", engine.name, error)
            continue
        is_degraded = engine is not current_engine()
        return _results(asked, known, engine.name, is_degraded=is_degraded), asked.is_up_to_date
    asked = Asked(reading, request, answer_from_database(request, tuple(known.municipalities)))
    return _results(asked, known, "database", is_degraded=True), True


def count(query: SearchQuery) -> int:
    """How many offers match; 0 while no engine can answer."""
    known = vocabulary()
    reading = read(query, known)
    request = request_for(reading.searched, size=1, with_counts=False, near=near_of(query, known))
    for engine in engines():
        with suppress(EngineUnavailable):
            return ask(engine, reading, request, known, _as_it_is).answer.total
    return 0


def _as_it_is(engine: Engine, request: EngineRequest) -> tuple[EngineAnswer, bool]:
    return engine.search(request), True


def state() -> str:
    """`ok`, or `degraded` while the engine cannot answer. Asks nothing of the database, which may be away."""
    try:
        engine = current_engine()
        with engine.waiting_at_most(SEARCH_BUDGET):
            plan = Analyser(engine.lexicon()).plan("kurs", Thesaurus())
            request = request_for(SearchQuery(text="kurs"), size=1, with_counts=False)
            engine.search(replace(request, plan=plan))
    except EngineUnavailable:
        return "degraded"
    return "ok"


def _results(asked: Asked, known: Vocabulary, engine: str, *, is_degraded: bool) -> SearchResults:
    reading, request, answer = asked.reading, asked.request, asked.answer
    cards = Cards(known, request.now, request.near)
    hits = [Hit(hit.pk, hit.score, cards.of(hit.pk, hit.card), hit.explanation) for hit in answer.hits]
    is_there = answer.page == reading.asked.page
    return SearchResults(
        query=reading.asked if is_there else reading.asked.replace(page=answer.page),
        sought=reading.searched.text,
        corrected=reading.with_words(asked.corrected),
        recognised=reading.taken,
        given_up=reading.given_up,
        hits=mark_hits(hits, request.plan, request.lexicon),
        total=answer.total,
        facets=build_facets(reading.ticked, answer.counts, known) if request.with_counts else (),
        page=answer.page,
        pages=answer.pages,
        plan=request.plan,
        is_by_meaning=request.meaning is not None,
        engine=engine,
        is_degraded=is_degraded,
    )
