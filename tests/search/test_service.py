import datetime
import logging

import pytest
from django.core.cache import cache
from django.utils import timezone, translation

from offers.enums import TaxonomyCode
from offers.models import Offer, TermLabel
from search import service
from search.engines.base import EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from search.results import SearchResults
from tests.factories.offers import LocationFactory, OfferFactory
from tests.factories.reference import municipality, term
from tests.search.shown_options import options


def find(text: str = "", **query: object) -> SearchResults:
    return service.find(SearchQuery(text=text, **query))


def titles(results: SearchResults) -> list[str]:
    return [hit.card.title for hit in results.hits]


@pytest.mark.parametrize(
    "text", ["deutsch kurse", "deutschkrus", "Sprachkurs", "Deutschkursen", "Almanca kursu", "German course"]
)
def test_a_german_course_is_found(build_index, text: str) -> None:
    OfferFactory(title="Deutschkurs am Abend")
    OfferFactory(title="Fußball für alle")
    build_index()

    assert titles(find(text)) == ["Deutschkurs am Abend"]


def test_an_offer_of_the_topic_is_found_by_a_synonym_it_does_not_contain(build_index) -> None:
    OfferFactory(title="Ankommen mit Worten", topics=["german-courses"])
    OfferFactory(title="Fußball für alle")
    build_index()

    assert titles(find("Sprachunterricht")) == ["Ankommen mit Worten"]


@pytest.mark.parametrize("text", ["deutschkrus", "Sprachkrs", "Integrationskurss"])
def test_a_misspelt_word_of_the_vocabulary_stands_for_what_it_means(build_index, text: str) -> None:
    OfferFactory(title="Ankommen mit Worten", topics=["german-courses"])
    OfferFactory(title="Fußball für alle")
    build_index()

    assert titles(find(text)) == ["Ankommen mit Worten"]


def test_a_new_synonym_works_at_once(build_index) -> None:
    OfferFactory(title="Fußball für alle", topics=["german-practice"])
    build_index()
    assert find("Schnattern").total == 0
    label = TermLabel.objects.get(term=term("german-practice"), language="de")
    label.synonyms += ", Schnattern"
    label.save()

    assert titles(find("schnattern")) == ["Fußball für alle"]


def test_the_words_of_the_search_are_marked_on_cards(build_index) -> None:
    OfferFactory(title="Deutschkurs <A1>")
    build_index()
    (hit,) = find("kurs").hits

    assert hit.marked.title == "<mark>Deutschkurs</mark> &lt;A1&gt;"
    assert hit.card.title == "Deutschkurs <A1>"
    assert find().hits[0].marked is None


def test_a_focus_area_includes_its_topics(build_index) -> None:
    OfferFactory(title="Deutschkurs", topics=["german-courses"])
    OfferFactory(title="Bewerbung", topics=["job-search"])
    build_index()

    assert titles(find(topics=("language-education",))) == ["Deutschkurs"]


def test_a_municipality_includes_what_serves_it(build_index) -> None:
    siegburg = municipality("Siegburg")
    OfferFactory(title="dort", locations=[LocationFactory(municipality=siegburg)])
    OfferFactory(title="für dort", serves=["Siegburg"])
    OfferFactory(title="für alle", serves_whole_county=True)
    OfferFactory(title="woanders", serves=["Lohmar"])
    build_index()

    assert set(titles(find(municipalities=(siegburg.ags,)))) == {"dort", "für dort", "für alle"}


def test_cards_are_in_the_language_of_the_reader(build_index) -> None:
    OfferFactory(title="Chor", words={"en": {"title": "Choir"}})
    build_index()
    with translation.override("en"):
        results = find("choir")

    assert titles(results) == ["Choir"]
    assert results.hits[0].card.url.startswith("/en/")


def test_facets_say_what_each_value_would_give(build_index) -> None:
    OfferFactory(topics=["german-courses"])
    OfferFactory(topics=["german-courses", "literacy"])
    build_index()
    topics = next(facet for facet in find().facets if facet.name == "topics")

    assert {child.value: child.count for child in options(topics)[0].below} == {
        "german-courses": 2,
        "literacy": 1,
    }


def test_facets_are_left_out_where_a_page_has_none(build_index) -> None:
    OfferFactory()
    build_index()

    assert service.find(SearchQuery(), with_facets=False).facets == ()


def test_what_was_unpublished_a_moment_ago_is_gone(build_index) -> None:
    OfferFactory(title="bleibt")
    gone = OfferFactory(title="verschwindet")
    build_index()
    Offer.objects.filter(pk=gone.pk).update(live=False)
    results = find()

    assert titles(results) == ["bleibt"]
    assert results.total == 1


def test_what_was_deleted_or_has_ended_is_gone(build_index) -> None:
    deleted, ended = OfferFactory(), OfferFactory()
    OfferFactory(title="bleibt")
    build_index()
    deleted.delete()
    Offer.objects.filter(pk=ended.pk).update(valid_to=timezone.localdate() - datetime.timedelta(days=1))

    assert titles(find()) == ["bleibt"]


def test_an_offer_whose_last_day_is_over_is_gone_without_anybody_doing_anything(build_index, clock) -> None:
    OfferFactory(title="Sommerfest", valid_to=datetime.date(2026, 11, 25))
    build_index()
    assert find("sommerfest").total == 1
    clock.shift(datetime.timedelta(days=2))

    assert find("sommerfest").total == 0


def test_drafts_are_not_found(build_index) -> None:
    OfferFactory(live=False)
    build_index()

    assert find().total == 0


def test_pages_have_a_size(build_index) -> None:
    for _number in range(5):
        OfferFactory()
    build_index()
    results = service.find(SearchQuery(page=3), size=2)

    assert (results.page, results.pages, results.total, len(results.hits)) == (3, 3, 5, 1)


def test_a_search_asks_the_database_once(build_index, django_assert_num_queries) -> None:
    for _number in range(25):
        OfferFactory(topics=["german-courses"], languages=["ar"])
    build_index()
    find()  # the vocabulary is in the cache afterwards
    with django_assert_num_queries(1):
        find("sprachcafé", topics=("german-courses",), languages=("ar",))


# --- while the engine cannot answer ------------------------------------------------------------------


@pytest.mark.django_db
def test_without_an_index_the_database_answers_and_the_results_say_so(index_folder, caplog) -> None:
    OfferFactory(title="Deutschkurs", topics=["german-courses"])
    OfferFactory(title="Fußball", kind=term("event", TaxonomyCode.KIND))
    with caplog.at_level(logging.WARNING):
        results = find("irgendwas", kinds=("event",))

    assert results.is_degraded
    assert results.engine == "database"
    assert titles(results) == ["Fußball"]
    assert "no search index" in caplog.text


@pytest.mark.django_db
def test_nothing_but_an_engine_that_is_away_is_caught(index_folder, monkeypatch) -> None:
    def broken(self: object, request: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(EmbeddedEngine, "search", broken)
    with pytest.raises(ZeroDivisionError):
        find()


def test_the_state_asks_nothing_of_the_database(build_index, django_assert_num_queries) -> None:
    build_index()
    cache.clear()
    with django_assert_num_queries(0):
        assert service.state() == "ok"


def test_the_state_says_whether_the_engine_answers(build_index, monkeypatch) -> None:
    assert service.state() == "degraded"
    build_index()
    assert service.state() == "ok"

    def away(self: object, request: object) -> None:
        raise EngineUnavailable

    monkeypatch.setattr(EmbeddedEngine, "search", away)
    assert service.state() == "degraded"
    assert service.count(SearchQuery()) == 0
