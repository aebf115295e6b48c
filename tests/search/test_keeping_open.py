"""The index that stands in is open before it is needed."""

import time

from search import keeping_open
from search.engines import standby_engine
from search.indexing import rebuild_standby
from search.keeping_open import keep_standby_open

LONGEST = 30.0  # seconds, however busy the machine is


def test_it_is_opened_and_followed_without_anybody_searching(db, settings, index_folder) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    engine = standby_engine()
    is_over = keep_standby_open(every=0.01)
    try:
        rebuild_standby()
        first = wait_for_another(engine, None)
        rebuild_standby()
        wait_for_another(engine, first)
    finally:
        is_over.set()


def wait_for_another(engine, before: object) -> object:
    deadline = time.monotonic() + LONGEST
    while engine._reader is before:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return engine._reader


def test_the_embedded_engine_needs_none(monkeypatch) -> None:
    monkeypatch.setattr(keeping_open.threading, "Thread", None)

    keep_standby_open()
