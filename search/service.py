"""`find`: the only way in which the public sees a list of offers."""

import logging
from dataclasses import replace
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language

from offers.enums import OfferLanguage
from offers.vocabulary import Vocabulary, vocabulary
from search.cards import build_card
from search.engines import current_engine
from search.engines.base import EngineAnswer, EngineRequest, EngineUnavailable
from search.facets import build_facets
from search.fallback import answer_from_database
from search.query import SearchQuery
from search.rechecking import only_current
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

    Where the engine cannot answer, the database does, by the filters only; the results say so. What
    was unpublished or ended a moment ago is left out, whatever the index says.
    """
    results, is_up_to_date = _find(query, size, with_facets)
    # Another process has changed the vocabulary: once more, as it is now.
    return results if is_up_to_date else _find(query, size, with_facets)[0]


def _find(query: SearchQuery, size: int, with_facets: bool) -> tuple[SearchResults, bool]:
    known = vocabulary()
    request = _request(query, size, with_counts=with_facets)
    try:
        request, corrected = _understood(request, known)
        answer, is_up_to_date = only_current(current_engine(), request)
    except EngineUnavailable as error:
        logger.warning("The search engine cannot answer: %s", error)
        answer = answer_from_database(request, tuple(known.municipalities))
        return replace(_results(request, answer, known), is_degraded=True, engine="database"), True
    results = _results(request, answer, known)
    return replace(results, engine=current_engine().name, corrected=corrected), is_up_to_date


def count(query: SearchQuery) -> int:
    """How many offers match; 0 while the engine cannot answer."""
    try:
        request, _corrected = _understood(_request(query, size=1, with_counts=False), vocabulary())
        return current_engine().search(request).total
    except EngineUnavailable:
        return 0


def state() -> str:
    """`ok`, or `degraded` while the engine cannot answer. Asks nothing of the database, which may be away."""
    try:
        engine = current_engine()
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


def _understood(request: EngineRequest, known: Vocabulary) -> tuple[EngineRequest, str]:
    """The request with what its text means, and that text with misspelt words put right."""
    thesaurus = thesaurus_of(known)
    if not request.query.text:
        return request, ""
    understood = understand(request.query.text, current_engine().lexicon(), thesaurus)
    return replace(request, plan=understood.plan, meaning=understood.meaning), understood.corrected


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
