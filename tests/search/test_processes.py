"""Many processes write and read one index at once, and each knows what another has explained."""

import shutil
from pathlib import Path

import pytest

from tests.search.portal_process import Portal, said_by

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.xdist_group("search_processes")]

OFFERS = 24


@pytest.fixture
def empty_portal(tmp_path: Path, django_db_setup: None, migrated_copy: Path) -> Portal:
    shutil.copy(migrated_copy, tmp_path / "portal.sqlite3")
    return Portal(tmp_path)


@pytest.fixture
def portal(empty_portal: Portal) -> Portal:
    """Offers called "Chor", and an embedded index of them."""
    assert empty_portal.run("prepare", "--number", OFFERS) == OFFERS
    return empty_portal


def test_many_write_and_read_at_once(portal: Portal) -> None:
    changes = OFFERS // 3
    writers = [
        portal.start("change", "--word", "Orchester", "--number", changes, "--part", part)
        for part in range(3)
    ]
    readers = [portal.start("look", "--word", "chor orchester", "--number", 200) for _reader in range(2)]

    assert [said_by(writer) for writer in writers] == [changes] * 3
    assert [said_by(reader)["degraded"] for reader in readers] == [0, 0]
    said = portal.run("settle", "--word", "orchester")
    assert said == {"equal": OFFERS, "differs": [], "found": OFFERS, "is_degraded": False}
    assert portal.waiting == 0


def test_a_synonym_works_at_once_in_a_process_that_runs_already(portal: Portal) -> None:
    running = portal.start_until_stopped("look_twice", "--word", "Trällerverein")
    portal.run("explain", "--word", "Trällerverein, Chor")

    assert said_by(running, "go on\n") == [0, OFFERS]


def test_what_one_process_has_prepared_another_finds_by_meaning(empty_portal: Portal) -> None:
    empty_portal.by_meaning = True
    empty_portal.run("prepare", "--number", 3)

    assert empty_portal.run("look", "--word", "singing together") == {"degraded": 0, "least": 3}
    empty_portal.by_meaning = False
    assert empty_portal.run("look", "--word", "singing together") == {"degraded": 0, "least": 0}


@pytest.mark.parametrize("fate", ["alive", "killed"])
def test_a_second_process_reads_offers_for_a_rebuild(portal: Portal, fate: str) -> None:
    assert portal.run("read_ahead", "--word", fate) == {"readers": 1, "are_equal": True, "left": 0}
