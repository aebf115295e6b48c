"""What search engines are told about."""

import pytest

from home.models import HomePage
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db


def test_the_index_names_pages_offers_and_providers_on_the_host_that_was_asked(client):
    content = client.get("/sitemap.xml").content.decode()

    for section in ("seiten", "angebote", "anbieter"):
        assert f"http://testserver/sitemap-{section}.xml" in content


def test_pages_of_every_language_are_listed(client):
    assert HomePage.objects.live().count() == 2

    content = client.get("/sitemap-seiten.xml").content.decode()

    assert "<loc>http://testserver/de/</loc>" in content
    assert "<loc>http://testserver/en/</loc>" in content


def test_only_current_offers_are_listed(client):
    current = OfferFactory()
    draft = OfferFactory(live=False)

    content = client.get("/sitemap-angebote.xml").content.decode()

    assert current.get_absolute_url() in content
    assert f"/angebote/{draft.pk}/" not in content


def test_an_offer_is_listed_in_the_languages_it_has_words_in(client, django_assert_max_num_queries):
    german = OfferFactory(title="Tanz").get_absolute_url()
    both = OfferFactory(title="Chor", words={"en": {"title": "Choir"}}).get_absolute_url()
    arabic = OfferFactory(title="Kurs", words={"ar": {"title": "دورة"}}).get_absolute_url()

    with django_assert_max_num_queries(6):
        content = client.get("/sitemap-angebote.xml").content.decode()

    for path in (german, both, arabic):
        assert f"<loc>http://testserver{path}</loc>" in content
    english = [path for path in (german, both, arabic) if path.replace("/de/", "/en/", 1) in content]
    assert english == [both]


def test_robots_are_led_to_the_sitemap_and_away_from_the_admin(client):
    content = client.get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in content
    assert "Disallow: /admin/" in content
