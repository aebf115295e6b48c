"""One search asked of one engine: understood by the words of its index, looked at again in the database."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import get_language

from offers.enums import OfferLanguage
from offers.geo import Circle
from offers.vocabulary import Vocabulary
from search.engines.base import SEARCH_BUDGET, Engine, EngineAnswer, EngineRequest
from search.query import SearchQuery
from search.reading import Reading, read_with_fewer
from search.text.plan import TextPlan
from search.thesaurus import thesaurus_of
from search.understanding import understand

# What gets the answer of an engine, and says whether the vocabulary is the one there is now.
Look = Callable[[Engine, EngineRequest], tuple[EngineAnswer, bool]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked in the end, and what came of it; `corrected` has misspelt words put right, if any."""

    reading: Reading
    request: EngineRequest
    answer: EngineAnswer
    corrected: str = ""
    is_up_to_date: bool = True


def request_for(
    query: SearchQuery, *, size: int, with_counts: bool, near: Circle | None = None, explains: bool = False
) -> EngineRequest:
    """What an engine is asked now, in the active language, before the words are understood."""
    return EngineRequest(
        query=query,
        plan=TextPlan(),
        language=get_language() or OfferLanguage.GERMAN,
        now=timezone.now(),
        size=size,
        with_counts=with_counts,
        near=near,
        explains=explains,
    )


def ask(engine: Engine, reading: Reading, request: EngineRequest, known: Vocabulary, look: Look) -> Asked:
    """With fewer filters where those taken from the words would leave nothing."""
    with engine.waiting_at_most(SEARCH_BUDGET):
        understood, corrected = understood_by(engine, request, known)
        answer, is_up_to_date = look(engine, understood)
    if answer.total or not reading.taken:
        return Asked(reading, understood, answer, corrected, is_up_to_date)
    fewer = read_with_fewer(reading, known)
    again = ask(engine, fewer, replace(request, query=fewer.searched), known, look)
    return replace(again, is_up_to_date=is_up_to_date and again.is_up_to_date)


def understood_by(engine: Engine, request: EngineRequest, known: Vocabulary) -> tuple[EngineRequest, str]:
    """The request with what its text means, and that text with misspelt words put right."""
    thesaurus = thesaurus_of(known)  # read with the vocabulary, so that later searches ask for neither
    if not request.query.text:
        return request, ""
    lexicon = engine.lexicon()
    understood = understand(request.query.text, lexicon, thesaurus)
    meant = replace(request, plan=understood.plan, meaning=understood.meaning, lexicon=lexicon)
    return meant, understood.corrected
