"""The embedded engine: the contract, and what is its own affair – files, processes, damage."""

import gc
import os
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest
import tantivy
from pyroaring import BitMap

from search.engines.base import EngineBusy, EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded import engine as engine_module
from search.engines.embedded.generations import Generations
from search.engines.embedded.words import SCHEMA
from search.text.compounds import Lexicon
from tests.harness.tree import ROOT
from tests.search.engine_contract import EngineContract
from tests.search.engines import writing_process
from tests.search.sample_documents import NOW, ask, found, make_document


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild([], Lexicon())
    return engine


class TestEmbeddedEngine(EngineContract):
    """The contract, for this engine."""


def generation(engine: EmbeddedEngine) -> Path:
    return engine._generations.current()


def test_deleting_by_the_id_deletes() -> None:
    """On an unsigned field tantivy deletes nothing and says nothing, so the id is text."""
    index = tantivy.Index(SCHEMA)
    writer = index.writer(15_000_000, 1)
    writer.add_document(tantivy.Document(pk="7", ordinal=0, words="kurs"))
    writer.commit()
    writer.delete_documents_by_term("pk", "7")
    writer.commit()
    index.reload()

    assert index.searcher().num_docs == 0


def test_an_order_of_very_many_is_the_same_as_one_of_few(engine: EmbeddedEngine, monkeypatch) -> None:
    documents = [
        make_document(pk, f"Kurs {pk % 7}", in_days=(pk % 5,), age_in_days=pk % 11) for pk in range(60)
    ]
    engine.rebuild(documents, Lexicon())
    sorts = ("next", "newest", "title")
    sorted_ = [found(engine, sort=sort, size=60) for sort in sorts]
    monkeypatch.setattr("search.engines.embedded.orders.WALKED", 1_000_000)

    assert [found(engine, sort=sort, size=60) for sort in sorts] == sorted_


def test_a_kept_order_is_made_anew_when_the_index_changes(engine: EmbeddedEngine) -> None:
    engine.rebuild([make_document(1, "B"), make_document(2, "C")], Lexicon())
    assert found(engine, sort="title") == [1, 2]
    engine.update([make_document(3, "A"), make_document(1, "D")], gone=[])

    assert found(engine, sort="title") == [3, 2, 1]


# --- several processes ---------------------------------------------------------------------------------


def test_another_process_sees_what_was_written(engine: EmbeddedEngine, tmp_path: Path) -> None:
    other = EmbeddedEngine(tmp_path / "index")
    assert found(other) == []
    engine.update([make_document(1, "Chor")], gone=[])
    assert found(other, "chor") == [1]
    engine.rebuild([make_document(2, "Tanz")], Lexicon())
    assert found(other) == [2]
    other.update([make_document(3, "Tanz")], gone=[2])
    assert found(engine, "tanz") == [3]


def test_processes_that_write_at_the_same_time_lose_nothing(
    engine: EmbeddedEngine, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(engine_module, "UPDATE_PATIENCE", 60)
    settings = {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "PORTAL_DATA_DIR": str(tmp_path / "data")}
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.search.engines.writing_process", tmp_path / "index", str(first)],
            cwd=ROOT,
            env=os.environ | settings,
        )
        for first in (100, 200)
    ]
    here = writing_process.write_some(tmp_path / "index", 300)

    assert [writer.wait(60) for writer in writers] == [0, 0]
    expected = {*range(100, 105), *range(200, 205), *here}
    assert set(found(engine, "chor")) == set(found(engine)) == expected


def test_values_that_come_while_garbage_is_collected_disturb_no_count(
    engine: EmbeddedEngine, request: pytest.FixtureRequest
) -> None:
    """Python may do so whenever something is made; what it calls then lets the thread that writes go on."""
    known = tuple(f"kind-{number}" for number in range(5000))  # more pairs than Python has in store
    engine.update([make_document(1, kinds=known)], gone=[])
    table = engine._read().table
    everything = table.findable(NOW.date()).copy()

    def write(_phase: str, _about: object) -> None:
        table._values["kinds"][f"new-{len(table._values['kinds'])}"] = BitMap()

    request.addfinalizer(partial(gc.set_threshold, *gc.get_threshold()))
    request.addfinalizer(partial(gc.callbacks.remove, write))
    gc.callbacks.append(write)
    gc.set_threshold(1)

    assert len(table.counts("kinds", everything)) == len(known)
    assert len(table._values["kinds"]) > len(known)


def test_readers_and_a_writer_in_threads_do_not_disturb_each_other(engine: EmbeddedEngine) -> None:
    problems: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                answer = ask(engine, "chor", kinds=("course",))
                assert len(answer.hits) <= answer.total
            except BaseException as problem:
                problems.append(problem)

    readers = [threading.Thread(target=read) for _number in range(3)]
    for reader in readers:
        reader.start()
    for pk in range(15):
        engine.update([make_document(pk % 10, "Chor", kinds=("course", f"kind-{pk}"))], gone=[])
    stop.set()
    for reader in readers:
        reader.join()

    assert not problems
    assert ask(engine, "chor").total == 10


def test_a_change_does_not_wait_long_for_another_writer(engine: EmbeddedEngine, monkeypatch) -> None:
    monkeypatch.setattr(engine_module, "UPDATE_PATIENCE", 0.05)
    other = Generations(engine._generations.folder)
    with other.lock(1), pytest.raises(EngineBusy):
        engine.update([make_document(1)], gone=[])

    engine.update([make_document(1)], gone=[])
    assert found(engine) == [1]


