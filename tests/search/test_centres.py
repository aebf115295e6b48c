"""What searches have in common is taken from them, as a file says that was made with the model."""

import numpy as np
import pytest

from offers.enums import OfferLanguage
from search import e5
from search.centres import (
    TAKEN_FROM_SHORT,
    Centres,
    SearchCentre,
    digest_of,
    make_search_centre,
    typical_texts,
)
from search.e5 import E5, FILE, MultilingualE5


def centre(questions: list[float], subjects: list[float]) -> SearchCentre:
    return SearchCentre(np.array(questions, dtype=np.float32), np.array(subjects, dtype=np.float32))


@pytest.fixture(scope="module")
def model() -> E5:
    return E5()


class TestWhatIsTakenAway:
    CENTRE = centre(questions=[2.0, 1.0, 0.0], subjects=[0.0, 1.0, 0.0])

    @pytest.mark.parametrize(
        ("search", "mean"),
        [
            ([2.0, 1.0, 5.0], [2.0, 1.0, 0.0]),
            ([0.0, 1.0, 5.0], [0.0, 1.0, 0.0]),
            ([1.0, 0.0, 5.0], [1.0, 1.0, 0.0]),
        ],
        ids=["question", "subject", "something between"],
    )
    def test_is_what_searches_of_the_kind_have_in_common(
        self, search: list[float], mean: list[float]
    ) -> None:
        left = self.CENTRE.take_from(np.array(search, dtype=np.float32))
        assert left == pytest.approx(np.array(search) - TAKEN_FROM_SHORT * np.array(mean))

    def test_is_never_more_than_that_of_a_question(self) -> None:
        left = self.CENTRE.take_from(np.array([9.0, 1.0, 0.0], dtype=np.float32))
        assert left == pytest.approx(np.array([9.0, 1.0, 0.0]) - TAKEN_FROM_SHORT * np.array([2.0, 1.0, 0.0]))

    def test_is_what_all_languages_share_where_a_language_is_unknown(self) -> None:
        one, other = centre([1.0, 0.0], [0.0, 0.0]), centre([0.0, 1.0], [0.0, 1.0])
        nothing = np.zeros(2, dtype=np.float32)
        centres = Centres("", nothing, {"de": one, "tr": other}, {"de": other, "tr": one})
        assert centres.of_searches("tr") is other
        assert centres.of_answers("tr") is one
        assert centres.of_searches("ro").questions == pytest.approx([0.5, 0.5])


class TestTheFile:
    def test_is_of_the_texts_and_the_model_there_are(self) -> None:
        """Where it is not: `manage.py make_search_centres`."""
        assert Centres.load(FILE).made_of == digest_of(E5.name)

    @pytest.mark.slow
    def test_says_what_the_model_says(self, model: E5) -> None:
        centres = Centres.load(FILE)
        for kept, language, ask in (
            (centres.of_searches("de"), "de", model.queries),
            (centres.of_answers("tr"), "tr", model.passages),
        ):
            made = make_search_centre(ask, language)
            assert kept.questions == pytest.approx(made.questions, abs=1e-3)
            assert kept.subjects == pytest.approx(made.subjects, abs=1e-3)

    def test_has_every_language_of_the_portal(self) -> None:
        assert set(Centres.load(FILE).searches) == {*OfferLanguage.values} - {OfferLanguage.EASY_GERMAN}

    def test_says_whose_vectors_can_be_compared(self) -> None:
        assert MultilingualE5().name.endswith(Centres.load(FILE).made_of)


def test_every_language_has_the_same_subjects_and_questions() -> None:
    subjects, questions = typical_texts()["subjects"], typical_texts()["questions"]
    assert {len(some) for some in subjects.values()} == {14}
    assert {len(some) for some in questions.values()} == {14}
    assert all(question.count("{}") == 1 for some in questions.values() for question in some)


def test_many_texts_are_shared_out_among_the_cores_and_mean_the_same(
    model: E5, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["Deutschkurs", "Beratung", "Schwimmen", "Nähen", "Chor"]
    expected = model.passages(texts)
    monkeypatch.setattr(e5, "SHARED_OUT", 2)
    monkeypatch.setattr(e5.os, "sched_getaffinity", lambda _process: {0, 1, 2})

    assert np.allclose(model.passages(texts), expected, atol=1e-6)


def test_a_title_is_near_to_itself_as_a_search(model: E5) -> None:
    embedder = MultilingualE5()
    (title,) = embedder.titles(["Nähen lernen"])
    assert title @ embedder.search("Nähen lernen", "de") > 0.9
    assert title @ embedder.search("Schulden loswerden", "de") < 0.5


def test_few_words_are_asked_in_both_ways_and_a_question_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder, asked = MultilingualE5(), []
    passages = E5.passages
    monkeypatch.setattr(E5, "passages", lambda self, texts: asked.extend(texts) or passages(self, texts))
    for text in ("almanca kursu", "Wo kann ich hier in der Nähe Deutsch lernen?"):
        assert np.linalg.norm(embedder.search(text, "de")) == pytest.approx(1, abs=1e-5)

    assert asked == ["almanca kursu"]
