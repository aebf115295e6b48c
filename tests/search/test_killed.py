"""Killed in the middle of a rebuild, a write or a drain nothing is lost: the next drain makes the index equal
to the database, in both engines, and so does it with the index that stands in.
"""

import signal
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from tests.harness.processes import PATIENCE, Portal
from tests.search.engines.conftest import NONE, URLS

# Without tests of its database there is no copy of it to begin with.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.xdist_group("processes")]

DO = "tests.search.dying_process:do"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, new_portal: Callable[[Path], Portal]) -> Portal:
    """A portal with offers and an index, to be copied."""
    portal = new_portal(tmp_path_factory.mktemp("filled"))
    portal.run(DO, "prepare, rebuild")
    return portal


def die_and_recover(portal: Portal, actions: str, point: str) -> None:
    died = portal.start(DO, actions, point)
    died.join(PATIENCE)
    assert died.exitcode == -signal.SIGKILL, portal.said
    assert changes(portal, "1") > 0, "what was announced must not be forgotten"
    portal.run(DO, "look, update, check")
    assert changes(portal, "written_at IS NULL") == 0


def changes(portal: Portal, condition: str) -> int:
    return portal.query(f"SELECT count(*) FROM search_indexchange WHERE {condition}")[0][0]  # noqa: S608


@pytest.mark.parametrize(
    ("actions", "point"),
    [
        ("change quietly, rebuild", "half the offers are read"),
        ("change quietly, rebuild", "before the new index is put in place"),
        ("change", "between the log and the words"),
        ("change", "written and not settled"),
        ("change quietly, update", "half of it is settled"),
    ],
)
def test_the_embedded_engine(filled: Portal, tmp_path: Path, actions: str, point: str) -> None:
    die_and_recover(filled.copy_to(tmp_path / "portal"), actions, point)


@pytest.fixture
def on_server(filled: Portal, tmp_path: Path) -> Iterator[Portal]:
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    yield filled.copy_to(
        tmp_path / "portal",
        PORTAL_SEARCH_ENGINE="elasticsearch",
        PORTAL_ELASTICSEARCH_URLS=URLS[0],
        PORTAL_ELASTICSEARCH_INDEX_PREFIX=prefix,
    )
    with Elasticsearch(URLS[0]) as client:
        for index in client.indices.get(index=f"{prefix}-*", expand_wildcards="all").body:
            client.indices.delete(index=index)


@pytest.mark.skipif(not URLS, reason=NONE)
@pytest.mark.parametrize(
    ("actions", "point"),
    [
        ("change quietly, rebuild", "half the offers are read"),
        ("change quietly, rebuild", "before the new index is put in place on the server"),
        ("change quietly, rebuild", "before the new index is put in place"),
        ("change", "half of it is sent"),
        ("change", "written and not settled"),
        ("change quietly, update", "half of it is settled"),
        ("change quietly, update", "before it is remembered"),
    ],
)
def test_elasticsearch_and_the_index_that_stands_in(on_server: Portal, actions: str, point: str) -> None:
    die_and_recover(on_server, f"rebuild, {actions}", point)
