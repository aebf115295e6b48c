"""Pages of the directory over few and very many offers, and what the index costs.

    make bench-search OFFERS=2000,100000

Times are those of the processor, as multiples of a bare view behind the same middleware in the same run; of
a rebuild that of the clock, on two cores.
A page is drawn anew each time (no page is kept) by a process that has shown the same offers and looked for
the same words before; "kept" says what it costs when the same page was drawn a moment ago.

With OFFERS=2000,1000000 it takes three quarters of an hour; of so many, only how they grow has bounds.
"""

import io
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from offers.models import Offer
from search import indexing, service
from search.documents import OfferDocument
from search.embeddings import DIMENSIONS
from search.engines import current_engine
from search.engines.embedded import EmbeddedEngine
from search.page_cache import kept_pages
from search.query import SearchQuery
from search.vectors import pack
from tests.benchmarks.conftest import Table
from tests.benchmarks.measuring import as_served, get, processor_time, time_of_the_clock
from tests.benchmarks.synthetic import Synthetic

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        "PORTAL_BENCH_OFFERS" not in os.environ, reason="make bench-search measures the search"
    ),
]

SIZES = tuple(int(size) for size in os.environ.get("PORTAL_BENCH_OFFERS", "2000").split(","))
REPEATS = 60
UPDATES = 20
FILTERS = "ort={town}&kosten=free&wann=mo&wann=tu&wann=we"
TOWNS = ("05382060", "05382020", "05382056", "05382028")
WORDS = ("kurs", "beratung", "deutsch sprechen", "kinder", "hilfe in der schule", "help with school")
LIMITS = {"unfiltered": 8, "3 filters": 10, "words and 3 filters": 20, "kept": 1.5}
LIMITS_OF_FEW = LIMITS | {"words and 3 filters": 8}
GROWTH = {"unfiltered": 2.5, "3 filters": 2.5, "words and 3 filters": 4}
GROWTH_TO_VERY_MANY = {"unfiltered": 15, "3 filters": 15, "words and 3 filters": 40}
MANY = 100_000


@dataclass
class Figures:
    """Seconds of the processor for each page, and for what is done to the index; bytes of a worker.

    Of a rebuild also those of the clock, for it is measured on two cores.
    """

    rebuild: float
    rebuild_on_processor: float
    pages: dict[str, list[float]] = field(default_factory=dict)
    opening: float = 0
    update: float = 0
    meaning: float | None = None
    memory: int = 0
    index_bytes: int = 0

    def median(self, page: str) -> float:
        return statistics.median(self.pages[page])


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[int, Figures]]:
    """Measured once, for all tests of this module; the database is left as it was."""
    data = tmp_path_factory.mktemp("data")
    folder = data / "index"
    settings = override_settings(SEARCH_INDEX_DIR=folder, ROOT_URLCONF="tests.benchmarks.urls")
    with settings, as_served(), django_db_blocker.unblock(), _given_back(data / "before.sqlite3"):
        with transaction.atomic():
            call_command("create_demo", stdout=io.StringIO())
        found, created = {}, 0
        for size in SIZES:
            with transaction.atomic():
                Synthetic(size - created).create()
            created = size
            found[size] = _measure(folder, size)
        yield found


@contextmanager
def _given_back(copy: Path) -> Iterator[None]:
    """A rebuild reads by another process what is committed: so the file itself is kept and put back."""
    assert connection.vendor == "sqlite", "bench_search measures SQLite"
    database = Path(connection.settings_dict["NAME"])
    connection.close()
    shutil.copy(database, copy)
    try:
        yield
    finally:
        connection.close()
        for rest in database.parent.glob(f"{database.name}-*"):
            rest.unlink()
        shutil.copy(copy, database)


def _measure(folder: Path, size: int) -> Figures:
    figures = Figures(*_rebuilt())
    figures.index_bytes = _size_of_the_index()
    figures.opening = processor_time(EmbeddedEngine(folder).lexicon)
    client = Client()
    for name, addresses in _pages().items():
        figures.pages[name] = list(_seconds(client, addresses, kept_pages.clear))
    figures.pages["kept"] = list(_seconds(client, [reverse("search:results")], bool))
    pks = Random(1).sample(list(Offer.objects.current().values_list("pk", flat=True)), UPDATES)
    figures.update = statistics.median(processor_time(partial(_update, pk)) for pk in pks)
    if size <= MANY:
        figures.meaning = _seconds_of_meaning()
    figures.memory = _memory_of_a_worker(folder)
    return figures


def _rebuilt() -> tuple[float, float]:
    """Seconds of the clock and of the processor for a rebuild, the process that reads ahead included."""
    used_before = _processor_with_children()
    return time_of_the_clock(indexing.rebuild), _processor_with_children() - used_before


def _processor_with_children() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _pages() -> dict[str, list[str]]:
    directory = reverse("search:results")
    filters = [FILTERS.format(town=town) for town in TOWNS]
    return {
        "bare": ["/bare/"],
        "unfiltered": [directory],
        "3 filters": [f"{directory}?{chosen}" for chosen in filters],
        "words and 3 filters": [
            f"{directory}?q={word}&{filters[number % len(filters)]}" for number, word in enumerate(WORDS)
        ],
    }


