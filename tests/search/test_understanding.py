"""What a search means, with the real model: offers are found in languages they have no word of."""

import pytest

from search import embeddings, service
from search.indexing import rebuild
from search.models import SynonymSet
from search.query import SearchQuery
from search.text.compounds import Lexicon
from search.text.synonyms import Synonyms, Thesaurus
from search.understanding import understand
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db

GERMAN = Lexicon({"schwimmen": 3, "deutschkurs": 3})


@pytest.fixture
def by_meaning(settings, tmp_path):
    settings.SEARCH_BY_MEANING = True
    settings.SEARCH_VECTORS_FILE = tmp_path / "vectors.sqlite3"


@pytest.fixture
def offers(by_meaning) -> None:
    for title, summary in (
        ("Schwimmen lernen für Frauen", "Im Hallenbad, in kleiner Gruppe."),
        ("Hilfe bei Schulden", "Wir reden mit Ihren Gläubigern."),
        ("Fahrradwerkstatt", "Reparieren Sie Ihr Rad mit uns."),
    ):
        OfferFactory(title=title, words={"de": {"title": title, "summary": summary}})
    rebuild()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("learn to swim", "Schwimmen lernen für Frauen"),
        ("تعلم السباحة", "Schwimmen lernen für Frauen"),
        ("навчитися плавати", "Schwimmen lernen für Frauen"),
        ("borclarim icin yardim", "Hilfe bei Schulden"),
        ("réparer mon vélo", "Fahrradwerkstatt"),
        ("shwimmen", "Schwimmen lernen für Frauen"),
        ("úszótanfolyam", "Schwimmen lernen für Frauen"),
        ("datorii", "Hilfe bei Schulden"),
    ],
)
def test_an_offer_is_found_by_what_it_means(offers, text: str, title: str) -> None:
    assert service.find(SearchQuery(text=text)).hits[0].card.title == title


@pytest.mark.parametrize("text", ["asdf qwertz", "xqzvbn", "jkljkl"])
def test_nonsense_finds_nothing(offers, text: str) -> None:
    assert service.find(SearchQuery(text=text)).total == 0


def test_filters_hold_for_what_is_meant_too(offers) -> None:
    found = service.find(SearchQuery(text="learn to swim", costs=("free",)))
    assert found.total == 0


@pytest.mark.parametrize(
    ("text", "corrected"),
    [("Shwimmen für Frauen", "Schwimmen für Frauen"), ("Schwimmen", ""), ("swiming lessons for women", "")],
)
def test_misspelt_german_is_put_right(text: str, corrected: str) -> None:
    assert understand(text, GERMAN, Thesaurus()).corrected == corrected


def test_without_the_package_words_still_find(settings, monkeypatch) -> None:
    settings.SEARCH_BY_MEANING = True
    monkeypatch.setattr(embeddings, "_models", lambda: None)
    OfferFactory(title="Chor")
    rebuild()
    assert service.find(SearchQuery(text="chor")).total == 1
    assert understand("chor", GERMAN, Thesaurus()).meaning is None
    assert embeddings.state() == "missing"


def test_a_package_that_cannot_be_used_is_no_error(settings, monkeypatch, caplog) -> None:
    settings.SEARCH_BY_MEANING = True
    embeddings._models.cache_clear()

    def broken() -> None:
        raise OSError("no such library")

    monkeypatch.setattr(embeddings, "MultilingualE5", broken)
    assert embeddings.current_embedder() is None
    assert "no such library" in caplog.text
    embeddings._models.cache_clear()


KEPT = Thesaurus([Synonyms("", ("Schwimmkurs", "shwimmen", "Xqzvbnk"))])


def test_a_word_that_editors_have_explained_is_not_put_right() -> None:
    assert understand("shwimmen", GERMAN, KEPT).corrected == ""


def test_a_word_that_only_editors_know_is_no_nonsense() -> None:
    assert not understand("Xqzvbnk", GERMAN, Thesaurus()).plan.makes_sense
    assert understand("Xqzvbnk", GERMAN, KEPT).plan.makes_sense


def test_an_offer_is_found_by_the_meaning_of_what_editors_have_explained(offers) -> None:
    SynonymSet.objects.create(words="Xqzvbnk, Schwimmen lernen")

    best = service.find(SearchQuery(text="Xqzvbnk")).hits[0]
    assert best.card.title == "Schwimmen lernen für Frauen"
    explained = understand("Xqzvbnk", GERMAN, Thesaurus([Synonyms("", ("Xqzvbnk", "Schwimmen"))]))
    said = understand("Schwimmen", GERMAN, Thesaurus())
    assert (explained.meaning == said.meaning).all()
