"""Many processes write and read one index at once, and each knows what another has explained."""

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from tests.harness.processes import PATIENCE, Portal
from tests.search.portal_process import HAS_LOOKED

# Without tests of its database there is no copy of it to begin with.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.xdist_group("processes")]

OFFERS = 24


@dataclass
class Worker:
    """A process of the portal that does something, and a pipe to it."""

    portal: Portal
    process: BaseProcess
    pipe: Connection

    def says(self) -> Any:
        assert self.pipe.poll(PATIENCE), self.portal.said
        return self.pipe.recv()

    def says_last(self) -> Any:
        said = self.says()
        self.process.join(PATIENCE)
        assert self.process.exitcode == 0, self.portal.said
        return said


def begin(portal: Portal, action: str, *, is_new: bool = False, **options: object) -> Worker:
    near, far = Pipe()
    process = portal.start("tests.search.portal_process:do", far, action, options, is_new=is_new)
    far.close()
    return Worker(portal, process, near)


def do(portal: Portal, action: str, *, is_new: bool = False, **options: object) -> Any:
    return begin(portal, action, is_new=is_new, **options).says_last()


@pytest.fixture
def portal(tmp_path: Path, new_portal: Callable[[Path], Portal]) -> Portal:
    return new_portal(tmp_path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, new_portal: Callable[[Path], Portal]) -> Portal:
    """Offers called "Chor", and an embedded index of them; to be copied."""
    portal = new_portal(tmp_path_factory.mktemp("filled"))
    assert do(portal, "prepare", number=OFFERS) == OFFERS
    return portal


@pytest.fixture
def portal_with_offers(filled: Portal, tmp_path: Path) -> Portal:
    return filled.copy_to(tmp_path / "portal")


def test_many_write_and_read_at_once(portal_with_offers: Portal) -> None:
    portal = portal_with_offers
    changes = OFFERS // 3
    readers = [begin(portal, "keep_looking", word="chor orchester") for _reader in range(2)]
    assert [reader.says() for reader in readers] == [HAS_LOOKED] * 2
    writers = [begin(portal, "change", word="Orchester", number=changes, part=part) for part in range(3)]
    assert [writer.says_last() for writer in writers] == [changes] * 3
    for reader in readers:
        reader.pipe.send("enough")

    for said in [reader.says_last() for reader in readers]:
        assert said["times"] > changes
        assert said["degraded"] == 0
    # Nothing in it depends on what the processes that wrote have in common, such as the order of sets.
    said = do(portal, "settle", word="orchester", is_new=True)
    assert said == {"equal": OFFERS, "differs": [], "found": OFFERS, "is_degraded": False}
    assert portal.query("SELECT count(*) FROM search_indexchange") == [(0,)]


def test_a_synonym_works_at_once_in_a_process_that_runs_already(portal_with_offers: Portal) -> None:
    running = begin(portal_with_offers, "look_twice", word="Trällerverein")
    assert running.says() == HAS_LOOKED
    do(portal_with_offers, "explain", word="Trällerverein, Chor")

    running.pipe.send("go on")
    assert running.says_last() == [0, OFFERS]


def test_what_one_process_has_prepared_another_finds_by_meaning(portal: Portal) -> None:
    by_meaning = Portal(portal.folder, PORTAL_SEARCH_BY_MEANING="1")
    do(by_meaning, "prepare", number=3)

    assert do(by_meaning, "look", word="singing together") == {"found": 3, "is_degraded": False}
    assert do(portal, "look", word="singing together") == {"found": 0, "is_degraded": False}


@pytest.mark.parametrize("fate", ["alive", "killed"])
def test_a_second_process_reads_offers_for_a_rebuild(portal_with_offers: Portal, fate: str) -> None:
    said = do(portal_with_offers, "read_ahead", word=fate)
    assert said == {"readers": 1, "are_equal": True, "left": 0}
