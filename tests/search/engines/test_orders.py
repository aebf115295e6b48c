"""Orders of everything stay right while offers come, change and go, and while time passes."""

from datetime import timedelta
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine, orders
from search.text.compounds import Lexicon
from tests.search.sample_documents import NOW, found, make_document

SORTS = ("next", "newest", "title")
SOME = [make_document(pk, f"Kurs {pk % 7}", in_days=(pk % 5, 9), age_in_days=pk % 11) for pk in range(40)]
CHANGED = [
    make_document(pk, f"Kurs {pk % 3}", in_days=(pk % 4,), age_in_days=pk % 13) for pk in range(30, 60)
]


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(SOME, Lexicon())
    return engine


def all_orders(engine: EmbeddedEngine, **wanted: object) -> list[list[int]]:
    return [found(engine, sort=sort, size=100, **wanted) for sort in SORTS]


def made_anew(engine: EmbeddedEngine, **wanted: object) -> list[list[int]]:
    """By an engine that has kept nothing."""
    return all_orders(EmbeddedEngine(engine._generations.folder), **wanted)


def test_what_is_new_or_changed_comes_to_its_place(engine: EmbeddedEngine) -> None:
    all_orders(engine)
    engine.update(CHANGED[:20], gone=[3, 4])
    all_orders(engine)
    engine.update(CHANGED[20:], gone=[5])

    kept = all_orders(engine)
    assert kept == made_anew(engine)
    assert all(len(order) == 57 for order in kept)


def test_what_is_over_makes_way_for_the_next_time(engine: EmbeddedEngine) -> None:
    for days in (0, 1, 3, 2, 20):  # and back, as a clock that was put right
        later = NOW + timedelta(days=days)
        assert all_orders(engine, now=later) == made_anew(engine, now=later)


def test_only_the_titles_of_what_is_new_are_put_in_order(engine: EmbeddedEngine, monkeypatch) -> None:
    """To sort all of a million titles after each change would take seconds."""
    all_orders(engine)
    monkeypatch.setattr(orders, "_by_title", lambda *_args: pytest.fail("sorted anew"))
    monkeypatch.setattr(orders, "_by_age", lambda *_args: pytest.fail("sorted anew"))
    engine.update(CHANGED[:1], gone=[])

    assert all(len(order) == len(SOME) for order in all_orders(engine))


def test_of_very_many_new_ones_the_order_is_made_anew(engine: EmbeddedEngine, monkeypatch) -> None:
    all_orders(engine)
    monkeypatch.setattr(orders, "INSERTED", 5)
    engine.update(CHANGED, gone=[])

    assert all_orders(engine) == made_anew(engine)
