"""Towns and municipalities: somebody to turn to, and what there is."""

import pytest
from django.core.exceptions import ValidationError

from home.models import MunicipalityIndexPage, MunicipalityPage
from tests.factories import LocationFactory, OfferFactory, municipality
from tests.factories.pages import add_page, home_page, translate
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> MunicipalityIndexPage:
    return add_page(MunicipalityIndexPage, title="Orte")


def place(index: MunicipalityIndexPage, name: str = "Siegburg", **fields: object) -> MunicipalityPage:
    return add_page(MunicipalityPage, index, title=name, municipality=municipality(name), **fields)


def html(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_shows_what_takes_place_there_or_serves_its_people(client, build_index, index):
    page = place(index)
    OfferFactory(title="Am Ort", locations=[LocationFactory(municipality=municipality("Siegburg"))])
    OfferFactory(title="Für alle", serves_whole_county=True)
    OfferFactory(title="Anderswo", locations=[LocationFactory(municipality=municipality("Much"))])
    build_index()
    text = html(client, page)
    assert "Am Ort" in text
    assert "Für alle" in text
    assert "Anderswo" not in text


def test_says_whom_to_ask(client, index):
    page = place(index, contact_name="Frau Muster", contact_phone="02241 102-0", contact_place="Rathaus")
    text = html(client, page)
    assert "Frau Muster" in text
    assert 'href="tel:022411020"' in text


def test_without_a_contact_there_is_no_empty_box(client, index):
    assert "Hier können Sie fragen" not in html(client, place(index))


def test_says_how_many_people_were_counted_and_when(client, index):
    text = html(client, place(index))
    assert tied("42.142 Einwohnerinnen und Einwohner (Zensus, 15.~Mai~2022)") in text


def test_a_place_has_one_page_in_a_language(index):
    place(index)
    with pytest.raises(ValidationError, match="„Siegburg“"):
        place(index)


def test_a_place_has_a_page_in_each_language(index):
    page = place(index, contact_phone="02241 102-0")
    translate(index, title="Places", slug="places")
    english = translate(page, title="Siegburg")
    assert english.municipality == page.municipality
    assert english.contact_phone == page.contact_phone


class TestIndex:
    def test_lists_places_by_name_with_their_offers(self, client, build_index, index):
        place(index, "Troisdorf")
        place(index, "Much")
        OfferFactory(locations=[LocationFactory(municipality=municipality("Much"))])
        build_index()
        text = html(client, index)
        assert text.index("/de/orte/much/") < text.index("/de/orte/troisdorf/")
        assert "1 Angebot" in text

    def test_more_places_cost_no_more_queries(self, client, build_index, index, assert_constant_queries):
        build_index()
        place(index, "Much")

        def grow() -> None:
            for name in ("Lohmar", "Windeck", "Eitorf"):
                place(index, name)
            html(client, index)  # the menus are read anew once

        assert_constant_queries(lambda: html(client, index), grow, 12)

    def test_exists_once_in_a_language(self, index):
        assert not MunicipalityIndexPage.can_create_at(home_page())
