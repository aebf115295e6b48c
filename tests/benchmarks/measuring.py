"""What a page costs the processor, what it asks of the database, and what goes over the line."""

import gc
import gzip
import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import brotli
from django.contrib.staticfiles import finders
from django.db import connection
from django.template import engines
from django.template.base import FilterExpression, Template
from django.test import Client
from django.test import utils as test_utils
from django.test.utils import CaptureQueriesContext
from elasticsearch import Elasticsearch

from search.page_cache import kept_pages
from tests.harness import template_variables

STATISTICS_KEPT = 1.1  # seconds for which a server gives the same ones
ROUNDS = 5
REPEATS = 12

FONT_FACE = re.compile(r'@font-face\s*{[^}]*url\("([^"]+)"\)[^}]*unicode-range:([^;}]+)', re.S)
LINKED = re.compile(r'(?:href|src)="/static/([^"#?]+)')


@dataclass(frozen=True)
class Transfer:
    """What the first view of a page needs: bytes as they go over the line, and requests."""

    html: int
    total: int
    requests: int


@contextmanager
def as_served() -> Iterator[None]:
    """Templates without what tests add to them: watched variables, and a copy of each context drawn with."""
    watching, copying = FilterExpression.__init__, Template._render
    FilterExpression.__init__ = template_variables._original_init
    Template._render = test_utils._TestState.saved_data.template_render
    _forget_templates()
    gc.collect()
    gc.freeze()  # what the tests hold: a server has nothing of it for its collector to pass
    try:
        yield
    finally:
        FilterExpression.__init__, Template._render = watching, copying
        _forget_templates()


def _forget_templates() -> None:
    for loader in engines["django"].engine.template_loaders:
        loader.reset()


def get(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content) if response.streaming else response.content


def seconds_each(client: Client, addresses: Sequence[str], before: Callable[[], object] = bool) -> float:
    """The median time of the processor for one of these pages, in the best of several rounds.

    `before` each of them something may be done that does not count.
    """

    def once(address: str) -> float:
        before()
        return processor_time(partial(get, client, address))

    for address in addresses:
        get(client, address)
    return min(statistics.median(map(once, _repeated(addresses))) for _round in range(ROUNDS))


def _repeated(addresses: Sequence[str]) -> Iterator[str]:
    return (addresses[number % len(addresses)] for number in range(max(REPEATS, len(addresses))))


def processor_time(act: Callable[[], object]) -> float:
    """Seconds of the processor, of all threads; of the clock it would also count other programs."""
    begun_at = time.process_time()
    act()
    return time.process_time() - begun_at


def time_of_the_clock(act: Callable[[], object]) -> float:
    begun_at = time.perf_counter()
    act()
    return time.perf_counter() - begun_at


@contextmanager
def told_by_the_server() -> Iterator[list[float]]:
    """The seconds that an Elasticsearch says each search took it, without the way there and our own part.

    Of what is written it tells nothing that counts: for that its clock has steps of 200 ms.
    """
    told: list[float] = []
    msearch = Elasticsearch.msearch

    def listening(*args: Any, **named: Any) -> Any:
        answered = msearch(*args, **named)
        told.append(answered["took"] / 1000)
        return answered

    Elasticsearch.msearch = listening
    try:
        yield told
    finally:
        Elasticsearch.msearch = msearch


def processor_of_servers(client: Elasticsearch) -> float:
    """Seconds of the processor that the nodes have used since they were started, whatever for."""
    time.sleep(STATISTICS_KEPT)
    nodes = client.nodes.stats(metric="process")["nodes"].values()
    return sum(node["process"]["cpu"]["total_in_millis"] for node in nodes) / 1000


def count_queries(client: Client, address: str) -> int:
    """Of a page that is drawn, without what is asked once and then kept in the cache."""
    get(client, address)
    kept_pages.clear()
    with CaptureQueriesContext(connection) as captured:
        get(client, address)
    return len(captured)


def measure_transfer(client: Client, address: str) -> Transfer:
    """The page, the files it links and the fonts its letters need, compressed as they are served."""
    content = get(client, address)
    page = content.decode()
    files = {name: _static(name) for name in LINKED.findall(page)}
    for name, raw in [(name, raw) for name, raw in files.items() if name.endswith(".css")]:
        for font, ranges in FONT_FACE.findall(raw.decode()):
            if _is_needed(ranges, page):
                files[str(Path(name).parent / font)] = _static(str(Path(name).parent / font))
    html = len(gzip.compress(content, 6))
    return Transfer(html, html + sum(map(_compressed, files.items())), len(files) + 1)


def _static(name: str) -> bytes:
    return Path(str(finders.find(name))).read_bytes()


def _compressed(file: tuple[str, bytes]) -> int:
    name, raw = file
    return len(raw) if name.endswith((".woff2", ".png")) else len(brotli.compress(raw))


def _is_needed(ranges: str, page: str) -> bool:
    """Whether a page has a letter of the ranges of a font, written as `U+0000-00FF, U+0131`."""
    letters = {ord(char) for char in re.sub(r"<[^>]*>", " ", page)}
    for bounds in ranges.split(","):
        first, _dash, last = bounds.strip().removeprefix("U+").partition("-")
        if any(int(first, 16) <= letter <= int(last or first, 16) for letter in letters):
            return True
    return False
