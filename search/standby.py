"""The index that stands in while the server cannot answer: one on each machine, kept fresh from the outbox.

The server's index is everybody's, so a change is settled once it is written there. Each machine's own index
has to see that change too, so settled changes are kept for some days, and each machine remembers which of
them it has seen. To write one twice does no harm, hence nobody needs a lock for that memory.
"""

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from search.documents import OfferDocument
from search.engines import standby_engine
from search.engines.base import Engine, EngineUnavailable
from search.engines.embedded.generations import sync
from search.models import IndexChange
from search.text.compounds import Lexicon

logger = logging.getLogger(__name__)

# A change is seen when its transaction ends: later than one that was announced after it, perhaps. Nor do the
# clocks of two machines agree. So one looks back from where one was.
OVERLAP: Final = timedelta(minutes=15)
KEPT: Final = timedelta(days=3)  # a machine that was off for longer makes its index anew
BEHIND: Final = timedelta(minutes=10)
WRITTEN_AT_ONCE: Final = 500

Documents = Callable[[set[int]], Iterable[OfferDocument]]


@dataclass(frozen=True, slots=True)
class Position:
    """Every change announced before `since` was seen, and besides those in `done`."""

    since: datetime
    done: frozenset[int] = frozenset()

    def write(self, path: Path) -> None:
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps([self.since.isoformat(), sorted(self.done)]), encoding="ascii")
        sync(fresh)
        fresh.replace(path)


def is_used() -> bool:
    return standby_engine() is not None


def state() -> str:
    """`ok`, `off` where no server is asked, `missing` before it is made, `behind` where nobody updates it."""
    engine, position = standby_engine(), _position()
    if engine is None:
        return "off"
    try:
        engine.lexicon()
    except EngineUnavailable:
        return "missing"
    if position is None:
        return "missing"
    return "ok" if timezone.now() - position.since < BEHIND else "behind"


def has_to_be_made() -> bool:
    """Whether there is none, or none that could still catch up."""
    position = _position()
    return state() == "missing" or position is None or timezone.now() - position.since > KEPT - OVERLAP


def catch_up(documents: Documents, limit: int | None = None) -> int:
    """Write the changes not seen yet, `limit` at most; says how many."""
    engine, position, now = _engine(), _position(), timezone.now()
    if position is None:
        raise EngineUnavailable("There is no index yet to stand in.")
    changes = IndexChange.objects.filter(
        subject=IndexChange.Subject.OFFER, announced_at__gte=position.since - OVERLAP
    )
    rows = list(changes.values_list("pk", "object_id", "announced_at"))
    unseen = [(pk, offer) for pk, offer, _at in rows if pk not in position.done]
    some = unseen[:limit]
    for start in range(0, len(some), WRITTEN_AT_ONCE):
        offers = {offer for _pk, offer in some[start : start + WRITTEN_AT_ONCE]}
        engine.update(documents(offers), gone=offers)
    done = position.done | {pk for pk, _offer in some}
    if len(some) == len(unseen):
        position = Position(now, frozenset(pk for pk, _offer, at in rows if at >= now - OVERLAP))
    else:
        position = Position(position.since, done)
    position.write(_path())
    return len(some)


def make(documents: Iterable[OfferDocument], lexicon: Lexicon) -> int:
    """Make it anew; whatever is announced from now on is caught up with."""
    now = timezone.now()
    number = _engine().rebuild(documents, lexicon)
    Position(now).write(_path())
    return number


def settle(pks: Iterable[int]) -> None:
    """These changes are in the index that everybody shares."""
    changes = IndexChange.objects.filter(pk__in=list(pks))
    if is_used():
        changes.update(written_at=timezone.now())
    else:
        changes.delete()


def forget_old_changes() -> None:
    IndexChange.objects.filter(written_at__lt=timezone.now() - KEPT).delete()


def _engine() -> Engine:
    engine = standby_engine()
    if engine is None:
        raise EngineUnavailable("Nothing has to stand in.")
    return engine


def _path() -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / "standby.json"


def _position() -> Position | None:
    try:
        since, done = json.loads(_path().read_text(encoding="ascii"))
        return Position(datetime.fromisoformat(since), frozenset(done))
    except (OSError, TypeError, ValueError):
        return None
