"""When offers are read by a second process; that it reads them right is shown in `test_processes.py`."""

from types import SimpleNamespace

import pytest

from search import reading_ahead
from search.reading_ahead import WORTH_A_PROCESS, can_read_ahead


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """An SQLite file, outside any transaction, on a machine with two cores."""
    database = SimpleNamespace(vendor="sqlite", in_atomic_block=False, is_in_memory_db=lambda: False)
    monkeypatch.setattr(reading_ahead, "connection", database)
    monkeypatch.setattr(reading_ahead.os, "sched_getaffinity", lambda _process: {0, 1})
    return database


def test_many_offers_are_worth_a_process_and_few_are_not() -> None:
    assert can_read_ahead(WORTH_A_PROCESS)
    assert not can_read_ahead(WORTH_A_PROCESS - 1)


def test_another_process_does_not_see_what_is_not_committed_yet(database: SimpleNamespace) -> None:
    database.in_atomic_block = True

    assert not can_read_ahead(WORTH_A_PROCESS)


def test_a_database_in_memory_is_seen_by_nobody_else(database: SimpleNamespace) -> None:
    database.is_in_memory_db = lambda: True

    assert not can_read_ahead(WORTH_A_PROCESS)


def test_one_core_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_ahead.os, "sched_getaffinity", lambda _process: {0})

    assert not can_read_ahead(WORTH_A_PROCESS)
