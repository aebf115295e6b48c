"""How long a visitor waits while something is wrong: 20,000 odd searches, and a server that does not answer.

    make bench ARGS="-k bench_search_faults"

With a server in `PORTAL_TEST_ELASTICSEARCH_URLS` the odd searches are asked of it too.
Measured by the clock of the processor, which other programs do not lengthen; the time that is spent waiting
for a server comes on top.
"""

import gc
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from elasticsearch import Elasticsearch

from search import service
from search.engines import _elastic
from search.engines.elastic import connection
from search.engines.elastic.breaker import PAUSE
from search.engines.elastic.deadlines import within
from search.indexing import rebuild, rebuild_standby
from search.query import SearchQuery
from tests.benchmarks.bench_engines import quantile, remove_indices, said
from tests.benchmarks.conftest import Table
from tests.benchmarks.measuring import processor_of_servers, processor_time, told_by_the_server
from tests.benchmarks.synthetic import Synthetic
from tests.search.engines.conftest import NONE, URLS, elastic_settings, patient
from tests.search.engines.fault_server import FAULTS, FaultServer, serving
from tests.search.engines.fuzz import searches

pytestmark = pytest.mark.django_db

OFFERS = 2_000
SEARCHES = 20_000
PAGES = 12


@pytest.fixture(autouse=True)
def _index(tmp_path) -> Iterator[None]:
    # Reading the vocabulary anew each minute costs more than a page, fault or not: it is not measured here.
    caches = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": None}}
    index = tmp_path / "index"
    with override_settings(SEARCH_INDEX_DIR=index, ROOT_URLCONF="tests.benchmarks.urls", CACHES=caches):
        yield


def test_odd_searches(figures: Table) -> None:
    Synthetic(OFFERS).create()
    rebuild()
    times = [1000 * processor_time(partial(service.find, query)) for query in searches(SEARCHES)]

    figures.note(f"{SEARCHES} odd searches, embedded, {OFFERS} offers", said(times))
    figures.at_most("odd searches, p99", quantile(times, 0.99), 300, " ms")
    figures.note("odd searches, slowest", f"{max(times):.0f} ms")


@pytest.mark.skipif(not URLS, reason=NONE)
def test_odd_searches_on_a_server(figures: Table) -> None:
    """Our processor's time and what the server says it took; the clock, with the way between them."""
    Synthetic(OFFERS).create()
    settings = elastic_settings(URLS[0], f"bench-{uuid.uuid4().hex[:12]}")
    with patient(), override_settings(SEARCH_ENGINE="elasticsearch", ELASTICSEARCH=settings):
        rebuild()
        try:
            with Elasticsearch(URLS[0]) as client:
                before = processor_of_servers(client)
                measured = [odd_search(query) for query in searches(SEARCHES)]
                busy = processor_of_servers(client) - before
        finally:
            remove_indices(settings)
    ours, theirs, clock = zip(*measured, strict=True)
    both = [our + their for our, their in zip(ours, theirs, strict=True)]

    name = f"{SEARCHES} odd searches, Elasticsearch, {OFFERS} offers"
    for how, times in (
        ("processor and server", both),
        ("processor", ours),
        ("told by the server", theirs),
        ("by the clock", clock),
    ):
        slowest = f"p99 {quantile(times, 0.99):.0f} ms, slowest {max(times):.0f} ms"
        figures.note(f"{name}, {how}", f"{said(times)}, {slowest}")
    figures.note(f"{name}, processor of the server", f"mean {1000 * busy / SEARCHES:.1f} ms")
    figures.at_most("odd searches, Elasticsearch, p99", quantile(both, 0.99), 300, " ms")


def odd_search(query: SearchQuery) -> tuple[float, float, float]:
    """Milliseconds of our processor, of the server as it says, and of the clock."""
    begun = time.perf_counter()
    with told_by_the_server() as told:
        processor = processor_time(partial(find_on_the_server, query))
    return 1000 * processor, 1000 * sum(told), 1000 * (time.perf_counter() - begun)


def find_on_the_server(query: SearchQuery) -> None:
    assert not service.find(query).is_degraded, query


def test_pages_while_the_server_has_a_fault(figures: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    Synthetic(OFFERS).create()
    with override_settings(SEARCH_ENGINE="elasticsearch", ELASTICSEARCH=elastic_settings("http://x:1", "x")):
        rebuild_standby()
        # What tests have left in memory no worker has: to look through it for garbage takes .1 to .3 s.
        gc.collect()
        gc.freeze()
        found = {fault: pages_with(fault, monkeypatch) for fault in ("refused", *FAULTS)}
    for fault, times in found.items():
        figures.note(f"page, server with fault: {fault}", said(times[1:]))
    figures.at_most("the first page after a fault, slowest", max(t[0] for t in found.values()), 1000, " ms")
    figures.at_most("every page after it, slowest", max(max(t[1:]) for t in found.values()), 300, " ms")


def pages_with(fault: str, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Milliseconds of the processor and of waiting for the server; the time to probe it comes twice."""
    waited = count_waits(monkeypatch)
    with serving() as server, override_settings(ELASTICSEARCH=to(server, fault)):
        _elastic.cache_clear()
        if fault != "old mapping":  # which is looked at now and then only
            service.find(SearchQuery(text="chor"))
        server.fault = fault
        waited.clear()
        times = []
        for number in range(PAGES):
            if number in {PAGES // 3, 2 * PAGES // 3}:
                time.sleep(PAUSE)
            before = sum(waited)
            processor = processor_time(partial(show_page, number))
            times.append(1000 * (processor + sum(waited) - before))
        _elastic.cache_clear()
    return times


def count_waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that the processor idled, each time that the server was asked."""
    waited: list[float] = []

    @contextmanager
    def counted(seconds: float) -> Iterator[None]:
        begun, worked = time.perf_counter(), time.process_time()
        try:
            with within(seconds):
                yield
        finally:
            idle = time.perf_counter() - begun - (time.process_time() - worked)
            waited.append(max(idle, 0.0))

    monkeypatch.setattr(connection, "within", counted)
    return waited


def to(server: FaultServer, fault: str) -> dict[str, object]:
    if fault != "refused":
        return elastic_settings(server.url, "bench")
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        return elastic_settings(f"http://127.0.0.1:{nobody.getsockname()[1]}", "bench")


def show_page(number: int) -> None:
    response = Client().get(reverse("search:results"), {"q": f"kurs {number}"})
    assert b"Vielleicht fehlen Angebote" in response.content
