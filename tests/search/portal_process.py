"""What processes of a portal do that write and read one index at once; `test_processes.py` starts them."""

from collections.abc import Callable
from multiprocessing import active_children
from multiprocessing.connection import Connection
from typing import Any

from django.core.management import call_command
from django.db import transaction

from offers.models import Offer
from search import indexing, reading_ahead, service
from search.checks import compare_index
from search.engines import current_engine
from search.models import SynonymSet
from search.query import SearchQuery
from tests.factories import OfferFactory, ProviderFactory

HAS_LOOKED = "has looked"  # and waits, or goes on, until it is told something


def prepare(number: int, **_options: Any) -> object:
    """So many offers, and an index of them."""
    with transaction.atomic():
        providers = [ProviderFactory(name=f"Verein {position}") for position in range(3)]
        for position in range(number):
            provider = providers[position % 3]
            OfferFactory(title=f"Chor {position}", provider=provider, topics=["german-practice"])
    return indexing.rebuild()


def change(number: int, word: str, part: int, **_options: Any) -> object:
    """Retitle so many offers, each as an editor would; the part'th process begins elsewhere."""
    pks = list(Offer.objects.order_by("pk").values_list("pk", flat=True))
    for position in range(number):
        offer = Offer.objects.get(pk=pks[(part * number + position) % len(pks)])
        row = offer.translations.get(language="de")
        row.title = f"{word} {part}-{position}"
        offer.translations.add(row)
        with transaction.atomic():
            offer.save_revision().publish()
    return number


def look(word: str, **_options: Any) -> dict[str, object]:
    found = service.find(SearchQuery(text=word))
    return {"found": found.total, "is_degraded": found.is_degraded}


def settle(word: str, **_options: Any) -> object:
    """What the command of every minute does; then how index and database compare, and what a search finds."""
    call_command("update_search_index", verbosity=0)
    difference = compare_index(current_engine())
    return {"equal": difference.equal, "differs": sorted(difference.pks), **look(word)}


def keep_looking(word: str, pipe: Connection, **_options: Any) -> object:
    """Search again and again until told to stop: how often it did, and how often no whole answer came."""
    times = degraded = 0
    while not pipe.poll(0.02):  # the processor is for those that write
        degraded += service.find(SearchQuery(text=word)).is_degraded
        times += 1
        if times == 1:
            pipe.send(HAS_LOOKED)
    return {"times": times, "degraded": degraded}


def look_twice(word: str, pipe: Connection, **_options: Any) -> object:
    """Search, wait to be told to, and search once more."""
    before = service.find(SearchQuery(text=word)).total
    pipe.send(HAS_LOOKED)
    pipe.recv()
    return [before, service.find(SearchQuery(text=word)).total]


def explain(word: str, **_options: Any) -> object:
    """What an editor does who keeps a synonym."""
    return SynonymSet.objects.create(words=word).pk


def read_ahead(word: str, **_options: Any) -> object:
    """Read all offers by a second process, which may be "killed" after its first batch."""
    reading_ahead.WORTH_A_PROCESS, indexing.BATCH_SIZE = 1, 5
    documents = indexing.all_documents()
    read = [next(documents)]
    readers = active_children()
    if word == "killed":
        for reader in readers:
            reader.kill()
    read += documents
    expected = indexing.documents_of(Offer.objects.values_list("pk", flat=True))
    return {
        "readers": len(readers),
        "are_equal": [one.digest for one in read] == [one.digest for one in expected],
        "left": len(active_children()),
    }


ACTIONS: dict[str, Callable[..., object]] = {
    action.__name__: action
    for action in (prepare, change, look, settle, keep_looking, look_twice, explain, read_ahead)
}


def do(pipe: Connection, action: str, options: dict[str, Any]) -> None:
    pipe.send(ACTIONS[action](pipe=pipe, **options))
