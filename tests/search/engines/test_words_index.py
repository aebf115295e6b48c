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
        lambda clause, searcher: clauses.append(clause) or compile_clause(clause, searcher),
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
