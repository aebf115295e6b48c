"""Count a search or a wish: a note in memory, written seconds later by a thread of its own.

A page neither waits for it nor fails with it. What a killed process had not written is lost.
"""

import logging
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import get_language

from offers.later import Later
from offers.visitors import is_visitor
from search.insights.tally import Search, Tally
from search.insights.visits import is_search
from search.insights.writing import write
from search.models import SearchCount
from search.query import FACET_PARAMETERS, SearchQuery

logger = logging.getLogger(__name__)

LONGEST_FILTERS: Final = 200
Results = SearchCount.Results

_tally = Tally()


def count_search(request: HttpRequest, query: SearchQuery, *, total: int, is_degraded: bool) -> None:
    """A page of results was shown, be it fresh or out of a cache."""
    if is_search(request, query):
        _tally.add(_search(query, total, is_degraded), searches=1)
        _later.ask(settings.SEARCH_LOG_SECONDS)


def count_wish(request: HttpRequest, query: SearchQuery) -> None:
    """Somebody who found nothing said that this is missing."""
    if is_visitor(request):
        _tally.add(_search(query, total=0, is_degraded=False), wishes=1)
        _later.ask(settings.SEARCH_LOG_SECONDS)


def flush() -> None:
    """Write what was counted. Where that is not possible now it is lost: nobody waits for it."""
    taken = _tally.take()
    if not taken:
        return
    try:
        write(taken)
    except DatabaseError as error:
        # Not its text: that may quote what was searched for.
        logger.warning("%d searches could not be counted: %s", len(taken), type(error).__name__)


def _search(query: SearchQuery, total: int, is_degraded: bool) -> Search:
    return Search(
        localdate(), get_language() or "", query.text, _filters(query), _bucket(total), bool(is_degraded)
    )


def _filters(query: SearchQuery) -> str:
    """Facets only. So many that they do not fit tell more about somebody than about what is needed."""
    pairs = [(FACET_PARAMETERS[name], value) for name, values in query.filters.items() for value in values]
    spelled = urlencode(pairs)
    return spelled if len(spelled) <= LONGEST_FILTERS else ""


def _bucket(total: int) -> str:
    if total < 1:
        return Results.NONE
    if total <= 5:
        return Results.FEW
    return Results.SOME if total <= 20 else Results.MANY


_later: Final = Later(flush)
