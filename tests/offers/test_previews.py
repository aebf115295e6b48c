"""Previews of records without a page: the public's own pages and parts, with what is being typed."""

import pytest
from bs4 import BeautifulSoup

from home.models import MunicipalityPage
from offers.models import Location, Municipality, Offer, Taxonomy, Term
from tests.factories import EditorFactory, LocationFactory, OfferFactory, municipality, term
from tests.factories.pages import add_page
from tests.offers.admin_form import FormData, fields_of
from tests.offers.test_admin import address

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


def preview(editor, record, typed: FormData):
    """The preview of a record while `typed` stands in its form and nothing was saved."""
    model = type(record)
    data = fields_of(editor.get(address(model, "edit", record.pk))) | typed
    view = address(model, "preview_on_edit", record.pk)
    assert editor.post(view, data).json() == {"is_valid": True, "is_available": True}
    response = editor.get(view)
    assert response.status_code == 200
    return response


def templates_of(response) -> set[str]:
    return {template.name for template in response.templates}


def text_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").select_one("main").get_text(" ", strip=True)


class TestLocation:
    def test_is_seen_on_the_page_of_an_offer_there(self, editor):
        place = LocationFactory(name="Begegnungshaus")
        offer: Offer = OfferFactory(locations=[place])
        response = preview(editor, place, {"name": "Haus der Vielfalt", "street": "Am Markt 9"})
        assert "offers/offer_detail.html" in templates_of(response)
        text = text_of(response)
        assert offer.title in text
        assert "Haus der Vielfalt" in text
        assert "Am Markt 9" in text
        assert "Begegnungshaus" not in text
        assert Location.objects.get(pk=place.pk).name == "Begegnungshaus"

    def test_says_so_where_there_is_no_offer(self, editor):
        text = text_of(preview(editor, LocationFactory(), {"name": "Haus der Vielfalt"}))
        assert "Noch findet hier kein Angebot statt." in text
        assert "Haus der Vielfalt" in text

    @pytest.mark.parametrize("has_offer", [True, False])
    def test_a_hidden_address_stays_hidden(self, editor, has_offer: bool):
        place = LocationFactory(name="Frauenhaus", street="Geheimweg 3")
        if has_offer:
            OfferFactory(locations=[place])
        response = preview(editor, place, {"is_address_hidden": "on"})
        assert "Die genaue Adresse ist geschützt." in text_of(response)
        assert "Geheimweg" not in response.content.decode()


class TestMunicipality:
    def test_is_seen_on_its_page(self, editor):
        add_page(MunicipalityPage, municipality=municipality("Troisdorf"))
        typed = {"name": "Troisdorf an der Sieg", "population": "77777", "population_on": "2026-01-01"}
        response = preview(editor, municipality("Troisdorf"), typed)
        assert "home/municipality_page.html" in templates_of(response)
        assert "77.777 Einwohnerinnen und Einwohner" in text_of(response)
        assert "Angebote für Menschen in Troisdorf an der Sieg" in text_of(response)

    def test_the_county_has_no_page_and_shows_its_facts(self, editor):
        county = Municipality.objects.county()
        text = text_of(preview(editor, county, {"website": "https://kreis.example.org/"}))
        assert county.name in text
        assert "https://kreis.example.org/" in text


class TestTerm:
    def test_is_seen_as_filter_chip_and_badge(self, editor):
        response = preview(editor, term("german-courses"), {"labels-0-label": "Deutsch für alle"})
        page = BeautifulSoup(response.content, "html.parser")
        for part in (".facet .choice__label", ".chips .chip", ".tag"):
            assert "Deutsch für alle" in page.select_one(part).get_text(), part
        assert "Almanca kursu" in text_of(response)
        assert "focus_card" not in " ".join(templates_of(response))

    def test_a_focus_area_is_seen_as_its_card_as_well(self, editor):
        response = preview(editor, term("counselling"), {"labels-0-label": "Rat und Hilfe"})
        card = BeautifulSoup(response.content, "html.parser").select_one(".focus-card h3")
        assert "Rat und Hilfe" in card.get_text()


class TestTaxonomy:
    def test_is_seen_as_the_filter_with_its_terms(self, editor):
        text = text_of(preview(editor, Taxonomy.objects.get(code="target_group"), {"name": "Für wen es ist"}))
        assert "Für wen es ist" in text
        for wanted in Term.objects.filter(taxonomy__code="target_group").order_by("sort_order", "code")[:3]:
            assert str(wanted) in text

    def test_its_key_stays_as_it_is(self, editor):
        taxonomy = Taxonomy.objects.get(code="topic")
        edit = address(Taxonomy, "edit", taxonomy.pk)
        data = fields_of(editor.get(edit)) | {"code": "kind", "name": "Themen A bis Z"}
        editor.post(edit, data | {"action-publish": "action-publish"})
        changed = Taxonomy.objects.get(pk=taxonomy.pk)
        assert (changed.code, changed.name) == ("topic", "Themen A bis Z")


def test_strangers_see_no_preview(client):
    place = LocationFactory()
    assert client.get(address(Location, "preview_on_edit", place.pk)).status_code == 302
