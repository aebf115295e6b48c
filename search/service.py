"""`find`: the only way in which the public sees a list of offers."""

import logging
from dataclasses import replace
from typing import Final

from django.utils import timezone
from django.utils.translation import get_language

from offers.enums import OfferLanguage
from offers.geo import Circle
from offers.models import Offer
from offers.vocabulary import Vocabulary, vocabulary
from search.cards import build_card
from search.engines import current_engine
from search.engines.base import EngineAnswer, EngineRequest, EngineUnavailable
from search.facets import build_facets
from search.fallback import answer_from_database
from search.near import near_of
from search.query import SearchQuery
from search.reading import Reading, read, read_with_fewer
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
    known = vocabulary()
    reading = read(query, known)
    request = _request(reading.searched, size, with_counts=with_facets, near=near_of(query, known))
    try:
        reading, request, corrected, answer = _answered(reading, request, known)
    except EngineUnavailable as error:
        logger.warning("The search engine cannot answer: %s", error)
        answer = answer_from_database(request, tuple(known.municipalities))
        return replace(_results(reading, request, answer, known), is_degraded=True, engine="database")
    found = _results(reading, request, _only_current(answer), known)
    return replace(found, engine=current_engine().name, corrected=reading.with_words(corrected))


def count(query: SearchQuery) -> int:
    """How many offers match; 0 while the engine cannot answer."""
    known = vocabulary()
    reading = read(query, known)
    request = _request(reading.searched, size=1, with_counts=False, near=near_of(query, known))
    try:
        return _answered(reading, request, known)[-1].total
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


def _request(
    query: SearchQuery, size: int, *, with_counts: bool, near: Circle | None = None
) -> EngineRequest:
    return EngineRequest(
        query=query,
        plan=TextPlan(),
        language=get_language() or OfferLanguage.GERMAN,
        now=timezone.now(),
        size=size,
        with_counts=with_counts,
        near=near,
    )


def _answered(
    reading: Reading, request: EngineRequest, known: Vocabulary
) -> tuple[Reading, EngineRequest, str, EngineAnswer]:
    """What the engine answers, with fewer filters where those taken from the words would leave nothing."""
    understood, corrected = _understood(request, known)
    answer = current_engine().search(understood)
    if answer.total or not reading.taken:
        return reading, understood, corrected, answer
    reading = read_with_fewer(reading, known)
    return _answered(reading, replace(request, query=reading.searched), known)


def _understood(request: EngineRequest, known: Vocabulary) -> tuple[EngineRequest, str]:
    """The request with what its text means, and that text with misspelt words put right."""
    if not request.query.text:
        return request, ""
    understood = understand(request.query.text, current_engine().lexicon(), thesaurus_of(known))
    return replace(request, plan=understood.plan, meaning=understood.meaning), understood.corrected


def _only_current(answer: EngineAnswer) -> EngineAnswer:
    pks = [hit.pk for hit in answer.hits]
    current = set(Offer.objects.current().filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
    hits = tuple(hit for hit in answer.hits if hit.pk in current)
    return replace(answer, hits=hits, total=answer.total - (len(pks) - len(hits)))


def _results(
    reading: Reading, request: EngineRequest, answer: EngineAnswer, known: Vocabulary
) -> SearchResults:
    return SearchResults(
        query=reading.asked.replace(page=answer.page),
        sought=reading.searched.text,
        recognised=reading.taken,
        given_up=reading.given_up,
        hits=tuple(
            Hit(hit.pk, hit.score, build_card(hit.pk, hit.card, known, request.now, request.near))
            for hit in answer.hits
        ),
        total=answer.total,
        facets=build_facets(reading.ticked, answer.counts, known) if request.with_counts else (),
        page=answer.page,
        pages=answer.pages,
    )
