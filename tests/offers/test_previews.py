"""The draft of a place, drawn on the page of an offer that takes place there."""

import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from offers.models import Location, Municipality, Taxonomy, Term
from tests.factories import EditorFactory, LocationFactory, OfferFactory, municipality, term
from tests.offers.admin_form import address, preview, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def place() -> Location:
    return LocationFactory(name="Begegnungshaus", street="Markt 1")


def templates_of(response: HttpResponse) -> set[str]:
    return {template.name for template in response.templates}


class TestPlaceOfAnOffer:
    def test_is_the_offers_page_with_what_was_typed(self, editor, place: Location):
        OfferFactory(title="Sprachcafé am Markt", locations=[LocationFactory(name="Nebenan"), place])
        page = preview(editor, place, street="Neue Gasse 7", access_note="Eingang im Hof")
        assert "offers/offer_detail.html" in templates_of(page)
        text = text_of(page)
        assert "Sprachcafé am Markt" in text
        assert "Neue Gasse 7" in text
        assert "Eingang im Hof" in text
        assert "Nebenan" in text
        assert "Begegnungshaus Markt 1" not in text
        assert Location.objects.get(pk=place.pk).street == "Markt 1"

    def test_speaks_the_language_that_was_asked_for(self, editor, place: Location):
        OfferFactory(words={"en": {"title": "Language café"}}, locations=[place])
        text = text_of(preview(editor, place, mode="en", step_free="full"))
        assert "Language café" in text
        assert "Where?" in text

    def test_prefers_an_offer_that_residents_find(self, editor, place: Location):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        OfferFactory(title="Nur ein Entwurf", live=False, locations=[place])
        OfferFactory(title="Vorbei", valid_to=yesterday, locations=[place])
        OfferFactory(title="Läuft", locations=[place])
        assert "Läuft" in text_of(preview(editor, place))

    def test_takes_a_draft_where_there_is_nothing_else(self, editor, place: Location):
        OfferFactory(title="Nur ein Entwurf", live=False, locations=[place])
        assert "Nur ein Entwurf" in text_of(preview(editor, place))


class TestPlaceWithoutOffer:
    def test_stands_alone_and_says_why(self, editor, place: Location):
        page = preview(editor, place, name="Haus der Vereine")
        assert "components/place.html" in templates_of(page)
        assert "base.html" in templates_of(page)
        text = text_of(page)
        assert "Noch kein Angebot findet an diesem Ort statt." in text
        assert "Haus der Vereine" in text
        assert "Begegnungshaus" not in text

    def test_can_be_looked_at_before_it_is_saved(self, editor):
        typed = {"name": "Neues Haus", "municipality": municipality().pk, "step_free": "unknown"}
        view = address(Location, "preview_on_add")
        assert editor.post(view, typed).json()["is_available"]
        assert "Neues Haus" in text_of(editor.get(view, {"mode": "de"}))


class TestHiddenAddress:
    @pytest.mark.parametrize("is_used", [True, False], ids=["on an offer", "alone"])
    def test_stays_hidden(self, editor, is_used: bool):
        house = LocationFactory(name="Frauenhaus Sieg", street="Am Geheimen Weg 3", is_address_hidden=True)
        if is_used:
            OfferFactory(locations=[house])
        page = preview(editor, house, access_note="Zweimal klingeln").content.decode()
        assert "Die genaue Adresse ist geschützt." in page
        for secret in ("Frauenhaus Sieg", "Am Geheimen Weg", "Zweimal klingeln"):
            assert secret not in page

    def test_is_gone_as_soon_as_the_box_is_ticked(self, editor, place: Location):
        OfferFactory(locations=[place])
        assert "Markt 1" in text_of(preview(editor, place))
        assert "Markt 1" not in text_of(preview(editor, place, is_address_hidden="on"))


RECORDS = {
    Location: LocationFactory,
    Municipality: municipality,
    Term: lambda: term("german-courses"),
    Taxonomy: lambda: Taxonomy.objects.get(code="topic"),
}


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
class TestEveryRecord:
    def test_strangers_see_no_draft(self, client, model: type):
        record = RECORDS[model]()
        revision = record.save_revision()
        for view, arguments in (("preview_on_edit", []), ("revisions_view", [revision.pk])):
            response = client.get(address(model, view, record.pk, *arguments))
            assert response.status_code == 302
            assert "/anmelden/" in response["Location"]

    def test_an_old_revision_can_be_viewed(self, editor, model: type):
        record = RECORDS[model]()
        revision = record.save_revision()
        assert editor.get(address(model, "revisions_view", record.pk, revision.pk)).status_code == 200

    def test_an_unknown_mode_is_german(self, editor, model: type):
        page = preview(editor, RECORDS[model](), mode="x:klingon").content.decode()
        assert '<html lang="de"' in page

    def test_draws_with_few_queries(self, editor, model: type, django_assert_max_num_queries):
        """An offer's page costs eight; the draft's vocabulary with synonyms, session and form come on top."""
        record = RECORDS[model]()
        preview(editor, record)
        with django_assert_max_num_queries(32):
            editor.get(address(model, "preview_on_edit", record.pk), {"mode": "de"})
