"""A page that found nothing says what there is instead, and how much of it."""

import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import CounsellingPage
from search import service
from tests.factories import term
from tests.factories.offers import LocationFactory, OfferFactory
from tests.factories.pages import add_page
from tests.factories.reference import municipality
from tests.search.shown_pages import shown

DIRECTORY = "/de/angebote/"
SIEGBURG, AUGUSTIN, WINDECK = "05382060", "05382056", "05382080"


@pytest.fixture
def choirs(build_index) -> None:
    for town, number in (("Sankt Augustin", 2), ("Windeck", 1)):
        place = LocationFactory(municipality=municipality(town))
        OfferFactory.create_batch(number, title="Chor", locations=[place], topics=["german-practice"])
    build_index()


def page(client: Client, querystring: str):
    response = client.get(f"{DIRECTORY}?{querystring}")
    assert response.status_code == 200
    return response


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.text.split())


@pytest.mark.usefixtures("choirs")
class TestWaysOn:
    def test_the_towns_nearest_by_that_have_it(self, client: Client) -> None:
        response = page(client, f"q=chor&ort={SIEGBURG}")

        (way,) = response.context["empty"].nearby
        assert (way.label, way.count, way.url) == ("Sankt Augustin", 2, f"?q=chor&ort={AUGUSTIN}")
        assert "Sankt Augustin: 2 Angebote" in text_of(response)

    def test_the_whole_county(self, client: Client) -> None:
        response = page(client, f"q=chor&ort={SIEGBURG}")

        assert response.context["empty"].county.url == "?q=chor"
        assert "im ganzen Kreis: 3 Angebote" in text_of(response)
        assert "ohne „Siegburg“" not in text_of(response)

    def test_what_it_promises_is_there(self, client: Client) -> None:
        empty = shown(client, f"q=chor&ort={SIEGBURG}&kosten=free").empty
        ways = [*empty.nearby, *empty.narrower, *([empty.county] if empty.county else [])]

        for way in ways:
            assert shown(client, way.url[1:]).results.total == way.count

    def test_each_filter_that_can_be_dropped(self, client: Client) -> None:
        response = page(client, f"q=chor&ort={AUGUSTIN}&kosten=free")

        assert [way.label for way in response.context["empty"].narrower] == ["kostenlos"]
        assert "ohne „kostenlos“: 2 Angebote" in text_of(response)

    def test_what_comes_nearest_to_the_words(self, client: Client) -> None:
        response = page(client, f"q=chor&ort={WINDECK}&kosten=free&art=event")
        links = BeautifulSoup(response.content, "html.parser").select(".empty__ways a")

        assert len(response.context["empty"].similar) == 3
        assert "Am ehesten passt, ohne Ihre Filter" in text_of(response)
        assert sum(bool(re.match(r"/de/angebote/\d+/chor", link["href"])) for link in links) == 3

    def test_it_costs_few_searches(self, client: Client, monkeypatch) -> None:
        asked = []
        monkeypatch.setattr(service, "count", lambda query: asked.append(query) or 0)
        filters = "art=event&kosten=free&wann=mo&niveau=a1&merkmal=online&zielgruppe=women&sprache=ar"
        page(client, f"q=chor&ort={SIEGBURG}&{filters}&thema=literacy&anbieter=1")

        assert len(asked) <= 8, "where the county has nothing, no town is asked"

    def test_a_town_alone_is_asked_for_its_neighbours(self, client: Client) -> None:
        response = page(client, f"ort={SIEGBURG}")

        assert response.context["empty"].county is None
        assert [way.label for way in response.context["empty"].nearby] == ["Sankt Augustin"]

    def test_a_town_among_the_words_has_neighbours_too(self, client: Client) -> None:
        response = page(client, "q=chor+Hennef&thema=german-practice")
        (way,) = response.context["empty"].nearby

        assert (way.label, way.count) == ("Sankt Augustin", 2)
        assert way.url == f"?q=chor&thema=german-practice&ort={AUGUSTIN}"
        assert "im ganzen Kreis: 3 Angebote" in text_of(response)
        assert "ohne „Hennef“" not in text_of(response)

    def test_a_page_with_results_has_none_of_it(self, client: Client) -> None:
        response = page(client, "q=chor")

        assert shown(client, "q=chor").empty is None
        assert "Das fehlt hier" not in text_of(response)


def test_a_search_that_could_not_look_properly_asks_for_no_wish(client, db, index_folder) -> None:
    response = page(client, f"q=chor&ort={SIEGBURG}")

    assert response.context["results"].is_degraded
    assert "Das fehlt hier" not in text_of(response)


def test_an_empty_portal_is_nobody_s_wish(client: Client, build_index) -> None:
    build_index()

    assert "Das fehlt hier" not in text_of(page(client, ""))


def test_people_who_help_are_named(client: Client, build_index) -> None:
    build_index()
    counselling = add_page(CounsellingPage, title="Beratung vor Ort", term=term("counselling"))
    found = BeautifulSoup(page(client, "q=chor").content, "html.parser")

    assert found.main.find("a", href=counselling.url)
    assert "Fragen Sie in Ihrem Rathaus" in found.main.text


def test_words_of_the_visitor_stand_there_as_text(client: Client, build_index) -> None:
    build_index()
    content = page(client, "q=%3Cb%3E%22x").content.decode()
    hidden = BeautifulSoup(content, "html.parser").find("input", {"name": "suche"})

    assert "<b>" not in content
    assert unquote(hidden["value"]) == 'q=<b>"x'
