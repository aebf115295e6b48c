"""The position of the browser: asked for on request only, rounded, and nowhere to be read afterwards."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

BUTTON = "[data-locate]"
COUNT_CALLS = """
    window.asked = 0;
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...given) => { window.asked += 1; ask(...given); };
"""


@pytest.fixture
def open_page(chromium: Browser, server) -> Iterator[Callable[..., Page]]:
    """A window of somebody who is at a place (latitude, longitude) and lets the portal know, or does not."""
    contexts = []

    def get(path: str, position: tuple[float, float] | None = None, has_scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=server.url,
            locale="de-DE",
            java_script_enabled=has_scripts,
            permissions=["geolocation"] if position else [],
            geolocation={"latitude": position[0], "longitude": position[1]} if position else None,
        )
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(COUNT_CALLS)
        page.goto(path)
        return page

    yield get
    for context in contexts:
        context.close()


def test_a_position_leads_to_the_nearest_place(open_page):
    page = open_page("/de/angebote/?q=Deutschkurs", (50.801234, 7.208765))
    sent = []
    page.on("request", lambda request: sent.append((request.url, request.post_data or "")))
    page.locator("#near-radius").select_option("20")
    page.locator(BUTTON).click()
    page.wait_for_url("**/angebote/?*von=*")

    assert page.url.endswith("/de/angebote/?q=Deutschkurs&von=53721&umkreis=20")
    assert page.locator("#near-place").input_value() == "53721 Siegburg"
    bodies = [body for _url, body in sent if body]
    assert bodies == ["position=50.80%2C7.21&umkreis=20"]
    assert not [url for url, _body in sent if "50.8" in url]


def test_nothing_is_asked_before_the_button_is_pressed(open_page):
    page = open_page("/de/angebote/", (50.8, 7.2))

    assert page.locator(BUTTON).is_visible()
    assert page.evaluate("window.asked") == 0


def test_who_refuses_is_told_what_to_do_instead(open_page):
    page = open_page("/de/angebote/")
    page.locator(BUTTON).click()
    page.locator("[data-locate-status]", has_text="nicht zu bestimmen").wait_for()

    assert page.url.endswith("/de/angebote/")


def test_without_scripts_there_is_no_button_and_the_field_does_it(open_page):
    page = open_page("/de/angebote/", has_scripts=False)
    assert page.locator(BUTTON).is_hidden()
    page.locator("#near-place").fill("Hennef")
    page.locator("#near-place").press("Enter")
    page.wait_for_url("**/angebote/?*von=Hennef*")

    assert page.locator(".chip").count() == 1
