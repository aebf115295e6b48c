import re
import time

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import service, views
from search.drawing import DirectoryPage
from search.query import FACET_PARAMETERS
from tests.factories.offers import LocationFactory, OfferFactory, ProviderFactory
from tests.factories.reference import municipality
from tests.search.shown_pages import shown

DIRECTORY = "/de/angebote/"


@pytest.fixture
def choirs(build_index) -> None:
    siegburg = LocationFactory(municipality=municipality("Siegburg"))
    OfferFactory(
        title="Chor", topics=["german-practice"], locations=[siegburg], words={"en": {"title": "Choir"}}
    )
    OfferFactory(title="Tanz", topics=["literacy"], serves=["Lohmar"])
    build_index()


def page(client: Client, querystring: str = "", address: str = DIRECTORY):
    response = client.get(f"{address}?{querystring}")
    assert response.status_code == 200
    return response


@pytest.mark.usefixtures("choirs")
class TestDirectory:
    def test_it_shows_offers_with_links_to_them(self, client: Client) -> None:
        content = page(client).content.decode()

        assert "Chor" in content
        assert "Tanz" in content
        assert re.search(r'href="/de/angebote/\d+/chor/"', content)

    def test_words_and_filters_narrow_it_down(self, client: Client) -> None:
        page = shown(client, "q=chor&ort=05382060")

        assert [hit.card.title for hit in page.results.hits] == ["Chor"]
        assert [chip.label for chip in page.chips] == ["Siegburg"]

    def test_it_speaks_the_language_of_its_address(self, client: Client) -> None:
        results = shown(client, "q=choir", "/en/angebote/").results

        assert [hit.card.title for hit in results.hits] == ["Choir"]

    def test_it_offers_orders_that_make_sense(self, client: Client) -> None:
        page = shown(client, "q=chor&kosten=free")

        assert [order.value for order in page.orders] == ["relevance", "next", "newest", "title"]
        assert [order.is_selected for order in page.orders] == [True, False, False, False]
        assert [order.url for order in page.orders[:2]] == [
            "?q=chor&kosten=free",
            "?q=chor&kosten=free&sortierung=next",
        ]

    def test_one_search_has_one_canonical_address(self, client: Client) -> None:
        one = shown(client, "ort=05382060&q=chor&unknown=1&thema=nonsense").addresses.canonical
        other = shown(client, "q=+chor&ort=05382060").addresses.canonical

        assert one == other == "http://testserver/de/angebote/?q=chor&ort=05382060"
        assert shown(client).addresses.canonical == "http://testserver/de/angebote/"

    def test_a_provider_in_the_search_can_be_taken_away(self, client: Client) -> None:
        provider = ProviderFactory(name="Sängerbund")
        (chip,) = shown(client, f"anbieter={provider.pk}&q=chor").chips

        assert chip.url == "?q=chor"

    def test_a_search_without_results_says_which_filter_to_drop(self, client: Client) -> None:
        page = shown(client, "q=chor&ort=05382032&thema=german-practice")

        assert page.results.total == 0
        assert page.empty.county is not None
        assert (page.empty.county.count, page.empty.county.url) == (1, "?q=chor&thema=german-practice")

    def test_a_search_that_nothing_helps_has_no_false_promises(self, client: Client) -> None:
        empty = shown(client, "q=xyzzyxyzzy").empty

        assert (empty.county, empty.narrower, empty.nearby) == (None, (), ())

    @pytest.mark.parametrize(
        ("address", "title"),
        [
            ("/de/angebote/", "Angebote finden"),
            ("/de/angebote/?q=chor", "Angebote zu „chor“"),
            ("/de/angebote/?ort=05382060&kosten=free", "Angebote finden: Siegburg, kostenlos"),
            ("/de/angebote/?q=chor&ort=05382060", "Angebote zu „chor“: Siegburg"),
            (
                "/de/angebote/?niveau=a1&niveau=a2&niveau=b1&niveau=b2&wann=mo",
                "Angebote finden: A1, A2, B1, …",
            ),
            ("/en/angebote/?kosten=free", "Find offers: Free"),
        ],
    )
    def test_its_title_tells_searches_apart(self, client: Client, address: str, title: str) -> None:
        found = BeautifulSoup(client.get(address).content, "html.parser")

        assert found.h1.text == title
        assert " ".join(found.title.text.split()).startswith(f"{title} – ")

    def test_what_was_typed_is_shown_as_text(self, client: Client) -> None:
        content = page(client, "q=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()

        assert "<script>alert" not in content

    def test_what_was_typed_runs_in_its_own_direction(self, client: Client) -> None:
        for words, direction in (("دورة", "auto"), ("", None)):
            found = BeautifulSoup(page(client, f"q={words}").content, "html.parser")
            assert found.find("input", id="search-words").get("dir") == direction

    @pytest.mark.parametrize("number", ["0", "-1", "999999999999", "x", "1e9", ""])
    def test_any_page_number_gives_a_page(self, client: Client, number: str) -> None:
        results = shown(client, f"seite={number}").results

        assert results.page == results.pages == 1
        assert len(results.hits) == 2

    def test_it_answers_nothing_but_reading(self, client: Client) -> None:
        assert client.post(DIRECTORY).status_code == 405
        assert client.head(DIRECTORY).status_code == 200


def test_its_title_tells_pages_apart(client: Client, build_index) -> None:
    OfferFactory.create_batch(40, topics=["german-practice"])
    build_index()

    assert shown(client, "seite=2").title == "Angebote finden – Seite 2"
    filtered = shown(client, "thema=german-practice&seite=2", "/en/angebote/").title
    assert filtered.endswith(" – page 2")


@pytest.mark.django_db
def test_the_directory_works_without_an_index(client: Client, index_folder) -> None:
    OfferFactory(title="Chor")
    results = shown(client).results

    assert results.is_degraded
    assert [hit.card.title for hit in results.hits] == ["Chor"]


def test_its_queries_do_not_grow_with_the_offers(client, build_index, assert_constant_queries) -> None:
    OfferFactory(title="Chor", topics=["german-practice"])
    build_index()

    def grow() -> None:
        for _number in range(30):
            OfferFactory(title="Chor", topics=["german-practice", "literacy"], languages=["ar", "de"])
        build_index()

    assert_constant_queries(lambda: page(client, "q=chor&thema=german-practice"), grow, 6)


def test_an_empty_result_costs_no_more_queries(client, build_index, assert_constant_queries) -> None:
    OfferFactory(title="Chor", topics=["german-practice"])
    build_index()
    empty = "q=chor&ort=05382060&art=event&kosten=paid&zielgruppe=women"

    assert_constant_queries(lambda: page(client, empty), lambda: None, 6)


# --- any query string ----------------------------------------------------------------------------------

PARAMETERS = ["q", "anbieter", "sortierung", "seite", *FACET_PARAMETERS.values()]
PARAMETERS += ["von", "umkreis", "woertlich", "zuvor"]
CODES = ["german-courses", "05382060", "a1", "free", "mo", "women", "title", "next", "Deutschkurs", "2", "-1"]
CODES += ["53721", "Chor Siegburg samstags", "50.80,7.21", "20", "ort", "distance"]
ODDITIES = ["%00", "%FF", "%ED%A0%80", '"', "(", "*", "\\", "a" * 300, "٣", "\u202e", "chor tanz", "9" * 30]
VALUES = st.one_of(st.text(max_size=30), st.sampled_from(CODES + ODDITIES))
PAIRS = st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUES), max_size=6)
QUERYSTRINGS = st.one_of(
    PAIRS.map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)),
    st.text(max_size=60),
    st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")),
)


