"""What people come for, step by step, with JavaScript switched off: the portal works on any device."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.places import path_of


@pytest.fixture
def page(visitor):
    """A small phone without JavaScript."""
    return visitor(360, has_scripts=False).page


def offers_found(page) -> int:
    return page.locator("article.offer-card").count()


def test_from_home_to_an_offer(page):
    page.goto("/de/")
    page.locator('form[role="search"] input[name="q"], search input[name="q"]').first.fill("Deutschkurs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/de/angebote/?*")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["Deutschkurs"]
    assert offers_found(page) > 0
    first = page.locator("article.offer-card .card__title a").first
    title = first.inner_text()
    first.click()
    assert title in page.locator("h1").inner_text()


def test_a_filter_narrows_and_a_chip_widens(page):
    page.goto("/de/angebote/?thema=language-education")
    narrowed = total(page)
    page.goto("/de/angebote/")
    assert narrowed < total(page)
    page.goto("/de/angebote/?thema=language-education")
    page.locator(".chips a, a.chip").first.click()
    assert "thema=" not in page.url
    assert total(page) > narrowed


def total(page) -> int:
    """The number the page names above its list."""
    text = page.locator("main").inner_text()
    return int(re.search(r"([\d.]+)\s+(?:Angebote?|Treffer)", text)[1].replace(".", ""))


def test_the_empty_answer_leads_on(page):
    page.goto("/de/angebote/?q=qqqqqqxyz")
    assert offers_found(page) == 0
    assert page.locator("main a").count() > 0


def test_one_tap_says_what_is_missing(page):
    page.goto("/de/angebote/?q=qqqqqqxyz&ort=05382004")
    page.get_by_role("button", name="Das fehlt hier").click()
    page.wait_for_url("**/de/angebote/fehlt/?*")
    assert "Wir haben gezählt, dass das hier fehlt." in page.locator("main").inner_text()
    assert page.context.cookies() == []
    page.get_by_role("link", name="Zurück zu Ihrer Suche").click()
    assert parse_qs(urlsplit(page.url).query) == {"q": ["qqqqqqxyz"], "ort": ["05382004"]}


def test_dates_go_into_the_calendar(page, server):
    page.goto("/de/angebote/?wann=mo")
    page.locator("article.offer-card .card__title a").first.click()
    link = page.locator('a[href$=".ics"]').first
    response = page.request.get(link.get_attribute("href"))
    assert response.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in response.text()


def test_language_is_changed_in_place(page, server):
    page.goto(path_of(server.url, "directory, filtered"))
    page.locator('a[hreflang="en"], a[lang="en"]').first.click()
    assert "/en/angebote/" in page.url
    assert "q=deutsch" in page.url, "the search is kept"
    assert page.locator("html").get_attribute("lang") == "en"
