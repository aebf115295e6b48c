import pytest
from django.test import RequestFactory

from search.insights.visits import is_search
from search.query import SearchQuery

FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
CHOIR = SearchQuery(text="chor")


def request(method: str = "GET", agent: str = FIREFOX, **headers: str):
    return RequestFactory(headers={"user-agent": agent, **headers}).generic(method, "/de/angebote/")


@pytest.mark.parametrize("query", [CHOIR, SearchQuery(municipalities=("05382060",))])
def test_somebody_looks_for_something(query: SearchQuery) -> None:
    assert is_search(request(), query)


def test_a_phone_is_no_program_because_of_its_name() -> None:
    assert is_search(request(agent="Mozilla/5.0 (Linux; Android 9; CUBOT_X19) Chrome/140.0"), CHOIR)


@pytest.mark.parametrize("query", [SearchQuery(), CHOIR.replace(page=2), CHOIR.replace(sort="title")])
def test_the_bare_list_its_pages_and_orders_are_no_search(query: SearchQuery) -> None:
    assert not is_search(request(), query)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (X11) HeadlessChrome/140.0",
        "curl/8.5.0",
        "python-requests/2.32",
        "Wget/1.21",
        "Baiduspider",
    ],
)
def test_programs_do_not_count(agent: str) -> None:
    assert not is_search(request(agent=agent), CHOIR)


@pytest.mark.parametrize(
    "headers", [{"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}, {"x-moz": "prefetch"}]
)
def test_what_a_browser_loads_ahead_does_not_count(headers: dict[str, str]) -> None:
    assert not is_search(request(**headers), CHOIR)


def test_editors_do_not_count(settings) -> None:
    signed_in = request()
    signed_in.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert not is_search(signed_in, CHOIR)


def test_only_reading_the_page_counts() -> None:
    assert not is_search(request("HEAD"), CHOIR)
