"""What an engine found, looked at once more in the database before anybody sees it.

The same single query also says whether the vocabulary that this process holds is still the one there is:
whoever changes a term, a town or a synonym changes the stamp in the same transaction. So a new synonym
works at once in every process and on every machine, and it costs no query of its own.
"""

from collections.abc import Collection
from dataclasses import replace
from math import ceil
from typing import Final

from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from offers.models import Offer
from offers.vocabulary import forget
from search.engines.base import Engine, EngineAnswer, EngineHit, EngineRequest
from search.models import VocabularyStamp

LOOKED_AHEAD: Final = 200  # hits beyond a page that has lost some of its own
FURTHEST: Final = 1000  # hits that are looked at for that

_STAMP: Final = RawSQL(  # noqa: S611 - one row that no offer has to do with; nothing in it was typed
    f"(SELECT value FROM {VocabularyStamp._meta.db_table} WHERE id = {VocabularyStamp.ONLY})",  # noqa: S608
    (),
    output_field=BigIntegerField(),
)

_seen: int | None = None  # the vocabulary of this process was read when this was the stamp, or later


def only_current(engine: Engine, request: EngineRequest) -> tuple[EngineAnswer, bool]:
    """A page of what the public may still see, and whether it was found by the vocabulary there is now."""
    answer = engine.search(request)
    current, is_up_to_date = _look_at(answer.hits, asks_anyway=request.is_for_text)
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
    current, _is_up_to_date = _look_at(ahead.hits)
    left = tuple(hit for hit in ahead.hits if hit.pk in current)
    total = ahead.total - len(ahead.hits) + len(left)
    pages = max(1, ceil(total / request.size))
    page = min(answer.page, pages)
    shown = left[(page - 1) * request.size : page * request.size]
    return replace(answer, hits=shown, total=total, page=page, pages=pages)


def _look_at(hits: tuple[EngineHit, ...], *, asks_anyway: bool = False) -> tuple[Collection[int], bool]:
    """Those of these offers that are current, and whether the vocabulary is; nothing is asked about none.

    Where nothing was found by words, they may be words that somebody has just explained.
    """
    offers = Offer.objects.current().filter(pk__in=[hit.pk for hit in hits]).order_by()
    found = dict(offers.annotate(stamp=_STAMP).values_list("pk", "stamp")) if hits else {}
    if found:
        return found.keys(), _is_up_to_date(next(iter(found.values())))
    if not asks_anyway:
        return (), True
    stamps = VocabularyStamp.objects.values_list("value", flat=True)
    return (), _is_up_to_date(stamps.first())


def _is_up_to_date(stamp: int | None) -> bool:
    """If it is not, what this process holds is dropped: whoever asks next reads it anew."""
    global _seen
    if stamp == _seen:
        return True
    forget()
    _seen = stamp
    return False