@pytest.mark.slow
@pytest.mark.usefixtures("choirs")
def test_any_query_string_gives_a_page(monkeypatch) -> None:
    """5,000 of them, through the whole of the view but its template, which another test renders.

    Ten at once, for what Hypothesis does about each example takes longer than what is tested.
    """
    pages: list[DirectoryPage] = []
    monkeypatch.setattr(views, "draw_page", lambda page, request: pages.append(page) or b"")
    requests = RequestFactory()

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(QUERYSTRINGS, min_size=10, max_size=10))
    def check(querystrings: list[str]) -> None:
        for querystring in querystrings:
            request = requests.get(DIRECTORY)
            request.GET = QueryDict(querystring.encode("utf-8", "surrogatepass"))
            views.draw_results(request)
            results = pages.pop().results
            assert not results.is_degraded
            assert 1 <= results.page <= results.pages
            assert len(results.hits) <= results.total <= 2

    check()


@pytest.mark.usefixtures("choirs")
@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(querystring=QUERYSTRINGS)
def test_any_query_string_is_rendered(querystring: str) -> None:
    raw = querystring.encode("utf-8", "surrogatepass").decode("latin-1")
    response = Client().get(DIRECTORY, QUERY_STRING=raw)

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")


@pytest.mark.usefixtures("choirs")
def test_ten_thousand_words_are_answered_at_once(client: Client) -> None:
    started = time.perf_counter()
    page(client, "q=" + "wort+" * 10_000)

    assert time.perf_counter() - started < 2
    assert service.state() == "ok"


@pytest.mark.usefixtures("choirs")
def test_a_page_says_that_a_chosen_filter_is_none(client: Client) -> None:
    said = page(client, "thema=nonsense").content.decode()

    assert "die es nicht mehr gibt: Thema. Wir zeigen die Suche ohne sie." in said


class TestCorrection:
    def test_a_misspelt_word_is_put_right_on_request(self, client, build_index):
        for number in range(2):
            OfferFactory(title=f"Schwimmkurs {number}")
        build_index()
        page = client.get("/de/angebote/", {"q": "shwimmkurs", "kosten": "free"}).content.decode()
        assert "Meinten Sie:" in page
        assert 'href="?q=schwimmkurs&amp;kosten=free"' in page

    def test_a_right_word_is_left_alone(self, client, build_index):
        build_index()
        assert "Meinten Sie:" not in client.get("/de/angebote/", {"q": "Beratung"}).content.decode()
