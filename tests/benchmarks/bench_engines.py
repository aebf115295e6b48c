"""Both engines side by side: search time, time and size of the index, and how soon a change can be found.

    make bench ARGS="-k bench_engines"

The server is the first one of `PORTAL_TEST_ELASTICSEARCH_URLS`; it is waited for, so its times are those of
the clock, beside them what the server says it took, and what its processor was busy on average. The embedded
engine's are those of the processor, which other programs do not lengthen; only how soon a change can be found
is told by the clock for both. `PORTAL_BENCH_OFFERS=2000,20000,100000` chooses the sizes.
"""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from elasticsearch import Elasticsearch

from offers.models import Offer, OfferTranslation
from offers.vocabulary import vocabulary
from search import service
from search.asking import request_for, understood_by
from search.engines.base import Engine
from search.engines.elastic import ElasticEngine, writing
from search.engines.elastic.connection import Connection
from search.engines.embedded import EmbeddedEngine
from search.indexing import all_documents, collect_lexicon, documents_of
from search.query import SearchQuery
from tests.benchmarks.conftest import Table
from tests.benchmarks.measuring import (
    processor_of_servers,
    processor_time,
    time_of_the_clock,
    told_by_the_server,
)
from tests.benchmarks.synthetic import Synthetic
from tests.search.engines.conftest import URLS, elastic_settings, patient

pytestmark = pytest.mark.django_db  # without a test that says so there is no database to prepare

Clock = Callable[[Callable[[], object]], float]
Measured = tuple[float, float]  # seconds, and those that the server says it took: 0 of the embedded engine

SIZES = [int(size) for size in os.environ.get("PORTAL_BENCH_OFFERS", "2000,20000").split(",")]
ROUNDS = 15
UPDATES = 40
TEXTS = ("kurs", "beratung", "deutsch sprechen", "kinder", "sprachkurs für frauen", "fahrad reparieren")
SEARCHES = {
    "everything": [SearchQuery()],
    "3 filters": [SearchQuery(municipalities=("05382060",), costs=("free",), times=("mo",))],
    "text": [SearchQuery(text=text) for text in TEXTS],
    "text and 3 filters": [
        SearchQuery(text=text, municipalities=("05382060",), costs=("free",), times=("mo",)) for text in TEXTS
    ],
}


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    settings = elastic_settings(URLS[0] if URLS else "", f"bench-{uuid.uuid4().hex[:12]}")
    found: list[Engine] = [EmbeddedEngine(tmp_path_factory.mktemp("embedded") / "index")]
    if URLS:
        found.append(ElasticEngine(Connection(settings)))
    with patient(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "REFRESHES", False)  # as in real life
        yield found
    if URLS:
        remove_indices(settings)


def remove_indices(settings: dict[str, Any]) -> None:
    with Elasticsearch(settings["URLS"]) as client:
        pattern = f"{settings['INDEX_PREFIX']}-*"
        for index in client.indices.get(index=pattern, expand_wildcards="all").body:
            client.indices.delete(index=index)


@pytest.fixture(scope="module")
def offers(django_db_setup, django_db_blocker) -> Iterator[Callable[[int], None]]:
    """`offers(size)` makes so many, on top of those there are; the database is left as it was."""
    created = 0

    def create(size: int) -> None:
        nonlocal created
        Synthetic(size - created).create()
        created = size

    with django_db_blocker.unblock(), transaction.atomic():
        yield create
        transaction.set_rollback(True)


