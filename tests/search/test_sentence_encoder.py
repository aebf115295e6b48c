"""The second model knows some languages that the first is weaker in, and Ukrainian as if it were Russian."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from search.centres import Centres, digest_of, make_search_centre
from search.sentence_encoder import (
    CENTRES_FILE,
    DIMENSIONS,
    MultilingualSentenceEncoder,
    SentenceEncoder,
    share_table,
)


@pytest.fixture(scope="module")
def model() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture(scope="module")
def second() -> MultilingualSentenceEncoder:
    return MultilingualSentenceEncoder()


def test_its_centres_are_of_the_texts_and_the_model_there_are() -> None:
    """Where they are not: `manage.py make_search_centres`."""
    assert Centres.load(CENTRES_FILE).made_of == digest_of(SentenceEncoder.name)


def test_its_centres_say_what_the_model_says(model: SentenceEncoder) -> None:
    kept, made = Centres.load(CENTRES_FILE).of_searches("ar"), make_search_centre(model.encode, "ar")
    assert kept.questions == pytest.approx(made.questions, abs=1e-3)
    assert kept.subjects == pytest.approx(made.subjects, abs=1e-3)


def test_its_axes_keep_what_tells_texts_apart(model: SentenceEncoder) -> None:
    """How near texts are to each other is nearly what all of its numbers say."""
    texts = ["Deutschkurs", "German course", "Schulden", "debts", "Schwimmbad", "swimming pool"]
    few, all_numbers = model.encode(texts), model.encode_fully(texts)
    assert few.shape == (len(texts), DIMENSIONS)
    few, all_numbers = few - few.mean(axis=0), all_numbers - all_numbers.mean(axis=0)
    assert np.corrcoef((few @ few.T).ravel(), (all_numbers @ all_numbers.T).ravel())[0, 1] > 0.97


def test_a_text_in_a_batch_has_the_vector_that_it_has_alone(model: SentenceEncoder) -> None:
    alone, *_others = model.encode(["Deutschkurs für Frauen"])
    together = model.encode(["Nachhilfe", "Deutschkurs für Frauen", "Wo finde ich Hilfe bei Schulden?"])
    assert together[1] == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize(
    ("search", "language"),
    [("دورات اللغة الألمانية", "ar"), ("almanca kursu", "tr"), ("курси німецької", "uk")],
)
def test_a_title_is_near_to_itself_in_another_language(
    second: MultilingualSentenceEncoder, search: str, language: str
) -> None:
    nearness = second.titles(["Deutschkurse", "Schwimmbäder", "Schuldnerberatung"]) @ second.search(
        search, language
    )
    assert nearness.argmax() == 0
    assert nearness[0] > 2 * abs(nearness[1:]).max()


def test_ukrainian_is_read_in_the_letters_of_russian(model: SentenceEncoder) -> None:
    ukrainian, russian = model.encode(["Їжа і зір є", "Ижа и зир е"])
    assert ukrainian == pytest.approx(russian, abs=1e-4)


class TestNumbersOfWords:
    @pytest.fixture
    def folder(self, settings, tmp_path: Path) -> Path:
        settings.SEARCH_VECTORS_FILE = tmp_path / "new" / "vectors.sqlite3"
        return tmp_path / "new"

    def share(self) -> np.ndarray:
        weights = SimpleNamespace(table=np.arange(12, dtype=np.uint8).reshape(3, 4))
        share_table(weights)
        return weights.table

    def test_are_read_from_one_file_by_all_processes(self, folder: Path) -> None:
        first, second = self.share(), self.share()
        assert isinstance(first, np.memmap)
        assert first.filename == second.filename
        assert first.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]
        assert len(list(folder.iterdir())) == 1

    def test_stay_in_memory_where_no_file_can_be_written(self, folder: Path, caplog) -> None:
        folder.write_text("no folder")
        assert not isinstance(self.share(), np.memmap)
        assert "not shared" in caplog.text

    def test_stay_in_memory_where_the_file_is_damaged(self, folder: Path) -> None:
        Path(self.share().filename).write_bytes(b"nothing")
        assert not isinstance(self.share(), np.memmap)
