"""A process of a portal that kills itself where it is told to, as `kill -9` would, in the last of the things
to do. Run by `test_killed.py`, which looks at what is left then.
"""

import os
import signal
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.core.management import call_command
from django.db import transaction

from offers.models import Offer, OfferTranslation
from search import indexing, service, standby
from search.engines.elastic import engine, lease, writing
from search.engines.elastic.indices import Indices
from search.engines.embedded.generations import Generations
from search.engines.embedded.words import WordsWriter
from search.models import IndexChange
from search.query import SearchQuery
from tests.factories.offers import OfferFactory
from tests.search.engines.conftest import give_time

OFFERS = 60
CHANGED, TAKEN_BACK, DELETED = range(10, 40), range(40, 45), range(45, 50)

# Where it dies: before that call of that function, of so many.
POINTS: dict[str, tuple[Any, str, int]] = {
    "half the offers are read": (indexing, "build_document", OFFERS // 2),
    "before the new index is put in place": (Generations, "publish", 1),
    "before the new index is put in place on the server": (Indices, "publish", 1),
    "between the log and the words": (WordsWriter, "close", 1),
    "half of it is sent": (writing.Elasticsearch, "bulk", 2),
    "written and not settled": (standby, "settle", 1),
    "half of it is settled": (standby, "settle", 2),
    "before it is remembered": (standby.Position, "write", 1),
}


def die_at(owner: Any, name: str, calls: int) -> None:
    function, left = getattr(owner, name), iter(range(calls - 1))

    def counted(*arguments: Any, **options: Any) -> Any:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)

    setattr(owner, name, counted)


def prepare() -> None:
    with transaction.atomic():
        for number in range(OFFERS):
            OfferFactory(title=f"Kurs {number}")


def change() -> None:
    pks = list(Offer.objects.order_by("pk").values_list("pk", flat=True))
    with transaction.atomic():
        OfferTranslation.objects.filter(offer__in=[pks[number] for number in CHANGED]).update(title="Chor")
        Offer.objects.filter(pk__in=[pks[number] for number in TAKEN_BACK]).update(live=False)
        Offer.objects.filter(pk__in=[pks[number] for number in DELETED]).delete()
        indexing.announce(IndexChange.Subject.OFFER, [pks[number] for number in range(10, 50)])


def change_quietly() -> None:
    """Leaves the change in the outbox."""
    with patch.object(indexing, "drain_quietly"):
        change()


def look() -> None:
    """Whatever was killed: there is an index in use."""
    found = service.find(SearchQuery(text="kurs"))
    assert found.total
    assert not found.is_degraded


def command(name: str) -> Callable[[], None]:
    return lambda: call_command(name)


ACTIONS = {
    "prepare": prepare,
    "change": change,
    "change quietly": change_quietly,
    "rebuild": command("rebuild_search_index"),
    "update": command("update_search_index"),
    "check": command("check_search_index"),
    "look": look,
}


def do(actions: str, point: str = "") -> None:
    # Of a writer that was killed the next one is rid when its lease has run out; it comes before that.
    lease.LASTS, engine.UPDATE_PATIENCE = 1.0, engine.REBUILD_PATIENCE
    give_time(setattr)  # however busy the machine is
    writing.SENT_AT_ONCE = indexing.BATCH_SIZE = indexing.WRITTEN_AT_ONCE = 10
    *first, last = actions.split(", ")
    for action in first:
        ACTIONS[action]()
    if point:
        die_at(*POINTS[point])
    ACTIONS[last]()
