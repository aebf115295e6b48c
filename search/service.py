"""`find`: the only way in which the public sees a list of offers."""

import logging
from contextlib import suppress
from dataclasses import replace
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language

from offers.enums import OfferLanguage
from offers.models import Offer
from offers.vocabulary import Vocabulary, vocabulary
from search.cards import build_card
from search.engines import current_engine, engines
from search.engines.base import SEARCH_BUDGET, Engine, EngineAnswer, EngineRequest, EngineUnavailable
from search.facets import build_facets
from search.fallback import answer_from_database
from search.query import SearchQuery
from search.results import Hit, SearchResults
from search.text.analysis import Analyser
from search.text.plan import TextPlan
from search.text.synonyms import Thesaurus
from search.thesaurus import thesaurus_of
from search.understanding import understand

logger = logging.getLogger(__name__)

PAGE_SIZE: Final = 20


def find(query: SearchQuery, *, size: int = PAGE_SIZE, with_facets: bool = True) -> SearchResults:
    """One page of the offers that match, in the active language.

    Where the engine cannot answer, the one that stands in does, and last the database, by the filters
    only; the results say so. What was unpublished or ended a moment ago is left out, whatever the index says.
    """
    known = vocabulary()
    request = _request(query, size, with_counts=with_facets)
    for engine in engines():
        try:
            understood, corrected, answer = _ask(engine, request, known)
        except EngineUnavailable as error:
            logger.warning("The search engine (%s) cannot answer: %s", engine.name, error)
            continue
        found = _results(understood, _only_current(answer), known)
        is_degraded = engine is not current_engine()
        return replace(found, engine=engine.name, corrected=corrected, is_degraded=is_degraded)
    answer = answer_from_database(request, tuple(known.municipalities))
    return replace(_results(request, answer, known), is_degraded=True, engine="database")


def count(query: SearchQuery) -> int:
    """How many offers match; 0 while no engine can answer."""
    request = _request(query, size=1, with_counts=False)
    for engine in engines():
        with suppress(EngineUnavailable):
            answer = _ask(engine, request, vocabulary())[2]
            return answer.total
    return 0


def state() -> str:
    """`ok`, or `degraded` while the engine cannot answer. Asks nothing of the database, which may be away."""
    try:
        engine = current_engine()
        with engine.waiting_at_most(SEARCH_BUDGET):
            plan = Analyser(engine.lexicon()).plan("kurs", Thesaurus())
            engine.search(replace(_request(SearchQuery(text="kurs"), size=1, with_counts=False), plan=plan))
    except EngineUnavailable:
        return "degraded"
    return "ok"


def _request(query: SearchQuery, size: int, *, with_counts: bool) -> EngineRequest:
    return EngineRequest(
        query=query,
        plan=TextPlan(),
        language=get_language() or OfferLanguage.GERMAN,
        now=timezone.now(),
        size=size,
        with_counts=with_counts,
    )


def _ask(
    engine: Engine, request: EngineRequest, known: Vocabulary
) -> tuple[EngineRequest, str, EngineAnswer]:
    with engine.waiting_at_most(SEARCH_BUDGET):
        understood, corrected = _understood(request, known, engine)
        return understood, corrected, engine.search(understood)


def _understood(
    request: EngineRequest, known: Vocabulary, engine: Engine | None = None
) -> tuple[EngineRequest, str]:
    """The request with what its text means, and that text with misspelt words put right."""
    if not request.query.text:
        return request, ""
    engine = engine or current_engine()
    understood = understand(request.query.text, engine.lexicon(), thesaurus_of(known))
    return replace(request, plan=understood.plan, meaning=understood.meaning), understood.corrected


def _only_current(answer: EngineAnswer) -> EngineAnswer:
    pks = [hit.pk for hit in answer.hits]
    current = set(Offer.objects.current().filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
    hits = tuple(hit for hit in answer.hits if hit.pk in current)
    return replace(answer, hits=hits, total=answer.total - (len(pks) - len(hits)))


def _results(request: EngineRequest, answer: EngineAnswer, known: Vocabulary) -> SearchResults:
    return SearchResults(
        query=request.query.replace(page=answer.page),
        hits=tuple(
            Hit(hit.pk, hit.score, build_card(hit.pk, hit.card, known, request.now)) for hit in answer.hits
        ),
        total=answer.total,
        facets=build_facets(request.query, answer.counts, known) if request.with_counts else (),
        page=answer.page,
        pages=answer.pages,
    )
