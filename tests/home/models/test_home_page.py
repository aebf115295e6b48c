"""The first page: search first, then focus areas, what is new, what comes, how far the centre is."""

import datetime

import pytest
from bs4 import BeautifulSoup

from home.enums import CentreState
from home.models import (
    CounsellingPage,
    LanguageEducationPage,
    MunicipalityIndexPage,
    MunicipalityPage,
    NewsIndexPage,
    RoadmapPage,
)
from tests.factories import OfferFactory, municipality, term
from tests.factories.pages import add_event, add_news, add_page, centre, home_page

pytestmark = pytest.mark.django_db


def html(client) -> str:
    return client.get("/de/").content.decode()


def milestone(title: str, state: str) -> tuple[str, dict[str, object]]:
    empty = {"on": None, "period": "", "text": "", "source_title": "", "source_url": ""}
    return ("milestone", {"title": title, "state": state, **empty})


def test_search_comes_first_and_suggests_words(client):
    home = home_page()
    home.suggested_searches = [("words", "Sprachcafé & Kuchen")]
    home.save_revision().publish()
    text = html(client)
    assert 'action="/de/angebote/"' in text
    assert "/de/angebote/?q=Sprachcaf%C3%A9%20%26%20Kuchen" in text


def test_focus_areas_stand_in_the_order_of_their_topics_with_their_offers(client, build_index):
    add_page(CounsellingPage, title="Rat und Hilfe", term=term("counselling"))
    add_page(LanguageEducationPage, title="Sprache", term=term("language-education"))
    OfferFactory.create_batch(3, topics=["german-courses"])
    build_index()
    text = html(client)
    assert text.index("Sprache</a>") < text.index("Rat und Hilfe</a>")
    assert "3 Angebote" in text
    assert "0 Angebote" not in text


def test_the_newest_three_are_new_and_the_rest_a_click_away(client):
    index = add_page(NewsIndexPage, title="Aktuelles")
    add_news(index, 4)
    text = html(client)
    assert "Meldung 2" in text
    assert "Meldung 3" not in text
    assert f'href="{index.url}"' in text


def test_events_to_come_are_shown_and_past_ones_are_not(client, clock):
    now = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)
    add_event(title="Sommerfest", starts_at=now - datetime.timedelta(days=100))
    add_event(title="Lichterfest", starts_at=now + datetime.timedelta(days=5))
    text = html(client)
    assert "Lichterfest" in text
    assert "Sommerfest" not in text


def test_places_are_one_click_away(client):
    add_page(MunicipalityIndexPage, title="Orte")
    assert 'href="/de/orte/"' in html(client)


@pytest.mark.parametrize(
    ("towns", "words"), [(["Siegburg"], "1 Ort"), (["Siegburg", "Much"], "2 Orte"), ([], "")]
)
def test_places_are_counted_as_offers_are(client, towns: list[str], words: str):
    index = add_page(MunicipalityIndexPage, title="Orte")
    for name in towns:
        add_page(MunicipalityPage, index, title=name, municipality=municipality(name))
    way = BeautifulSoup(client.get("/de/").content, "html.parser").select_one('article a[href="/de/orte/"]')
    assert " ".join(way.find_parent("article").select_one(".card__more").text.split()) == words


class TestCentre:
    def test_while_planned_the_way_there_is_told(self, client):
        steps = [milestone("Antrag", "done"), milestone("Konzept", "current"), milestone("Eröffnung", "open")]
        add_page(RoadmapPage, title="Der Weg", milestones=steps)
        text = html(client)
        assert "1 von 3 Schritten erledigt" in text
        assert "Konzept" in text
        assert "Sprechen Sie mit uns" not in text

    def test_once_open_it_says_where_and_when(self, client):
        add_page(RoadmapPage, title="Der Weg", milestones=[milestone("Antrag", "done")])
        hours = {
            "weekday": "MO",
            "opens": datetime.time(8),
            "closes": datetime.time(12),
            "is_by_appointment": False,
            "note": "",
        }
        centre(state=CentreState.OPEN, street="Kreishaus 1", opening_hours=[("hours", hours)])
        text = html(client)
        assert "Sprechen Sie mit uns" in text
        assert "Kreishaus 1" in text
        assert "8:00–12:00 Uhr" in text
        assert "Schritten erledigt" not in text


def test_there_is_one_home_page_by_hand():
    home = home_page()
    assert not type(home).can_create_at(home.get_parent())


def test_costs_no_more_with_more_to_show(client, build_index, assert_constant_queries):
    index = add_page(NewsIndexPage, title="Aktuelles")
    add_news(index, 3)
    for number in range(3):
        add_event(title=f"Termin {number}")
    OfferFactory(topics=["german-courses"])
    build_index()

    def grow() -> None:
        add_news(index, 3)
        add_event(title="Noch ein Termin")
        OfferFactory.create_batch(5, topics=["german-courses"])
        build_index()
        html(client)  # the menus are read anew once

    assert_constant_queries(lambda: html(client), grow, 24)