def _seconds(client: Client, addresses: list[str], before: Callable[[], object]) -> Iterator[float]:
    for address in addresses:
        get(client, address)
    for number in range(REPEATS):
        before()
        address = addresses[number % len(addresses)]
        yield processor_time(lambda address=address: get(client, address))


def _size_of_the_index() -> int:
    """Of the generation in use; the one before it is kept for a while."""
    folder = current_engine()._generations.current()
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _update(pk: int) -> None:
    current_engine().update(indexing.documents_of([pk]), gone=[pk])


def _seconds_of_meaning() -> float:
    """What a search takes longer for its meaning; the vectors have none, for real ones take hours to make."""
    random = np.random.default_rng(1)

    def with_some_vectors(documents: Iterator[OfferDocument]) -> Iterator[OfferDocument]:
        for document in documents:
            yield replace(document, vectors=tuple(pack(random.normal(size=(2, DIMENSIONS)))))

    engine = current_engine()
    engine.rebuild(with_some_vectors(indexing.all_documents()), indexing.collect_lexicon())
    by_words = statistics.median(_search_times())
    with override_settings(SEARCH_BY_MEANING=True):
        service.find(SearchQuery(text="help with school"))  # loads the models
        return statistics.median(_search_times()) - by_words


def _search_times() -> Iterator[float]:
    """Of searches that nobody has made before, so that no vector of theirs is remembered."""
    for number in range(30):
        text = f"{WORDS[number % len(WORDS)]} {next(_different)}"
        yield processor_time(lambda text=text: service.find(SearchQuery(text=text)))


_different: Final = count(100)  # searches


WORKER = """
import django; django.setup()
from pathlib import Path
from django.conf import settings
settings.SEARCH_INDEX_DIR = Path({folder!r})
from search.engines import current_engine
from search.embeddings import current_embedder
embedder = current_embedder(); embedder and embedder.search("kurs", "de")
current_engine()._read()
import portal.urls
print(int(open("/proc/self/statm").read().split()[1]) * 4096)
"""


def _memory_of_a_worker(folder: Path) -> int:
    """Of a process of its own that has loaded all there is: the portal, the index, the model."""
    variables = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_DATA_DIR": str(folder.parent),
    }
    code = WORKER.format(folder=str(folder))
    done = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, check=True, text=True
    )
    return int(done.stdout.split()[-1])


def test_pages(measured: dict[int, Figures], figures: Table) -> None:
    failed = []
    for size, found in measured.items():
        bare = found.median("bare")
        figures.note(f"bare view, {size:,} offers", f"{bare * 1000:.2f} ms")
        for page, limit in (LIMITS if size >= MANY else LIMITS_OF_FEW).items():
            what, multiple = f"{page}, {size:,} offers", found.median(page) / bare
            if size > MANY:
                figures.note(what, f"{multiple:.4g} x bare, {found.median(page) * 1000:.1f} ms")
            else:
                failed += _check(figures.at_most, what, multiple, limit, " x bare")
    assert not failed


def test_slow_pages(measured: dict[int, Figures], figures: Table) -> None:
    for size, found in measured.items():
        slowest = np.percentile(found.pages["words and 3 filters"], 99) * 1000
        what = f"words and 3 filters, p99, {size:,} offers"
        if size > MANY:
            figures.note(what, f"{slowest:.1f} ms")
        else:
            figures.at_most(what, slowest, 30, " ms")


def test_growth(measured: dict[int, Figures], figures: Table) -> None:
    least, *others = sorted(measured)
    few, failed = measured[least], []
    for size in others:
        for page, limit in (GROWTH if size <= MANY else GROWTH_TO_VERY_MANY).items():
            growth = measured[size].median(page) / few.median(page)
            failed += _check(figures.at_most, f"{page}: {size:,} over {least:,} offers", growth, limit)
        growth = measured[size].update / few.update
        failed += _check(figures.at_most, f"one offer written: {size:,} over {least:,} offers", growth, 2)
    assert not failed


def test_the_index(measured: dict[int, Figures], figures: Table) -> None:
    failed = []
    for size, found in measured.items():
        figures.note(f"one offer written, {size:,} offers", f"{found.update * 1000:.1f} ms")
        figures.note(f"size of the index, {size:,} offers", f"{found.index_bytes / 1e6:.0f} MB")
        failed += _check(
            figures.at_most, f"rebuild, {size:,} offers", found.rebuild, 120 * max(1, size / MANY), " s"
        )
        figures.note(f"rebuild, {size:,} offers, processor", f"{found.rebuild_on_processor:.1f} s")
        figures.note(f"index opened, {size:,} offers", f"{found.opening:.2f} s")
        what = f"memory of a worker, {size:,} offers"
        if size > MANY:
            figures.note(what, f"{found.memory / 1e6:.0f} MB")
        else:
            failed += _check(figures.at_most, what, found.memory / 1e6, 400, " MB")
        if found.meaning is not None:
            what = f"meaning on top, {size:,} offers"
            failed += _check(figures.at_most, what, found.meaning * 1000, 25, " ms")
    assert not failed


def _check(check: Callable[..., None], *figure: object) -> list[str]:
    """Every figure is measured, though one before it is out of bounds."""
    try:
        check(*figure)
    except AssertionError as error:
        return [str(error)]
    return []
