"""What the directory says of filters that were taken from words, and of what is near."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from offers.models import Schedule
from search import service
from search.page_cache import kept_pages
from search.query import SearchQuery
from tests.factories.offers import LocationFactory, OfferFactory
from tests.factories.reference import municipality
from tests.search.shown_options import options

DIRECTORY = "/de/angebote/"


@pytest.fixture
def offers(build_index) -> None:
    hennef = LocationFactory(municipality=municipality("Hennef (Sieg)"))
    saturday = [Schedule(byday="SA", starts_at="10:00")]
    OfferFactory(title="Deutschkurs A1", level_from="a1", level_to="a1", locations=[hennef])
    OfferFactory(
        title="Deutschkurs B1", level_from="b1", level_to="b1", locations=[hennef], schedules=saturday
    )
    OfferFactory(title="Deutschkurs an der Sieg", locations=[LocationFactory(latitude=50.8, longitude=7.21)])
    OfferFactory(title="Ausflug nach Windeck", locations=[LocationFactory()])
    OfferFactory(title="Brief aus dem Deutschkurs Hennef", serves=["Lohmar"])
    build_index()


def get(address: str) -> BeautifulSoup:
    response = Client().get(address if address.startswith("/") else DIRECTORY + address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup) -> list[str]:
    return [" ".join(title.get_text().split()) for title in page.select(".card__title")]


def said(page: BeautifulSoup, css: str) -> str:
    return " ".join(part for found in page.select(css) for part in found.get_text(" ").split())


def follow(page: BeautifulSoup, css: str) -> BeautifulSoup:
    return get(page.select_one(css)["href"])


def submit(page: BeautifulSoup, **changes: object) -> BeautifulSoup:
    """Send the form as it stands on the page, with these fields changed; None unticks."""
    form = page.select_one("form#directory")
    fields = [*form.select("input"), *page.select('input[form="directory"]')]
    sent = {
        (field["name"], field.get("value", ""))
        for field in fields
        if field.get("type") != "checkbox" or field.has_attr("checked")
    }
    for name, value in changes.items():
        sent = {pair for pair in sent if pair[0] != name}
        sent |= {(name, value)} if value is not None else set()
    response = Client().get(DIRECTORY, {name: [v for n, v in sent if n == name] for name, _v in sent})
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.usefixtures("offers")
class TestRecognised:
    def test_a_town_named_in_the_search_is_a_filter_and_the_page_says_so(self):
        page = get("?q=Deutschkurs Hennef")

        assert set(titles(page)) == {"Deutschkurs A1", "Deutschkurs B1"}
        assert "Stadt oder Gemeinde: Hennef (Sieg)" in said(page, ".recognised")
        assert said(page, ".chip").endswith("Hennef (Sieg)")
        assert page.select_one('input[name="ort"][value="05382020"]').has_attr("checked")

    def test_what_was_typed_stays_as_it_was(self):
        page = get("?q=Deutschkurs Hennef")

        assert page.select_one('input[name="q"]')["value"] == "Deutschkurs Hennef"
        assert page.h1.text == "Angebote zu „Deutschkurs Hennef“"
        assert page.select_one('link[rel="canonical"]')["href"].endswith("?q=Deutschkurs+Hennef")

    @pytest.mark.parametrize("css", [".recognised a", ".chip"])
    def test_one_tap_undoes_it(self, css: str):
        page = follow(get("?q=Deutschkurs Hennef"), css)

        assert page.select(".recognised") == page.select(".chip") == []
        assert page.select_one('input[name="q"]')["value"] == "Deutschkurs Hennef"
        assert "Brief aus dem Deutschkurs Hennef" in titles(page)

    def test_each_filter_is_undone_by_itself(self):
        page = get("?q=Deutschkurs Hennef B1 samstags")
        assert titles(page) == ["Deutschkurs B1"]
        assert len(page.select(".recognised li")) == len(page.select(".chip")) == 3

        undone = get("?q=Deutschkurs Hennef B1 samstags&woertlich=niveau")
        assert len(undone.select(".recognised li")) == 2
        assert get("?q=Deutschkurs Hennef B1 samstags&woertlich=1").select(".recognised li") == []

    def test_facets_count_as_for_any_filter(self):
        facets = {facet.name: facet for facet in service.find(SearchQuery(text="Deutschkurs B1")).facets}
        counts = {option.value: option.count for option in options(facets["levels"])}

        assert counts == {"a1": 1, "b1": 1}

    def test_it_works_in_english(self):
        page = get("/en/angebote/?q=Deutschkurs samstags")

        assert "Taken from your words as a filter" in said(page, ".recognised")
        assert "Saturday" in said(page, ".recognised")

    def test_the_county_as_a_whole_narrows_nothing_down(self):
        page = get("?q=Deutschkurs im Rhein-Sieg-Kreis")

        assert titles(page) == titles(get("?q=Deutschkurs"))
        assert "ganzer Kreis" in said(page, ".recognised")
        assert page.select(".chip") == []
        assert "ganzer Kreis" in said(submit(page), ".recognised")
        assert follow(page, ".recognised a").select(".recognised") == []

    def test_a_filter_that_would_leave_nothing_is_given_up_and_the_page_says_so(self):
        page = get("?q=Ausflug Windeck")

        assert titles(page) == ["Ausflug nach Windeck"]
        assert "Mit dem Filter „Stadt oder Gemeinde: Windeck“ gab es nichts" in said(page, ".recognised")
        assert page.select(".chip") == []

    def test_words_that_help_neither_as_a_filter_nor_as_words_can_be_dropped(self):
        page = get("?q=Deutschkurs C2")

        assert titles(page) == []
        assert "ohne „C2“: 4 Angebote" in said(page, ".empty__ways")
        assert follow(page, ".empty__ways a").h1.text == "Angebote zu „Deutschkurs“"

    def test_what_was_chosen_is_never_given_up(self):
        page = get("?q=Deutschkurs Hennef&ort=05382032")

        assert titles(page) == []
        assert page.select(".recognised") == []
        assert said(page, ".chip").endswith("Meckenheim")

    def test_a_town_alone_gives_everything_there(self):
        page = get("?q=Hennef")

        assert set(titles(page)) == {"Deutschkurs A1", "Deutschkurs B1"}
        assert "beste Treffer" not in said(page, ".sort-links")
        assert said(page, ".sort-links [aria-current]") == "nächster Termin"

    def test_a_word_put_right_keeps_the_town_beside_it(self):
        page = get("?q=Deutschkrus in Hennef")

        link = page.find("a", string="Deutschkurs in Hennef")
        assert link["href"] == "?q=Deutschkurs+in+Hennef"

    def test_the_number_of_offers_is_that_of_the_page(self):
        for text in ("Deutschkurs Hennef", "Deutschkurs C2", "Hennef"):
            query = SearchQuery(text=text)
            assert service.count(query) == service.find(query).total

    def test_the_form_sent_again_asks_for_the_same(self):
        page = submit(get("?q=Deutschkurs Hennef"))

        assert "Hennef (Sieg)" in said(page, ".recognised")
        assert page.select_one('link[rel="canonical"]')["href"].endswith("?q=Deutschkurs+Hennef")

    def test_a_filter_that_is_unticked_is_undone(self):
        page = submit(get("?q=Deutschkurs Hennef"), ort=None)

        assert page.select(".recognised") == []
        assert page.select_one('link[rel="canonical"]')["href"].endswith("&woertlich=ort")

    def test_new_words_do_not_keep_the_town_of_the_old_ones(self):
        page = submit(get("?q=Deutschkurs Hennef"), q="Ausflug")

        assert titles(page) == ["Ausflug nach Windeck"]
        assert page.select(".chip") == []


@pytest.mark.usefixtures("offers")
class TestNear:
    def test_what_is_near_comes_first_and_says_how_far_it_is(self):
        page = get("?von=53721&umkreis=10")

        assert titles(page)[0] == "Deutschkurs an der Sieg"
        assert said(page, ".offer-card__distance").startswith("weniger als 1 km")
        assert "etwa 6 km" in said(page, ".offer-card__distance")
        assert said(page, ".chip").endswith("bis 10 km von 53721 Siegburg")
        assert said(page, ".sort-links [aria-current]") == "Entfernung"

    def test_the_radius_narrows(self):
        assert "Deutschkurs A1" not in titles(get("?von=53721&umkreis=5"))

    def test_the_field_says_where(self):
        page = get("?von=hennef/sieg&umkreis=20")

        assert page.select_one("#near-place")["value"] == "Hennef (Sieg)"
        assert page.select_one("#near-radius option[selected]")["value"] == "20"
        assert "Deutschkurs A1" in titles(submit(page))

    def test_a_place_that_is_not_known_is_said_and_stays_in_the_field(self):
        page = get("?von=Bonn&q=Deutschkurs")

        assert "„Bonn“ kennen wir nicht" in said(page, ".notice--warning")
        assert page.select_one("#near-place")["value"] == "Bonn"
        assert len(titles(page)) == 4

    def test_it_is_taken_away_like_a_filter(self):
        assert get("?von=53721&q=Deutschkurs").select_one(".chip")["href"] == "?q=Deutschkurs"

    def test_without_results_the_page_says_what_going_farther_would_give(self):
        page = get("?von=51570&umkreis=5&q=Deutschkurs")

        assert titles(page) == []
        assert "ohne „51570 Windeck“: 4 Angebote" in said(page, ".empty__ways")

    def test_the_button_for_the_position_is_for_browsers_with_scripts_only(self):
        page = get("?q=Chor")

        assert page.select_one("[data-locate]").has_attr("hidden")
        form = page.select_one("[data-locate-form]")
        assert (form["method"], form["action"]) == ("post", "/de/angebote/standort/?q=Chor")


def test_what_is_named_and_what_is_near_costs_no_query(client, build_index, assert_constant_queries) -> None:
    OfferFactory(title="Chor", locations=[LocationFactory()])
    build_index()

    def grow() -> None:
        for _number in range(30):
            OfferFactory(title="Chor", locations=[LocationFactory()])
        build_index()

    def search() -> None:
        kept_pages.clear()
        client.get(f"{DIRECTORY}?q=Chor+Siegburg+samstags+C2")
        client.get(f"{DIRECTORY}?q=Chor&von=53721")

    assert_constant_queries(search, grow, 2 * 6)
