"""What a search needs is open before it is needed."""

import threading
import time

from search import keeping_open
from search.engines import current_engine, standby_engine
from search.indexing import rebuild, rebuild_standby
from search.keeping_open import keep_search_open
from tests.factories import OfferFactory

LONGEST = 30.0  # seconds, however busy the machine is


def test_it_is_opened_and_followed_without_anybody_searching(db, settings, index_folder) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    engine = standby_engine()
    is_over = keep_search_open(every=0.01)
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


def test_what_a_search_is_understood_by_is_there_before_anybody_searches(
    db, index_folder, monkeypatch
) -> None:
    OfferFactory(title="Chor")
    rebuild()
    is_done = threading.Event()
    understood: list[str] = []
    monkeypatch.setattr(
        keeping_open, "understand", lambda text, lexicon, thesaurus: (understood.append(text), is_done.set())
    )
    is_over = keep_search_open()
    try:
        assert is_done.wait(LONGEST)
    finally:
        is_over.set()

    assert understood == [keeping_open.SAMPLE]


def test_each_look_asks_for_the_same(db, index_folder, monkeypatch) -> None:
    """What a search means is remembered: a look that asked for something new would crowd out others."""
    OfferFactory(title="Chor")
    rebuild()
    looks: list[tuple[object, ...]] = []
    has_looked_twice = threading.Event()

    def note(*asked: object) -> None:
        looks.append(asked)
        if len(looks) > 1:
            has_looked_twice.set()

    monkeypatch.setattr(keeping_open, "understand", note)
    is_over = keep_search_open(every=0.01)
    try:
        assert has_looked_twice.wait(LONGEST)
    finally:
        is_over.set()

    first, second, *_more = looks
    assert all(one is other for one, other in zip(first, second, strict=True))


def test_an_index_that_is_not_there_yet_is_waited_for(db, index_folder) -> None:
    is_over = keep_search_open(every=0.01)
    try:
        OfferFactory(title="Chor")
        rebuild()
        wait_for_another(current_engine(), None)
    finally:
        is_over.set()
