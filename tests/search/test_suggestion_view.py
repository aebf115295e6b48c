"""The fragment that the script of the search field asks for."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.query import FACET_PARAMETERS
from tests.factories.offers import OfferFactory, ProviderFactory

ADDRESS = "/de/angebote/vorschlaege/"


@pytest.fixture
def courses(build_index) -> None:
    OfferFactory(
        title="Deutschkurs <A1>",
        topics=["german-courses"],
        provider=ProviderFactory(name='Deutsch "AG" & Co'),
        words={"ar": {"title": "دورة ألمانية"}},
    )
    build_index()


def fragment(client: Client, text: str, address: str = ADDRESS, **parameters: str) -> BeautifulSoup:
    response = client.get(address, {"q": text, **parameters})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.usefixtures("courses")
class TestFragment:
    def test_it_is_a_listbox_of_groups(self, client: Client) -> None:
        listbox = fragment(client, "deutsch").select_one("[role=listbox]")

        assert listbox["aria-label"] == "Vorschläge"
        for group in listbox.select("[role=group]"):
            assert listbox.find(id=group["aria-labelledby"]).text
        ids = [option["id"] for option in listbox.select("[role=option]")]
        assert len(ids) == len(set(ids)) >= 3

    def test_its_number_is_told(self, client: Client) -> None:
        found = fragment(client, "deutschk")
        number = len(found.select("[role=option]"))

        assert found.select_one("[data-status]")["data-status"].startswith(f"{number} Vorschl")
        assert fragment(client, "qqqqqq").select_one("[data-status]")["data-status"] == "Keine Vorschläge"

    def test_every_option_leads_to_a_page(self, client: Client) -> None:
        for option in fragment(client, "deutsch").select("[role=option]"):
            assert client.get(option["data-url"]).status_code == 200

    def test_names_are_escaped(self, client: Client) -> None:
        content = client.get(ADDRESS, {"q": "deutsch"}).content.decode()

        assert "Deutschkurs &lt;A1&gt;" in content
        assert "Deutsch &quot;AG&quot; &amp; Co" in content

    def test_words_say_their_language_and_direction(self, client: Client) -> None:
        labels = fragment(client, "دورة").select('.suggestion__label bdi[lang="ar"][dir="rtl"]')

        assert [label.text for label in labels] == ["دورة ألمانية"]

    def test_filters_in_use_are_kept(self, client: Client) -> None:
        options = fragment(client, "deutschkurse", kosten="free").select("[role=option]")

        assert [option for option in options if "kosten=free" in option["data-url"]] or not options

    def test_it_speaks_the_language_of_its_address(self, client: Client) -> None:
        found = fragment(client, "german", "/en/angebote/vorschlaege/")

        assert found.select_one("[role=listbox]")["aria-label"] == "Suggestions"

    def test_it_is_kept_by_caches_and_sets_no_cookie(self, client: Client) -> None:
        response = client.get(ADDRESS, {"q": "deutsch"})

        assert response["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies

    def test_it_is_tiny(self, client: Client) -> None:
        assert len(client.get(ADDRESS, {"q": "deutsch"}).content) < 10_000

    def test_it_answers_nothing_but_reading(self, client: Client) -> None:
        assert client.post(ADDRESS).status_code == 405


ODDITIES = ["%00", "%FF", "%ED%A0%80", '"', "(", "deutsch*", "\\", "a" * 300, "٣ب", "\u202edeut", "de de"]
LETTERS = "deutschkrs دورة нім-"
TEXTS = st.one_of(st.text(max_size=40), st.sampled_from(ODDITIES), st.text(LETTERS, max_size=12))


@pytest.mark.usefixtures("courses")
@settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, other=st.sampled_from([*FACET_PARAMETERS.values(), "seite", "anbieter"]))
def test_whatever_is_typed_is_answered(text: str, other: str) -> None:
    raw = f"q={text}&{other}={text}".encode("utf-8", "surrogatepass").decode("latin-1")
    response = Client().get(ADDRESS, QUERY_STRING=raw)

    assert response.status_code == 200
    assert response.content.lstrip().startswith(b"<div")


@pytest.mark.django_db
def test_it_works_without_an_index(client: Client, index_folder) -> None:
    assert fragment(client, "deutsch").select("[role=option]")
