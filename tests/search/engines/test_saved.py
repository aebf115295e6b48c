"""What was read from a log is saved by a rebuild, so that a process that starts need not read it again."""

import os
from datetime import date
from pathlib import Path

import pytest

from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine, facts_log, writing
from search.engines.embedded.facts_log import FactsLog
from search.engines.embedded.facts_table import FactsTable
from search.engines.embedded.grams import Grams
from search.engines.embedded.saved import load, save
from search.text.compounds import Lexicon
from tests.search.sample_documents import found, make_document

DOCUMENTS = [
    make_document(7, "Chor", in_days=(1, 8), kinds=("group",), points=((50.8, 7.2), (50.7, 7.1))),
    make_document(3, "Kurs", words={"en": "Course", "uk": "курс"}, ends_on=date(2999, 1, 1)),
    make_document(5, words={"de": ""}, provider=2, topics=("a", "b")),
]


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EmbeddedEngine:
    monkeypatch.setattr(writing, "WORTH_SAVING", 1)
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(DOCUMENTS, Lexicon())
    return engine


def generation(engine: EmbeddedEngine) -> Path:
    return engine._generations.current()


def test_what_is_saved_is_what_the_log_says(engine: EmbeddedEngine) -> None:
    log = generation(engine) / "facts.log"
    grams = Grams(log.parent)
    read = FactsTable(FactsLog(log), grams)
    restored = FactsTable(FactsLog(log), grams, load(log.with_suffix(".saved")))

    assert restored.pack() == read.pack()
    assert restored.version == read.version
    assert restored.findable(date(2026, 11, 25)) == read.findable(date(2026, 11, 25))
    assert restored.findable(date(2999, 1, 2)) == read.findable(date(2999, 1, 2))


def test_what_is_saved_is_not_read_from_the_log(engine: EmbeddedEngine, monkeypatch) -> None:
    monkeypatch.setattr(facts_log, "_read_line", lambda *_args: pytest.fail("read once more"))

    assert sorted(found(engine)) == [3, 5, 7]


def test_what_came_after_is_read_from_the_log(engine: EmbeddedEngine) -> None:
    engine.update([make_document(3, "Tanz"), make_document(9, "Tanz")], gone=[7])
    other = EmbeddedEngine(engine._generations.folder)

    assert sorted(found(other)) == [3, 5, 9]
    assert sorted(found(other, "tanz")) == [3, 9]
    assert found(other, kinds=("group",)) == []


@pytest.mark.parametrize("spoil", [lambda content: content[:-1], lambda content: content[:5] + b"x" * 40])
def test_where_it_is_damaged_the_log_is_read(engine: EmbeddedEngine, spoil) -> None:
    path = generation(engine) / "facts.saved"
    path.write_bytes(spoil(path.read_bytes()))

    assert load(path) is None
    assert sorted(found(EmbeddedEngine(engine._generations.folder))) == [3, 5, 7]


def test_a_log_that_was_cut_off_makes_the_index_unavailable(engine: EmbeddedEngine) -> None:
    os.truncate(generation(engine) / "facts.log", 10)

    with pytest.raises(EngineUnavailable):
        found(EmbeddedEngine(engine._generations.folder))


def test_of_few_offers_nothing_is_saved(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(DOCUMENTS, Lexicon())

    assert not (generation(engine) / "facts.saved").exists()


def test_a_part_may_be_empty(tmp_path: Path) -> None:
    save(tmp_path / "x", {"a": b"", "b": b"1\n2"})

    assert load(tmp_path / "x") == {"a": b"", "b": b"1\n2"}
