"""Count a search or a wish: a note in memory, written seconds later by a thread of its own.

A page neither waits for it nor fails with it. What a killed process had not written is lost.
"""

import atexit
import logging
import threading
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import get_language

from search.insights.tally import Search, Tally
from search.insights.visits import is_search, is_visitor
from search.insights.writing import write
from search.models import SearchCount
from search.query import FACET_PARAMETERS, SearchQuery

logger = logging.getLogger(__name__)

LONGEST_FILTERS: Final = 200
Results = SearchCount.Results

_tally = Tally()
_waiting = threading.Lock()  # held while a thread is going to write


def count_search(request: HttpRequest, query: SearchQuery, *, total: int, is_degraded: bool) -> None:
    """A page of results was shown, be it fresh or out of a cache."""
    if is_search(request, query):
        _tally.add(_search(query, total, is_degraded), searches=1)
        _write_soon()


def count_wish(request: HttpRequest, query: SearchQuery) -> None:
    """Somebody who found nothing said that this is missing."""
    if is_visitor(request):
        _tally.add(_search(query, total=0, is_degraded=False), wishes=1)
        _write_soon()


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


def _write_soon() -> None:
    seconds = settings.SEARCH_LOG_SECONDS
    if seconds and _waiting.acquire(blocking=False):
        atexit.unregister(flush)
        atexit.register(flush)
        timer = threading.Timer(seconds, _write_in_thread)
        timer.daemon = True
        try:
            timer.start()
        except RuntimeError:  # no thread to be had: the next search tries again
            _waiting.release()


def _write_in_thread() -> None:
    _waiting.release()
    try:
        flush()
    finally:
        connection.close()
