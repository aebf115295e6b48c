"""What pages show of the directory."""

import pytest

from home.directory import directory_url, excerpt, facet_counts, find_excerpt, topic_links
from search import service
from search.query import SearchQuery
from search.results import SearchResults
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db


def test_the_way_to_all_offers_is_the_search_itself():
    assert directory_url(SearchQuery()) == "/de/angebote/"
    assert directory_url(SearchQuery(topics=("counselling",))) == "/de/angebote/?thema=counselling"


def test_an_excerpt_shows_a_few_and_says_how_many_there_are(build_index):
    OfferFactory.create_batch(4, topics=["german-courses"])
    build_index()
    found = find_excerpt(SearchQuery(topics=("language-education",)), limit=3)
    assert (len(found.hits), found.total, found.has_more) == (3, 4, True)
    assert found.url == "/de/angebote/?thema=language-education"


def test_an_excerpt_of_everything_has_nothing_more(build_index):
    OfferFactory(topics=["german-courses"])
    build_index()
    assert not excerpt(service.find(SearchQuery())).has_more


def test_topics_with_offers_lead_to_them(build_index):
    OfferFactory.create_batch(2, topics=["german-courses"])
    build_index()
    results = service.find(SearchQuery(topics=("language-education",)))
    (link,) = topic_links(results, parent="language-education")
    assert (link.code, link.label, link.count) == ("german-courses", "Deutschkurse", 2)
    assert link.url == "/de/angebote/?thema=german-courses"


def test_focus_areas_keep_the_rest_of_the_search(build_index):
    OfferFactory(topics=["german-courses"], serves_whole_county=True)
    build_index()
    (link,) = topic_links(service.find(SearchQuery(municipalities=("05382060",))))
    assert link.code == "language-education"
    assert link.url == "/de/angebote/?thema=language-education&ort=05382060"


def test_nothing_is_counted_where_nobody_counts():
    assert facet_counts(SearchResults(query=SearchQuery()), "topics") == {}
