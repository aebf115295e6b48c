"""Whoever is killed, and whenever: nothing is lost, and the next drain makes the index equal to the database.

Each moment is a function of the code at which a process of its own stands still until it is killed. Another
engine runs the same tests with a subclass of `Kills` that names its variables and its moments.
"""

import shutil
from pathlib import Path

import pytest

from tests.search.portal_process import Portal, said_by

pytestmark = [pytest.mark.sqlite, pytest.mark.xdist_group("search_killed")]

OFFERS = 24
WORDS = "search.engines.embedded.words:WordsWriter"
LOG = "search.engines.embedded.facts_log:FactsWriter"
GENERATIONS = "search.engines.embedded.generations:Generations"


@pytest.fixture(scope="module")
def new_portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Offers called "Chor", and an embedded index of them."""
    folder = tmp_path_factory.mktemp("portal")
    portal = Portal(folder)
    assert portal.run("prepare", "--number", OFFERS) == OFFERS
    # Everything into one file, which can then be copied.
    portal.query("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


class Kills:
    """`engine` are the variables that choose the engine."""

    engine: dict[str, str] = {}
    during_a_write: tuple[str, ...] = ()
    during_a_rebuild: tuple[str, ...] = ()

    @pytest.fixture
    def portal(self, new_portal: Path, tmp_path: Path) -> Portal:
        """A copy of that for each test, with an index of the engine."""
        shutil.copytree(new_portal, tmp_path / "portal")
        portal = Portal(tmp_path / "portal", self.engine)
        self.begin_anew(portal)
        return portal

    def begin_anew(self, portal: Portal) -> None:
        """For an engine that does not keep its index in the folder of the portal: `rebuild`."""

    def assert_settled(self, portal: Portal, word: str, found: int) -> None:
        """One drain later, index and database say the same, and a search finds so many."""
        said = portal.run("settle", "--word", word)
        assert said == {"equal": OFFERS, "differs": [], "found": found, "is_degraded": False}
        assert portal.waiting == 0

    def test_killed_while_a_change_is_written(self, portal: Portal) -> None:
        for moment in self.during_a_write:
            portal.kill_at(moment, "change", "--word", "Orchester")

            assert portal.waiting > 0, f"at {moment} the change was in the outbox"
            self.assert_settled(portal, "orchester", 1)

    def test_killed_while_many_changes_are_drained(self, portal: Portal) -> None:
        portal.kill_at("search.indexing:drain", "rename_provider", "--word", "Musikschule")
        for moment in self.during_a_write:
            assert portal.waiting > 0
            portal.kill_at(moment, "drain")

        self.assert_settled(portal, "musikschule", OFFERS // 3)

    def test_killed_during_a_rebuild(self, portal: Portal) -> None:
        portal.kill_at("search.indexing:drain", "change", "--word", "Orchester")
        for moment in self.during_a_rebuild:
            portal.kill_at(moment, "rebuild")

            before = portal.run("look", "--word", "chor")
            assert before["degraded"] == 0, f"killed at {moment}: there is an index in use"
            assert before["least"] >= OFFERS - 1
        self.assert_settled(portal, "orchester", 1)
        assert portal.run("rebuild") == OFFERS

    def test_many_processes_write_and_read_at_once(self, portal: Portal) -> None:
        changes = OFFERS // 3
        writers = [
            portal.start("change", "--word", "Orchester", "--number", changes, "--part", part)
            for part in range(3)
        ]
        readers = [portal.start("look", "--word", "chor orchester", "--number", 200) for _reader in range(2)]

        assert [said_by(writer) for writer in writers] == [changes] * 3
        assert [said_by(reader)["degraded"] for reader in readers] == [0, 0]
        self.assert_settled(portal, "orchester", OFFERS)

    def test_a_synonym_works_at_once_in_a_process_that_runs_already(self, portal: Portal) -> None:
        running = portal.start_until_stopped("look_twice", "--word", "Trällerverein")
        portal.run("explain", "--word", "Trällerverein, Chor")

        assert said_by(running, "go on\n") == [0, OFFERS]


class TestEmbedded(Kills):
    during_a_write = (
        f"{LOG}.__exit__",
        f"{LOG}.__exit__+",
        f"{WORDS}.close+",
        "search.engines.embedded.engine:EmbeddedEngine.update+",
    )
    during_a_rebuild = (
        "search.engines.embedded.writing:line_of",
        f"{GENERATIONS}.publish",
        f"{GENERATIONS}._remove_old",
    )
