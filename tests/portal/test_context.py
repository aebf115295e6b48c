"""What the head of a page tells search engines: its one address, and where it stands in other languages."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from home.models import ContentPage, HomePage, NewsIndexPage
from search.indexing import rebuild
from tests.factories import OfferFactory, ProviderFactory
from tests.factories.pages import add_page, translate

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


def head(client: Client, address: str, status: int = 200) -> tuple[list[str], dict[str, str]]:
    """The canonical addresses (one, or none) and the alternates by language, all without the host."""
    response = client.get(address)
    assert response.status_code == status
    page = BeautifulSoup(response.content, "html.parser").head
    canonical = [link["href"].removeprefix(HOST) for link in page.select('link[rel="canonical"]')]
    others = page.select('link[rel="alternate"][hreflang]')
    assert all(link["href"].startswith(HOST) for link in page.select('link[rel="canonical"]') + others)
    return canonical, {link["hreflang"]: link["href"].removeprefix(HOST) for link in others}


class TestPages:
    @pytest.mark.parametrize("address", ["/de/beratung/", "/en/advice/"])
    def test_name_their_translations_and_themselves(self, client, address: str):
        translate(add_page(ContentPage, title="Beratung"), title="Advice", slug="advice")
        expected = [address], {"de": "/de/beratung/", "en": "/en/advice/"}
        assert head(client, f"{address}?utm=x") == expected

    def test_without_translations_name_none(self, client):
        add_page(ContentPage, title="Beratung")
        assert head(client, "/de/beratung/") == (["/de/beratung/"], {})

    def test_home(self, client):
        assert HomePage.objects.live().count() == 2
        assert head(client, "/en/") == (["/en/"], {"de": "/de/", "en": "/en/"})

    @pytest.mark.parametrize(
        ("number", "canonical"),
        [("2", "?seite=2"), ("1", ""), ("0", ""), ("x", ""), ("²", ""), ("9" * 5000, "")],
    )
    def test_each_part_of_a_list_has_its_own_address(self, client, number: str, canonical: str):
        add_page(NewsIndexPage, title="Aktuelles")
        assert head(client, f"/de/aktuelles/?seite={number}") == ([f"/de/aktuelles/{canonical}"], {})

    def test_a_provider(self, client):
        address = ProviderFactory(name="Verein").get_absolute_url()
        in_english = address.replace("/de/", "/en/", 1)
        assert head(client, f"{address}?x=1") == ([address], {"de": address, "en": in_english})

    @pytest.mark.parametrize("address", ["/de/gibt-es-nicht/", "/de/angebote/999999/", "/en/angebote/0/x/"])
    def test_what_does_not_exist_has_no_address(self, client, address: str):
        assert head(client, address, status=404) == ([], {})

    def test_nor_has_a_host_that_is_not_ours(self, client):
        response = client.get("/de/", headers={"host": "elsewhere.example"})
        assert response.status_code == 400
        assert "canonical" not in response.content.decode()


class TestOffers:
    @pytest.fixture
    def paths(self) -> tuple[str, str]:
        """Where an offer with German, English and Arabic words stands in German and in English."""
        words = {"en": {"title": "Choir"}, "ar": {"title": "جوقة"}}
        german = OfferFactory(title="Chor", words=words).get_absolute_url()
        return german, german.replace("/de/", "/en/", 1)

    def test_name_their_other_language(self, client, paths):
        german, english = paths
        for path in paths:
            assert head(client, path) == ([path], {"de": german, "en": english})

    @pytest.mark.parametrize(("page", "words"), [(0, "de"), (1, "en"), (0, "tr"), (0, "nonsense")])
    def test_words_that_the_page_shows_anyway_need_no_address_of_their_own(self, client, paths, page, words):
        canonical, alternates = head(client, f"{paths[page]}?worte={words}")
        assert canonical == [paths[page]]
        assert set(alternates) == {"de", "en"}

    @pytest.mark.parametrize(("page", "words"), [(0, "ar"), (0, "en"), (1, "de")])
    def test_other_words_have_one(self, client, paths, page: int, words: str):
        address = f"{paths[page]}?worte={words}"
        assert head(client, f"{address}&x=1") == ([address], {})

    def test_german_words_are_nobodys_english_version(self, client):
        path = OfferFactory(title="Chor").get_absolute_url()
        in_english = path.replace("/de/", "/en/", 1)
        assert head(client, path) == ([path], {})
        assert head(client, in_english) == ([in_english], {})


class TestDirectory:
    @pytest.mark.parametrize("query", ["", "?thema=german-courses", "?q=chor"])
    def test_names_the_same_search_in_the_other_language(self, client, query: str):
        rebuild()
        addresses = {code: f"/{code}/angebote/{query}" for code in ("de", "en")}
        assert head(client, addresses["en"]) == ([addresses["en"]], addresses)
