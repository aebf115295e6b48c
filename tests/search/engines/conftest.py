"""Real servers, named by `PORTAL_TEST_ELASTICSEARCH_URLS`; whoever tests on them skips where none is.

And what the embedded engine asks of tantivy.
"""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from search import asking, indexing, service
from search.engines.base import EngineUnavailable
from search.engines.elastic import ElasticEngine, writing
from search.engines.elastic import connection as connection_module
from search.engines.elastic import engine as engine_module
from search.engines.elastic.connection import Connection
from search.engines.embedded import words_index
from search.text.compounds import Lexicon

URLS = [url.strip() for url in os.environ.get("PORTAL_TEST_ELASTICSEARCH_URLS", "").split(",") if url.strip()]
BUDGETS = (
    (engine_module, "SEARCH_BUDGET"),
    (connection_module, "PROBE_BUDGET"),  # also what tells a refusal that took long
    (service, "SEARCH_BUDGET"),
    (asking, "SEARCH_BUDGET"),
    (indexing, "SAVE_BUDGET"),
)
NONE = "no Elasticsearch is named by PORTAL_TEST_ELASTICSEARCH_URLS (make elasticsearch starts one)"


def elastic_settings(url: str, prefix: str, **changes: Any) -> dict[str, Any]:
    return {
        "URLS": [url],
        "API_KEY": "",
        "USER": "",
        "PASSWORD": "",
        "CA_FILE": "",
        "INDEX_PREFIX": prefix,
        **changes,
    }


def give_time(put: Callable[[Any, str, float], None]) -> None:
    for module, name in BUDGETS:
        put(module, name, 30.0)


@contextmanager
def patient() -> Iterator[None]:
    """What is right is tested here, however busy the machine is; being in time is tested with faults."""
    with pytest.MonkeyPatch.context() as patch:
        give_time(patch.setattr)
        # What is written is looked for at once; how soon it is found by itself has a test of its own.
        patch.setattr(writing, "REFRESHES", True)
        yield


@pytest.fixture(scope="module", params=URLS or [pytest.param("", marks=pytest.mark.skip(reason=NONE))])
def elastic(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Settings for a server, with a prefix of our own; its indices go when the tests end."""
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    with patient():
        yield elastic_settings(request.param, prefix)
    with Elasticsearch(request.param) as client:
        for index in client.indices.get(index=f"{prefix}-*", expand_wildcards="all").body:
            client.indices.delete(index=index)


@pytest.fixture
def elastic_as_it_is(elastic: dict[str, Any]) -> ElasticEngine:
    """An engine on it, with whatever index there is, for tests that make it anew."""
    return ElasticEngine(Connection(elastic))


@pytest.fixture
def elastic_engine(elastic_as_it_is: ElasticEngine) -> ElasticEngine:
    """The same with an empty index. Emptying is quicker than making one."""
    engine = elastic_as_it_is
    try:
        is_made = engine.lexicon().words == {}
    except EngineUnavailable:
        is_made = False
    if is_made:
        engine.update([], gone=[pk for pk, _digest in engine.entries()])
    else:
        engine.rebuild([], Lexicon())
    return engine


@pytest.fixture
def taken_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many offers tantivy was asked for by an embedded engine, each time."""
    numbers: list[int] = []
    hits = words_index.hits
    monkeypatch.setattr(
        words_index,
        "hits",
        lambda searcher, query, limit: numbers.append(limit) or hits(searcher, query, limit),
    )
    return numbers
