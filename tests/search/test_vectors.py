"""Vectors are made once for each text, packed into a quarter of the room, and kept in a file."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from search import vectors
from search.embeddings import DIMENSIONS, Vector, Vectors
from search.passages import MOST_PIECES, WORDS_OF_A_PIECE, passages_of
from search.vectors import PACKED, VectorStore, pack, products, unpack, with_vectors
from tests.search.sample_documents import make_document


class Counting:
    """An embedder of chance that counts how many texts it was given."""

    name = "counting"

    def __init__(self) -> None:
        self.made: list[str] = []

    def titles(self, texts: Sequence[str]) -> Vectors:
        self.made += texts
        return np.stack([self.search(text, "de") for text in texts])

    def pieces(self, texts: Sequence[str]) -> Vectors:
        return -self.titles(texts)

    def search(self, text: str, language: str) -> Vector:
        found = np.random.default_rng(len(text)).normal(size=DIMENSIONS)
        return np.asarray(found / np.linalg.norm(found), dtype=np.float32)


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> Counting:
    found = Counting()
    settings.SEARCH_VECTORS_FILE = tmp_path / "vectors.sqlite3"
    monkeypatch.setattr(vectors, "current_embedder", lambda: found)
    return found


def test_a_packed_vector_is_nearly_the_same() -> None:
    vector = Counting().search("Chor", "de")
    (back,) = unpack(pack(vector[None, :])[0])
    assert vector @ back > 0.999
    assert np.linalg.norm(back) == pytest.approx(1, abs=1e-6)


def test_a_text_is_given_to_the_embedder_once(embedder: Counting) -> None:
    first = list(with_vectors([make_document(1, "Chor", text="Wir singen."), make_document(2, "Chor")]))
    made = len(embedder.made)
    again = list(with_vectors([make_document(3, "Chor", text="Wir singen.")]))
    assert again[0].vectors == first[0].vectors
    assert len(embedder.made) == made


def test_title_and_pieces_of_one_text_are_kept_apart(embedder: Counting, tmp_path: Path) -> None:
    store = VectorStore(tmp_path / "some.sqlite3", embedder)
    (title,), (piece,) = store.rows(["Chor"], embedder.titles), store.rows(["Chor"], embedder.pieces)
    assert unpack(title) @ unpack(piece).T < 0


def test_without_an_embedder_documents_stay_as_they_are(settings) -> None:
    settings.SEARCH_BY_MEANING = False
    document = make_document(1, "Chor")
    assert list(with_vectors([document])) == [document]


def test_long_words_are_cut_into_pieces() -> None:
    found = passages_of(make_document(1, "Chor", text="Wort " * (WORDS_OF_A_PIECE + 1)))
    assert found.title == "Chor"
    assert [len(piece.split()) for piece in found.pieces] == [WORDS_OF_A_PIECE, 1]
    assert len(passages_of(make_document(1, "Chor", text="Wort " * 5000)).pieces) == MOST_PIECES


def test_a_title_alone_is_its_own_piece() -> None:
    assert passages_of(make_document(1, "Chor")).pieces == ("Chor",)


def test_products_of_packed_vectors_are_those_of_the_vectors() -> None:
    one, other = Counting().search("Chor", "de"), Counting().search("Tanzen", "de")
    packed = b"".join(pack(np.stack([one, other])))
    assert products(np.frombuffer(packed, dtype=PACKED), one) == pytest.approx(unpack(packed) @ one, abs=1e-6)


def test_german_words_are_taken_or_else_the_first_there_are() -> None:
    assert passages_of(make_document(1, "Chor", words={"ar": "جوقة"})).title == "Chor"
