"""The page of a provider: its words and what it offers."""

import pytest
from bs4 import BeautifulSoup

from offers.enums import TaxonomyCode
from offers.models import ProviderTerm, ProviderTranslation
from search.indexing import rebuild
from tests.factories import OfferFactory, ProviderFactory, term

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider():
    provider = ProviderFactory.build(
        name="Frauen helfen Frauen",
        street="Kaiserstraße 1",
        postcode="53721",
        city="Siegburg",
        phone="02241 9",
    )
    provider.translations = [
        ProviderTranslation(
            language="de", summary="Wir beraten Frauen.", description="<p>Seit <b>1985</b>.</p>"
        ),
        ProviderTranslation(language="en", summary="We advise women."),
    ]
    provider.terms = [ProviderTerm(term=term("tr", TaxonomyCode.LANGUAGE))]
    provider.save()
    return provider


def read(client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_says_who_it_is(client, provider):
    page = read(client, provider.get_absolute_url())
    assert page.select_one("h1").text.strip() == "Frauen helfen Frauen"
    for fact in ("Wir beraten Frauen.", "Kaiserstraße 1", "53721 Siegburg", "Türkisch", "Verein"):
        assert fact in page.text
    assert page.select_one(".prose b").text == "1985"


def test_says_it_in_english(client, provider):
    assert "We advise women." in read(client, provider.get_absolute_url().replace("/de/", "/en/", 1)).text


def test_lists_its_own_offers(client, provider):
    OfferFactory(provider=provider, title="Beratung am Telefon")
    OfferFactory(provider=provider, title="Noch ein Entwurf", live=False)
    OfferFactory(title="Von jemand anderem")
    rebuild()
    page = read(client, provider.get_absolute_url())
    assert "Beratung am Telefon" in page.text
    assert "Noch ein Entwurf" not in page.text
    assert "Von jemand anderem" not in page.text


def test_an_old_name_leads_to_the_new_one(client, provider):
    response = client.get(f"/de/anbieter/{provider.pk}/alter-name/")
    assert (response.status_code, response["Location"]) == (301, provider.get_absolute_url())


def test_german_letters_of_its_name_are_written_out(client):
    provider = ProviderFactory(name="Große Brücke e. V.")
    address = f"/de/anbieter/{provider.pk}/grosse-bruecke-e-v/"
    assert provider.get_absolute_url() == address
    assert client.get(f"/de/anbieter/{provider.pk}/groe-brucke-e-v/")["Location"] == address


@pytest.mark.parametrize("pk", [0, 999_999, 10**40])
def test_a_number_that_does_not_exist(client, pk: int):
    assert client.get(f"/de/anbieter/{pk}/x/").status_code == 404


def test_a_provider_that_is_not_published(client):
    assert client.get(ProviderFactory(live=False).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("model", [OfferFactory, ProviderFactory])
def test_terms_stand_in_the_order_of_their_vocabulary(model):
    record = model.build()
    known = [term(code, TaxonomyCode.LANGUAGE) for code in ("ar", "tr", "en")]
    record.terms = [record.terms.model(term=row) for row in sorted(known, key=lambda row: -row.sort_order)]
    assert record.terms_in(TaxonomyCode.LANGUAGE) == sorted(known, key=lambda row: row.sort_order)
    assert record.terms_in(TaxonomyCode.TOPIC) == []
