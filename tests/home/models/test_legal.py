"""Imprint and privacy notice show every part the law asks for."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from home.models import ImprintPage, PrivacyPage
from tests.factories.pages import add_page, home_page
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db


def html(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


class TestImprint:
    def test_shows_provider_representative_address_and_ways_to_reach_it(self, client):
        text = html(client, add_page(ImprintPage, phone="02241 13-0"))
        for part in ("Rhein-Sieg-Kreis", "die Landrätin", "Kaiser-Wilhelm-Platz 1", "53721 Siegburg"):
            assert part in text
        assert 'href="mailto:kreis@example.org"' in text
        assert 'href="tel:02241130"' in text

    def test_shows_authority_register_and_tax_number_where_there_are_any(self, client):
        fields = {
            "supervisory_authority": "Bezirksregierung Köln",
            "register_entry": "VR 1",
            "vat_id": "DE1",
            "fax": "02241 13-1",
        }
        with_all = html(client, add_page(ImprintPage, **fields))
        assert all(value in with_all for value in fields.values())

    def test_says_nothing_of_what_there_is_not(self, client):
        assert "Umsatzsteuer" not in html(client, add_page(ImprintPage))

    def test_says_who_answers_for_the_words(self, client):
        text = html(client, add_page(ImprintPage))
        assert "§ 18 Absatz 2 MStV" in text
        assert "Amt für Integration" in text

    @pytest.mark.parametrize("field", ["provider_name", "represented_by", "street", "email", "editor_name"])
    def test_cannot_do_without(self, field: str):
        with pytest.raises(ValidationError) as refusal:
            add_page(ImprintPage, **{field: ""})
        assert field in refusal.value.message_dict


class TestPrivacy:
    processing = (
        "processing",
        {
            "title": "Besuch der Seiten",
            "purpose": "Ausliefern",
            "data": "IP-Adresse",
            "legal_basis": "Artikel 6 DSGVO",
            "storage": "sieben Tage",
            "recipients": "",
        },
    )

    def test_shows_controller_officer_and_authority(self, client):
        text = html(client, add_page(PrivacyPage))
        assert "Rhein-Sieg-Kreis<br>53721 Siegburg" in text
        assert "datenschutz@example.org" in text
        assert "Landesbeauftragte für Datenschutz" in text

    def test_tells_of_each_use_what_is_asked_about_it(self, client):
        text = html(client, add_page(PrivacyPage, processings=[self.processing]))
        for part in ("Besuch der Seiten", "Ausliefern", "IP-Adresse", "Artikel 6 DSGVO", "sieben Tage"):
            assert part in text
        assert "Wer sie erhält" not in text

    def test_says_how_old_it_is(self, client):
        page = add_page(PrivacyPage, updated_on=datetime.date(2026, 11, 1))
        assert tied("Stand: 1.~November~2026") in html(client, page)


@pytest.mark.parametrize("model", [ImprintPage, PrivacyPage])
def test_exists_once_in_a_language(model):
    add_page(model)
    assert not model.can_create_at(home_page())
    assert model.can_create_at(home_page("en"))
