"""Killed in the middle of a rebuild, a write or a drain nothing is lost: the next drain makes the index equal
to the database, in both engines, and so does it with the index that stands in.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from tests.harness.tree import ROOT
from tests.search.engines.conftest import NONE, URLS

# Each portal keeps its own SQLite file. The database of the suite is asked for to have that file ready.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.xdist_group("killed")]


class Portal:
    """A portal of its own in a folder of its own, driven through real processes."""

    def __init__(self, folder: Path, server: str = "", prefix: str = "") -> None:
        self.folder = folder
        self.settings = {
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_SEARCH_BY_MEANING": "0",
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }
        if server:
            self.settings |= {
                "PORTAL_SEARCH_ENGINE": "elasticsearch",
                "PORTAL_ELASTICSEARCH_URLS": server,
                "PORTAL_ELASTICSEARCH_INDEX_PREFIX": prefix,
            }

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PORTAL_")}
        return subprocess.run(
            [sys.executable, "-m", "tests.search.dying_process", *arguments],
            cwd=ROOT,
            env=environment | self.settings,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def do(self, actions: str) -> None:
        done = self._run(actions)
        assert done.returncode == 0, done.stderr

    def die(self, actions: str, point: str) -> None:
        died = self._run(actions, point)
        assert died.returncode == -signal.SIGKILL, died.stderr

    def count(self, condition: str) -> int:
        with closing(sqlite3.connect(self.folder / "portal.sqlite3", timeout=20)) as connection:
            sql = f"SELECT count(*) FROM search_indexchange WHERE {condition}"  # noqa: S608
            return int(connection.execute(sql).fetchone()[0])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, migrated_copy: Path) -> Path:
    """The folder of a portal with offers and an index, to be copied."""
    portal = Portal(tmp_path_factory.mktemp("filled"))
    shutil.copy(migrated_copy, portal.folder / "portal.sqlite3")
    portal.do("prepare, rebuild")
    with closing(sqlite3.connect(portal.folder / "portal.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return portal.folder


def die_and_recover(portal: Portal, actions: str, point: str) -> None:
    portal.die(actions, point)
    assert portal.count("1") > 0, "what was announced must not be forgotten"
    portal.do("look, update, check")
    assert portal.count("written_at IS NULL") == 0


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
def test_the_embedded_engine(filled: Path, tmp_path: Path, actions: str, point: str) -> None:
    portal = Portal(tmp_path / "portal")
    shutil.copytree(filled, portal.folder)

    die_and_recover(portal, actions, point)


@pytest.fixture
def on_server(filled: Path, tmp_path: Path) -> Iterator[Portal]:
    prefix = f"test-{uuid.uuid4().hex[:12]}"
    portal = Portal(tmp_path / "portal", URLS[0], prefix)
    shutil.copytree(filled, portal.folder)
    yield portal
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
