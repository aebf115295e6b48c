"""All suggestions for what was typed so far."""

import logging
from collections.abc import Iterable
from itertools import islice
from typing import Final

from django.core.cache import cache
from django.utils.translation import gettext as _

from offers.vocabulary import Vocabulary, vocabulary
from search.asking import request_for
from search.engines import engines
from search.engines.base import SEARCH_BUDGET, Counts, Engine, EngineHit, EngineRequest, EngineUnavailable
from search.near import near_of
from search.query import SearchQuery
from search.rechecking import look_at
from search.suggestions.completions import suggest_words
from search.suggestions.filters import suggest_filters, suggest_places
from search.suggestions.providers import suggest_providers
from search.suggestions.titles import suggest_titles
from search.suggestions.typed import SHORTEST
from search.suggestions.values import MOST, Group, Suggestion, share_out
from search.text.beginnings import letters_of
from search.text.compounds import Lexicon
from search.text.title_beginning import title_beginning
from search.thesaurus import thesaurus_of

logger = logging.getLogger(__name__)

CANDIDATES: Final = 16  # offers, of which the best are shown
COUNTS_KEPT: Final = 60  # seconds, for a search without filters
_COUNTS: Final = "search.suggestions.counts"


def suggest(query: SearchQuery) -> tuple[Group, ...]:
    """Suggestions for the text of a search, within its filters; none before two letters.

    While no engine can answer there are those that need none.
    """
    if len(letters_of(query.text)) < SHORTEST:
        return ()
    known = vocabulary()
    lexicon, counts, hits = _ask(query, known)
    groups = (
        _group("filters", _("Themen und Filter"), suggest_filters(query, known, counts)),
        _group("places", _("Orte"), suggest_places(query, known, counts)),
        _group("offers", _("Angebote"), suggest_titles(query.text, hits)),
        _group("providers", _("Anbieter"), suggest_providers(query)),
        _group("words", _("Suchen nach"), suggest_words(query, lexicon)),
    )
    return share_out(groups)


def _group(code: str, label: str, suggestions: Iterable[Suggestion]) -> Group:
    return Group(code, label, tuple(islice(suggestions, MOST)))


def _ask(query: SearchQuery, known: Vocabulary) -> tuple[Lexicon, Counts | None, tuple[EngineHit, ...]]:
    """What the first engine says that can: its words, how many offers each filter would give, some titles."""
    for engine in engines():
        try:
            with engine.waiting_at_most(SEARCH_BUDGET):
                lexicon = engine.lexicon()
                beginning = title_beginning(query.text, lexicon, thesaurus_of(known))
                hits = engine.complete(beginning, _request(query, known)) if beginning else ()
                counts = _counts(engine, query, known)
        except EngineUnavailable as error:
            logger.warning("The search engine (%s) cannot suggest: %s", engine.name, error)
            continue
        current, _is_up_to_date = look_at([hit.pk for hit in hits])
        return lexicon, counts, tuple(hit for hit in hits if hit.pk in current)
    return Lexicon(), None, ()


def _request(query: SearchQuery, known: Vocabulary, *, with_counts: bool = False) -> EngineRequest:
    """A request for what the filters leave, whatever the words."""
    size = 1 if with_counts else CANDIDATES
    return request_for(query.replace(text=""), size=size, with_counts=with_counts, near=near_of(query, known))


def _counts(engine: Engine, query: SearchQuery, known: Vocabulary) -> Counts:
    """How many offers each value of a facet would give; mostly there are no filters, which is remembered."""
    is_narrowed = query.replace(text="").is_narrowed
    remembered: Counts | None = None if is_narrowed else cache.get(_COUNTS)
    if remembered is not None:
        return remembered
    counts = engine.search(_request(query, known, with_counts=True)).counts
    if not is_narrowed:
        cache.set(_COUNTS, counts, COUNTS_KEPT)
    return counts