def test_the_index_can_be_read_while_it_is_rebuilt(engine: EmbeddedEngine) -> None:
    engine.rebuild([make_document(1)], Lexicon())

    def documents():
        yield make_document(2)
        assert found(engine) == [1]

    engine.rebuild(documents(), Lexicon())
    assert found(engine) == [2]


# --- damage --------------------------------------------------------------------------------------------


def test_there_is_no_index_before_the_first_rebuild(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable):
        ask(EmbeddedEngine(tmp_path / "nothing"))


def test_a_writer_killed_within_a_line_harms_nobody(engine: EmbeddedEngine, tmp_path: Path) -> None:
    engine.update([make_document(1, "Chor")], gone=[])
    with (generation(engine) / "facts.log").open("ab") as log:
        log.write(b'{"pk":2,"dig')

    other = EmbeddedEngine(tmp_path / "index")
    assert found(engine) == found(other) == [1]
    other.update([make_document(3, "Chor")], gone=[])
    assert sorted(found(engine, "chor")) == sorted(found(other, "chor")) == [1, 3]


def test_a_writer_killed_between_log_and_words_is_made_good_by_the_next_try(
    engine: EmbeddedEngine, monkeypatch
) -> None:
    engine.rebuild([make_document(1, "Chor"), make_document(2, "Tanz")], Lexicon())

    def killed(self: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr("search.engines.embedded.words.WordsWriter.close", killed)
        with pytest.raises(EngineUnavailable):
            engine.update([make_document(1, "Orchester")], gone=[2])
    engine.update([make_document(1, "Orchester")], gone=[2])

    assert found(engine) == found(engine, "orchester") == [1]
    assert found(engine, "chor") == found(engine, "tanz") == []


@pytest.mark.parametrize(
    "name", ["facts.log", "lexicon.json", "complete", "words/meta.json", "all_grams.npz", "all_grams.bin"]
)
def test_a_missing_file_makes_the_index_unavailable_until_it_is_rebuilt(
    engine: EmbeddedEngine, tmp_path: Path, name: str
) -> None:
    engine.rebuild([make_document(1, "Chor")], Lexicon())
    (generation(engine) / name).unlink()
    other = EmbeddedEngine(tmp_path / "index")

    with pytest.raises(EngineUnavailable):
        ask(other, "chor")
    other.rebuild([make_document(1, "Chor")], Lexicon())
    assert found(other, "chor") == [1]


@pytest.mark.parametrize("position", [0, 20, -3])
def test_a_damaged_log_makes_the_index_unavailable(
    engine: EmbeddedEngine, tmp_path: Path, position: int
) -> None:
    engine.rebuild([make_document(pk, "Chor") for pk in range(3)], Lexicon())
    path = generation(engine) / "facts.log"
    content = bytearray(path.read_bytes())
    content[position] = 0
    path.write_bytes(content)

    with pytest.raises(EngineUnavailable):
        ask(EmbeddedEngine(tmp_path / "index"), "chor")


@pytest.mark.parametrize("name", ["all_grams.npz", "title_grams.npz", "all_grams.bin", "title_grams.bin"])
def test_grams_that_were_cut_off_make_the_index_unavailable(
    engine: EmbeddedEngine, tmp_path: Path, name: str
) -> None:
    engine.rebuild([make_document(pk, f"Chor {pk}") for pk in range(50)], Lexicon())
    path = generation(engine) / name
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(EngineUnavailable):
        ask(EmbeddedEngine(tmp_path / "index"), "chor")


def test_damaged_grams_make_the_index_unavailable(engine: EmbeddedEngine, tmp_path: Path) -> None:
    engine.rebuild([make_document(pk, f"Chor {pk}") for pk in range(50)], Lexicon())
    path = generation(engine) / "all_grams.bin"
    path.write_bytes(bytes(path.stat().st_size))

    with pytest.raises(EngineUnavailable):
        ask(EmbeddedEngine(tmp_path / "index"), "chor")


@pytest.mark.parametrize("keep", [0, 10, 100])
def test_words_that_were_cut_off_make_the_index_unavailable(
    engine: EmbeddedEngine, tmp_path: Path, keep: int
) -> None:
    engine.rebuild([make_document(pk, f"Chor {pk}") for pk in range(50)], Lexicon())
    for path in (generation(engine) / "words").iterdir():
        if path.suffix in {".term", ".idx", ".fast"}:
            os.truncate(path, min(keep, path.stat().st_size))

    with pytest.raises(EngineUnavailable):
        ask(EmbeddedEngine(tmp_path / "index"), "chor")


def test_an_index_of_an_older_format_is_not_used(engine: EmbeddedEngine, tmp_path: Path) -> None:
    (generation(engine) / "complete").write_text("0")

    with pytest.raises(EngineUnavailable):
        ask(EmbeddedEngine(tmp_path / "index"))


def test_old_generations_are_cleared_away(engine: EmbeddedEngine) -> None:
    for pk in range(5):
        engine.rebuild([make_document(pk)], Lexicon())

    assert len(list((engine._generations.folder / "generations").iterdir())) == 2


def test_the_pointer_cannot_lead_out_of_the_folder(engine: EmbeddedEngine, tmp_path: Path) -> None:
    engine._generations.pointer.write_text("../../etc")

    with pytest.raises(EngineUnavailable):
        ask(EmbeddedEngine(tmp_path / "index"))