@pytest.mark.parametrize("size", SIZES)
def test_both_engines(
    size: int, offers: Callable[[int], None], engines: list[Engine], figures: Table
) -> None:
    offers(size)
    documents, lexicon = list(all_documents()), collect_lexicon()
    changes = []
    for engine in engines:
        name, seconds = f"{size:>6} offers, {engine.name:<13}", clock_of(engine)
        made = seconds(lambda engine=engine: engine.rebuild(documents, lexicon))
        figures.note(f"{name} index made, offers read before", f"{made:.1f} s")
        if isinstance(engine, EmbeddedEngine):
            folder = engine._generations.folder
            opened = seconds(lambda folder=folder: EmbeddedEngine(folder).lexicon())
            figures.note(f"{name} index opened", f"{1000 * opened:.0f} ms")
        figures.note(f"{name} index", f"{size_of(engine) / 1e6:.1f} MB")
        for kind, searches in SEARCHES.items():
            asked = [partial(search, engine, query) for query in searches for _round in range(ROUNDS)]
            with processor_noted(figures, f"{name} {kind}", engine, len(asked)):
                times = [measure(ask, seconds) for ask in asked]
            note_times(figures, f"{name} {kind}", times)
        with processor_noted(figures, f"{name} change written and found", engine, UPDATES):
            changes.append((name, *updates(engine, seconds)))
    for name, written, visible in changes:
        figures.note(f"{name} update written", said(written))
        figures.at_most(f"{name} update to visible, p95", quantile(visible, 0.95), 2000, " ms")
    for name, written, _visible in changes:
        figures.at_most(f"{name} update written, p50", quantile(written, 0.5), 20, " ms")


def clock_of(engine: Engine) -> Clock:
    return processor_time if isinstance(engine, EmbeddedEngine) else time_of_the_clock


def measure(act: Callable[[], object], seconds: Clock) -> Measured:
    with told_by_the_server() as told:
        return seconds(act), sum(told)


@contextmanager
def processor_noted(figures: Table, what: str, engine: Engine, number: int) -> Iterator[None]:
    """What the server's processor is busy for each of so many calls; of the embedded engine nothing."""
    if not isinstance(engine, ElasticEngine):
        yield
        return
    with engine._connection.working() as client:
        before = processor_of_servers(client)
        yield
        spent = processor_of_servers(client) - before
    figures.note(f"{what}, processor of the server", f"mean {1000 * spent / number:.1f} ms")


def note_times(figures: Table, what: str, times: list[Measured]) -> None:
    figures.note(what, said([1000 * spent for spent, _told in times]))
    if any(told for _spent, told in times):
        figures.note(f"{what}, told by the server", said([1000 * told for _spent, told in times]))


def updates(engine: Engine, seconds: Clock) -> tuple[list[float], list[float]]:
    """Milliseconds to write another title of an offer, and until it is found by it; one after the other."""
    written, visible = [], []
    for number, pk in enumerate(Offer.objects.order_by("pk").values_list("pk", flat=True)[:UPDATES]):
        title = f"Quetschkommode{number}x"
        OfferTranslation.objects.filter(offer=pk, language="de").update(title=title)
        documents = list(documents_of({pk}))
        begun = time.perf_counter()
        written.append(1000 * seconds(partial(engine.update, documents, gone=[pk])))
        while pk not in {hit.pk for hit in search(engine, SearchQuery(text=title)).hits}:
            time.sleep(0.01)
        visible.append(1000 * (time.perf_counter() - begun))
    return written, visible


def search(engine: Engine, query: SearchQuery):
    request = request_for(query, size=service.PAGE_SIZE, with_counts=True)
    return engine.search(understood_by(engine, request, vocabulary())[0])


def size_of(engine: Engine) -> int:
    if isinstance(engine, EmbeddedEngine):
        folder: Path = engine._generations.current()
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert isinstance(engine, ElasticEngine)
    with engine._connection.working() as client:
        index = engine._find_current(client).index
        client.indices.forcemerge(index=index, max_num_segments=1, wait_for_completion=True)
        client.indices.refresh(index=index)
        return int(client.indices.stats(index=index)["_all"]["primaries"]["store"]["size_in_bytes"])


def said(times: list[float]) -> str:
    return f"p50 {quantile(times, 0.5):.1f} ms, p95 {quantile(times, 0.95):.1f} ms"


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
