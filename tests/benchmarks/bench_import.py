"""How fast offers come in from a file, the search index included."""

import time
from pathlib import Path

import pytest
from django.core.management import call_command

from offers.exchange.apply import apply_rows
from offers.exchange.mapping_reader import read_mapping
from offers.exchange.records import without_twins
from offers.exchange.tables import read_rows
from tests.offers.exchange.conftest import HEADER, MAPPING

ROWS = 1_000
ROWS_A_SECOND = 60


@pytest.mark.django_db
@pytest.mark.parametrize(("run", "outcome"), [("first", "created"), ("second", "unchanged")])
def test_rows_a_second(tmp_path: Path, django_capture_on_commit_callbacks, run: str, outcome: str):
    call_command("rebuild_search_index", verbosity=0)
    plan = read_mapping(MAPPING)
    path = tmp_path / "offers.csv"
    lines = (
        f"{number};Kurs {number};<p>{'Wir lernen zusammen Deutsch. ' * 20}</p>;Verein {number % 300};"
        f"post@example.org;a1;b1;german-courses,literacy"
        for number in range(ROWS)
    )
    path.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    if run == "second":
        assert len(list(apply_rows(read_rows(path, plan.table), plan))) == ROWS
    begun_at = time.perf_counter()
    with django_capture_on_commit_callbacks(execute=True):  # the index is written after the transaction
        results = list(apply_rows(without_twins(read_rows(path, plan.table), plan), plan))
    speed = ROWS / (time.perf_counter() - begun_at)
    print(f"\nimport, {outcome}: {speed:.0f} rows/s (at least {ROWS_A_SECOND})")  # noqa: T201
    assert {result.outcome.value for result in results} == {outcome}
    assert speed >= ROWS_A_SECOND
