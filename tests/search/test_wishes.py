""" "This is missing here": one tap, no cookie, counted once."""

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from search import wishes
from search.insights import recording
from search.models import RecentWish, SearchCount
from search.query import SearchQuery
from tests.factories import EditorFactory
from tests.search.insights.test_visits import FIREFOX

DIRECTORY, WISHES = "/de/angebote/", "/de/angebote/fehlt/"
SEARCH = "q=n%C3%A4hkurs&ort=05382060"


@pytest.fixture(autouse=True)
def _empty_tally():
    recording._tally.take()
    yield
    recording._tally.take()


@pytest.fixture
def visitor(build_index) -> Client:
    build_index()
    return Client(headers={"user-agent": FIREFOX}, enforce_csrf_checks=True)


def form(visitor: Client, querystring: str = SEARCH, address: str = DIRECTORY) -> dict[str, str]:
    """What the form on an empty page would send."""
    page = BeautifulSoup(visitor.get(f"{address}?{querystring}").content, "html.parser")
    found = page.find("form", class_="missing")
    assert found["method"] == "post"
    return {field["name"]: field["value"] for field in found.find_all("input")}


def counted() -> int:
    recording.flush()
    return sum(SearchCount.objects.values_list("wishes", flat=True))


class TestOneTap:
    def test_is_counted_without_a_cookie_and_thanked_for(self, visitor: Client) -> None:
        response = visitor.post(WISHES, form(visitor), follow=True)

        assert response.redirect_chain == [(f"{WISHES}?{SEARCH}", 302)]
        page = BeautifulSoup(response.content, "html.parser")
        assert "Wir haben gezählt, dass das hier fehlt." in page.main.text
        assert page.main.find("a", href=f"{DIRECTORY}?{SEARCH}")
        assert not visitor.cookies
        assert counted() == 1

    def test_is_kept_with_its_filters_and_without_rare_words(self, visitor: Client) -> None:
        visitor.post(WISHES, form(visitor))
        recording.flush()

        row = SearchCount.objects.get(wishes=1)
        assert (row.filters, row.words, row.results, row.searches) == ("ort=05382060", "", "none", 1)

    def test_twice_in_a_row_is_once(self, visitor: Client) -> None:
        sent = form(visitor)
        for _tap in range(2):
            assert visitor.post(WISHES, sent).status_code == 302

        assert counted() == 1

    def test_twice_in_a_row_is_once_in_two_processes_too(self, visitor: Client) -> None:
        sent = form(visitor)
        for _process in range(2):
            visitor.post(WISHES, sent)
            cache.clear()  # each has its own

        assert counted() == 1

    def test_somebody_else_later_counts_too(self, visitor: Client) -> None:
        with time_machine.travel("2026-11-24 10:00:00", tick=False) as clock:
            visitor.post(WISHES, form(visitor))
            clock.shift(wishes.SECONDS_BETWEEN + 1)
            visitor.post(WISHES, form(visitor))
            assert counted() == 2

    def test_in_english(self, visitor: Client) -> None:
        sent = form(visitor, address="/en/angebote/")
        page = visitor.post("/en/angebote/fehlt/", sent, follow=True).content.decode()

        assert "We have counted that this is missing here." in page

    def test_reloading_the_thanks_counts_nothing(self, visitor: Client) -> None:
        for _time in range(3):
            assert visitor.get(f"{WISHES}?{SEARCH}").status_code == 200

        assert counted() == 0


class TestSeal:
    def test_is_the_same_for_everybody(self, visitor: Client) -> None:
        assert form(visitor) == form(Client(headers={"user-agent": "Another/1"}))

    @pytest.mark.parametrize(("hours", "number"), [(30, 1), (60, 0)])
    def test_is_good_today_and_tomorrow(self, visitor: Client, hours: int, number: int) -> None:
        with time_machine.travel("2026-11-24 10:00:00", tick=False) as clock:
            sent = form(visitor)
            clock.shift(hours * 3600)
            response = visitor.post(WISHES, sent)
            assert counted() == number
        assert response["Location"].startswith(WISHES if number else f"{DIRECTORY}?")

    @pytest.mark.parametrize(
        "change", [{"suche": "q=anderes"}, {"siegel": "x"}, {"siegel": ""}, {"siegel": "ä"}]
    )
    def test_no_other_search_can_be_wished_for_with_it(self, visitor: Client, change: dict[str, str]) -> None:
        response = visitor.post(WISHES, form(visitor) | change)

        assert response["Location"].startswith(f"{DIRECTORY}?")
        assert counted() == 0

    def test_a_bare_post_is_no_error(self, visitor: Client) -> None:
        assert visitor.post(WISHES).status_code == 302
        assert visitor.post(WISHES, {"suche": "\x00&=%ff", "siegel": "\x00"}).status_code == 302


class TestLimits:
    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "https://elsewhere.example"},
            {"sec-fetch-site": "cross-site"},
            {"user-agent": "somebot"},
        ],
    )
    def test_what_comes_from_elsewhere_or_a_program_is_not_counted(self, visitor: Client, headers) -> None:
        assert visitor.post(WISHES, form(visitor), headers=headers).status_code == 302
        assert counted() == 0

    @pytest.mark.parametrize(
        "headers", [{"origin": "http://testserver", "sec-fetch-site": "same-origin"}, {"origin": "null"}]
    )
    def test_what_a_browser_sends_from_our_page_is(self, visitor: Client, headers) -> None:
        visitor.post(WISHES, form(visitor), headers=headers)
        assert counted() == 1

    def test_an_editor_who_tries_it_is_not(self, visitor: Client) -> None:
        sent = form(visitor)
        visitor.force_login(EditorFactory())
        visitor.post(WISHES, sent)

        assert counted() == 0

    def test_more_than_people_can_have_are_not(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(wishes, "MOST_AT_ONCE", 3)
        firsts = [wishes.is_first_tap(SearchQuery(text=f"kurs {number}")) for number in range(5)]

        assert firsts == [True, True, True, False, False]

    def test_are_not_remembered_longer_than_needed(self, visitor: Client) -> None:
        with time_machine.travel("2026-11-24 10:00:00", tick=False) as clock:
            visitor.post(WISHES, form(visitor))
            assert RecentWish.objects.count() == 1
            clock.shift(wishes.SECONDS_BETWEEN + 1)
            call_command("tidy_search_log", verbosity=0)

        assert not RecentWish.objects.exists()
