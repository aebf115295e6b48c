"""What an engine found, looked at once more in the database before anybody sees it.

The same single query also says whether the vocabulary that this process holds is still the one there is:
whoever changes a term, a town or a synonym changes the stamp in the same transaction. So a new synonym
works at once in every process and on every machine, and it costs no query of its own.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from math import ceil
from typing import Final

from django.db import connection

from offers.vocabulary import forget
from search.engines.base import Engine, EngineAnswer, EngineRequest
from search.ranking import day_of

LOOKED_AHEAD: Final = 200  # hits beyond a page that has lost some of its own
FURTHEST: Final = 1000  # hits that are looked at for that

# Every list of offers asks this. Written by hand it costs the processor a tenth of what it costs to compose
# the same statement anew each time.
_STAMP: Final = "SELECT value FROM search_vocabularystamp WHERE id = 1"
_CURRENT: Final = "live AND (valid_to IS NULL OR valid_to >= %s)"

_seen: int | None = None  # the vocabulary of this process was read when this was the stamp, or later


def only_current(engine: Engine, request: EngineRequest) -> tuple[EngineAnswer, bool]:
    """A page of what the public may still see, and whether it was found by the vocabulary there is now."""
    answer = engine.search(request)
    current, is_up_to_date = look_at([hit.pk for hit in answer.hits], asks_anyway=request.is_for_text)
    if len(current) < len(answer.hits):
        answer = _filled_up(engine, request, answer, current)
    return answer, is_up_to_date


def _filled_up(
    engine: Engine, request: EngineRequest, answer: EngineAnswer, current: Collection[int]
) -> EngineAnswer:
    """Without what is gone; what comes after moves up, so that a page is not empty while there is more.

    Facets go on counting what is gone until the change is written, a moment later.
    """
    furthest = answer.page * request.size + LOOKED_AHEAD
    if furthest > FURTHEST:
        left = tuple(hit for hit in answer.hits if hit.pk in current)
        return replace(answer, hits=left, total=answer.total - len(answer.hits) + len(left))
    first = replace(request, query=request.query.replace(page=1), size=furthest, with_counts=False)
    ahead = engine.search(first)
    current, _is_up_to_date = look_at([hit.pk for hit in ahead.hits])
    left = tuple(hit for hit in ahead.hits if hit.pk in current)
    total = ahead.total - len(ahead.hits) + len(left)
    pages = max(1, ceil(total / request.size))
    page = min(answer.page, pages)
    shown = left[(page - 1) * request.size : page * request.size]
    return replace(answer, hits=shown, total=total, page=page, pages=pages)


def look_at(pks: Sequence[int], *, asks_anyway: bool = False) -> tuple[Collection[int], bool]:
    """Those of these offers that are current, and whether the vocabulary is; nothing is asked about none.

    Where nothing was found by words, they may be words that somebody has just explained: `asks_anyway`.
    """
    found: dict[int, int | None] = {}
    with connection.cursor() as cursor:
        if pks:
            cursor.execute(_statement(len(pks)), [_today(), *pks])
            found = dict(cursor.fetchall())
        if not found and asks_anyway:
            cursor.execute(_STAMP)
            stamp = cursor.fetchone()
            return (), _is_up_to_date(stamp[0] if stamp else None)
    return found.keys(), not found or _is_up_to_date(next(iter(found.values())))


def are_all_current(pks: Sequence[int]) -> bool:
    """Whether all of these offers are current, and the vocabulary is: one row says that of a whole page."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(len(pks), "count(*)"), [_today(), *pks])
        number, stamp = cursor.fetchone()
    return _is_up_to_date(stamp) and number == len(pks)


@lru_cache
def _statement(number: int, asked: str = "id") -> str:
    gaps = ", ".join(["%s"] * number) or "NULL"
    return f"SELECT {asked}, ({_STAMP}) FROM offers_offer WHERE {_CURRENT} AND id IN ({gaps})"  # noqa: S608 - gaps


def _today() -> date:
    """The day here, which no minute has two of: so it is worked out once a minute."""
    return day_of(int(time.time()) // 60 * 60)


def _is_up_to_date(stamp: int | None) -> bool:
    """If it is not, what this process holds is dropped: whoever asks next reads it anew."""
    global _seen
    if stamp == _seen:
        return True
    forget()
    _seen = stamp
    return False
