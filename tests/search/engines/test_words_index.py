"""Rankings are remembered as long as they are true."""

from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine, words_index
from search.text.compounds import Lexicon
from tests.search.sample_documents import ask, found, make_document


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild([make_document(1, "Chor", kinds=("course",)), make_document(2, "Chor")], Lexicon())
    return engine


@pytest.fixture
def asked(monkeypatch) -> list[object]:
    """Every clause that tantivy was really asked for."""
    clauses: list[object] = []
    compile_clause = words_index.compile_clause
    monkeypatch.setattr(
        words_index,
        "compile_clause",
        lambda clause, is_known: clauses.append(clause) or compile_clause(clause, is_known),
    )
    return clauses


def test_the_filters_and_pages_of_one_search_ask_once_for_its_words(
    engine: EmbeddedEngine, asked: list
) -> None:
    for query in ({}, {"kinds": ("course",)}, {"page": 2}, {"sort": "title"}):
        ask(engine, "chor", **query)

    assert len(asked) == 1


def test_a_change_of_the_index_is_seen_at_once(engine: EmbeddedEngine) -> None:
    assert sorted(found(engine, "chor")) == [1, 2]
    engine.update([make_document(3, "Chor")], gone=[1])

    assert sorted(found(engine, "chor")) == [2, 3]


def test_a_word_is_asked_for_once_whatever_stands_beside_it(engine: EmbeddedEngine, asked: list) -> None:
    for text in ("chor", "tanz chor", "tanz"):
        ask(engine, text)

    assert len(asked) == 2


def test_words_are_remembered_until_they_are_in_too_many_offers(
    engine: EmbeddedEngine, asked: list, monkeypatch
) -> None:
    monkeypatch.setattr(words_index, "REMEMBERED", 4)  # "chor" weighs 3, for it is in two
    monkeypatch.setattr(words_index, "WORDS_REMEMBERED", 0)
    for text in ("chor", "tanz", "chor", "kurs", "chor", "tanz"):
        ask(engine, text)

    assert len(asked) == 4


def test_of_more_offers_more_is_remembered(engine: EmbeddedEngine, asked: list, monkeypatch) -> None:
    """Else a common word of very many offers would be taken out anew by each search."""
    monkeypatch.setattr(words_index, "REMEMBERED", 4)
    for text in ("chor", "tanz", "chor", "kurs", "chor", "tanz"):
        ask(engine, text)

    assert len(asked) == 3


class TestCommonWords:
    """After a change only what is new is asked for; all is found that an index has that is opened anew."""

    @pytest.fixture(autouse=True)
    def _few_are_many(self, monkeypatch) -> None:
        monkeypatch.setattr(words_index, "COMMON", 2)
        monkeypatch.setattr(words_index, "SMALL_SHARE", 5)

    def test_only_what_is_new_is_asked_for(self, engine: EmbeddedEngine, taken_out: list[int]) -> None:
        ask(engine, "chor")
        engine.update([make_document(3, "Chor"), make_document(4, "Tanz")], gone=[])

        assert sorted(found(engine, "chor")) == [1, 2, 3]
        assert taken_out == [2, 2]

    def test_what_is_gone_or_another_now_is_not_found(self, engine: EmbeddedEngine) -> None:
        ask(engine, "chor")
        engine.update([make_document(2, "Tanz"), make_document(3, "Chor")], gone=[1])

        assert found(engine, "chor") == [3]
        assert found(engine, "tanz") == [2]

    def test_what_is_taken_away_asks_for_nothing(self, engine: EmbeddedEngine, taken_out: list[int]) -> None:
        ask(engine, "chor")
        engine.update([], gone=[1])

        assert found(engine, "chor") == [2]
        assert taken_out == [2]

    def test_change_after_change_it_ends_as_one_that_is_opened_anew(
        self, engine: EmbeddedEngine, tmp_path: Path
    ) -> None:
        for number in range(3, 12):
            title = "Chor" if number % 2 else "Der große Chor am Rhein singt"
            engine.update([make_document(number, title)], gone=[number - 2] if number % 3 else [])
            ask(engine, "chor rhein")

        another = EmbeddedEngine(tmp_path / "index")
        assert sorted(found(engine, "chor rhein")) == sorted(found(another, "chor rhein"))
        assert sorted(found(engine, "chor")) == sorted(found(another, "chor"))

    def test_a_word_that_was_taken_for_another_is_found_once_it_is_there(
        self, engine: EmbeddedEngine
    ) -> None:
        engine.update([make_document(3, "Nähkurs")], gone=[])
        assert found(engine, "nähkors") == [3]
        engine.update([make_document(4, "Nähkors")], gone=[])

        assert found(engine, "nähkors") == [4]

    def test_after_many_changes_all_is_scored_anew(
        self, engine: EmbeddedEngine, taken_out: list[int], monkeypatch
    ) -> None:
        monkeypatch.setattr(words_index, "SMALL_SHARE", 0.5)
        ask(engine, "chor")
        engine.update([make_document(3, "Chor"), make_document(4, "Chor")], gone=[])
        ask(engine, "chor")

        assert taken_out == [2, 2]
        engine.update([make_document(5, "Chor")], gone=[])
        ask(engine, "chor")

        assert taken_out == [2, 2, 5]

    def test_a_word_of_few_is_asked_for_anew(
        self, engine: EmbeddedEngine, taken_out: list[int], monkeypatch
    ) -> None:
        monkeypatch.setattr(words_index, "COMMON", 3)
        ask(engine, "chor")
        engine.update([make_document(3, "Chor")], gone=[])

        assert sorted(found(engine, "chor")) == [1, 2, 3]
        assert taken_out == [2, 3]
