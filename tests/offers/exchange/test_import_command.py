"""`manage.py import_offers`: counts, a report, and an end state that no interruption changes."""

import csv
import json
import signal
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from offers.models import Offer
from tests.harness.processes import PATIENCE, Portal
from tests.offers.exchange.conftest import MAPPING

ROWS = 500


@pytest.fixture
def mapping_file(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def run(file: Path, mapping: Path, **options: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_offers", file, mapping=mapping, verbosity=0, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.django_db
class TestCommand:
    LINES = ("1;A;;V;;;;", "2;B;;V;;b1;a1;", "3;;;V;;;;")

    def test_counts_and_reasons(self, write_table, mapping_file):
        out, err = run(write_table(*self.LINES), mapping_file)
        assert out.strip() == "1 angelegt, 0 geändert, 0 unverändert, 2 abgelehnt, 0 ausgelassen"
        assert "Zeile 3: „Deutsch ab“ liegt über „Deutsch bis“." in err
        assert "Zeile 4: Titel: " in err

    def test_report(self, write_table, mapping_file, tmp_path):
        run(write_table(*self.LINES), mapping_file, report=tmp_path / "report.csv")
        with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, delimiter=";"))
        assert lines[0] == ["Zeile", "Kennung", "Ergebnis", "Titel", "Grund"]
        assert [line[:4] for line in lines[1:]] == [
            ["2", "1", "angelegt", "A"],
            ["3", "2", "abgelehnt", "B"],
            ["4", "3", "abgelehnt", ""],
        ]

    def test_dry_run(self, write_table, mapping_file):
        out, _err = run(write_table(*self.LINES), mapping_file, dry_run=True)
        assert "1 angelegt" in out
        assert "Es wurde nichts gespeichert." in out
        assert not Offer.objects.exists()

    def test_a_file_that_breaks_off_is_not_half_imported(self, write_table, mapping_file):
        lines = [f"{number};Titel;;V;;;;" for number in range(500)]
        path = write_table(*lines)
        path.write_bytes(path.read_bytes() + "\n501;schlüpft;;V;;;;\n".encode("cp1252"))
        with pytest.raises(CommandError, match="Zeile 502 ist nicht in „utf-8“"):
            run(path, mapping_file)
        assert not Offer.objects.exists()

    def test_a_file_or_a_mapping_that_is_not_there(self, write_table, mapping_file, tmp_path):
        with pytest.raises(CommandError, match="nicht gefunden"):
            run(tmp_path / "none.csv", mapping_file)
        with pytest.raises(CommandError, match="kann nicht gelesen werden"):
            run(write_table(), tmp_path / "none.toml")

    def test_a_mapping_that_is_wrong(self, write_table, mapping_file):
        mapping_file.write_text("x = 1", encoding="utf-8")
        with pytest.raises(CommandError, match="x: Diesen Schlüssel gibt es nicht"):
            run(write_table(), mapping_file)

    def test_a_mapping_for_another_file(self, write_table, mapping_file):
        with pytest.raises(CommandError, match="Diese Spalten fehlen: id, Titel"):
            run(write_table(header="a;b"), mapping_file)


def count(portal: Portal) -> int:
    return portal.query("SELECT count(*) FROM offers_offer")[0][0]


def state(portal: Portal) -> str:
    """All that an import writes, without the keys and moments that are another each time."""
    offers = portal.query(
        "SELECT o.external_id, o.title, o.live, o.level_from, p.name, p.external_id, t.title,"
        " t.description, m.code, c.email, r.digests FROM offers_offer o"
        " JOIN offers_provider p ON p.id = o.provider_id"
        " JOIN offers_importedrecord r ON r.offer_id = o.id"
        " LEFT JOIN offers_offertranslation t ON t.offer_id = o.id"
        " LEFT JOIN offers_offerterm x ON x.offer_id = o.id LEFT JOIN offers_term m ON m.id = x.term_id"
        " LEFT JOIN offers_contact c ON c.offer_id = o.id ORDER BY 1, 9"
    )
    tables = ("provider", "offertranslation", "offerterm", "contact", "importedrecord")
    counts = [portal.query(f"SELECT count(*) FROM offers_{table}") for table in tables]  # noqa: S608
    return json.dumps([offers, counts])


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.xdist_group("processes")
def test_killed_in_the_middle_and_run_again_ends_in_the_same_state(
    new_portal: Callable[[Path], Portal], tmp_path, write_table, mapping_file
):
    lines = (
        f"{number};Kurs {number};<p>Text</p>;Verein {number % 90};a@example.org;a1;;german-courses,literacy"
        for number in range(ROWS)
    )
    arguments = ("import_offers", write_table(*lines), "--mapping", mapping_file)
    whole, killed = (new_portal(tmp_path / name) for name in ("whole", "killed"))
    whole.manage(*arguments)
    assert count(whole) == ROWS

    process = killed.start_managing(*arguments)
    while count(killed) == 0 and process.is_alive():
        time.sleep(0.02)
    process.kill()
    process.join(PATIENCE)
    assert process.exitcode == -signal.SIGKILL, killed.said
    half_way = count(killed)
    assert 0 < half_way < ROWS, "killed too early or too late to prove anything"
    assert half_way % 200 == 0, "a batch is written as a whole or not at all"

    killed.manage(*arguments)
    assert state(killed) == state(whole)
    before = state(killed)
    killed.manage(*arguments)
    assert state(killed) == before
