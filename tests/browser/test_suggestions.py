"""Suggestions below the search field: by keyboard, by mouse, from right to left, and not at all."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visits import Visitor

HOME, DIRECTORY = "/de/", "/de/angebote/"
# Letter by letter, with no time between them, however busy the machine is.
TYPE_AT_ONCE = """(field, text) => [...text].forEach((letter, number) => {
    field.value = text.slice(0, number + 1);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""


def field(page: Page) -> Locator:
    """By its name in the form: the script makes a combobox of it."""
    return page.locator('input[name="q"]')


def listbox(page: Page) -> Locator:
    return page.get_by_role("listbox")


def type_into(window: Visitor, path: str, text: str) -> Page:
    """Go to a page and type; the list is there when this ends."""
    page = window.go(path).page
    field(page).click()
    page.keyboard.type(text)
    expect(listbox(page)).to_be_visible()
    return page


def current(page: Page) -> Locator:
    return page.locator(f"#{field(page).get_attribute('aria-activedescendant')}")


class TestKeyboard:
    def test_arrows_go_through_the_options_and_enter_goes_to_one(self, visitor):
        page = type_into(visitor(1280), HOME, "deutschk")
        expect(field(page)).to_have_role("combobox")
        expect(field(page)).to_have_attribute("aria-expanded", "true")
        assert field(page).get_attribute("aria-controls") == listbox(page).get_attribute("id")

        page.keyboard.press("ArrowDown")
        expect(current(page)).to_have_attribute("aria-selected", "true")
        expect(current(page)).to_contain_text("Deutschkurse")
        assert listbox(page).get_by_role("option", selected=True).count() == 1
        page.keyboard.press("Enter")
        page.wait_for_url("**/de/angebote/?thema=german-courses")

    def test_beyond_the_ends_is_the_field_itself(self, visitor):
        page = type_into(visitor(1280), HOME, "deutschk")
        page.keyboard.press("ArrowUp")
        last = listbox(page).get_by_role("option").last
        expect(last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        assert field(page).get_attribute("aria-activedescendant") is None
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Home")
        assert field(page).get_attribute("aria-activedescendant") is None
        expect(field(page)).to_be_focused()

    def test_escape_closes_the_list_and_leaves_the_text(self, visitor):
        page = type_into(visitor(1280), DIRECTORY, "deutschk")
        page.keyboard.press("Escape")
        expect(listbox(page)).to_be_hidden()
        expect(field(page)).to_have_attribute("aria-expanded", "false")
        expect(field(page)).to_have_value("deutschk")
        page.keyboard.press("ArrowDown")
        expect(listbox(page)).to_be_visible()

    def test_enter_without_an_option_searches_for_the_words(self, visitor):
        page = type_into(visitor(1280), HOME, "deutschk")
        page.keyboard.press("Enter")
        page.wait_for_url("**/de/angebote/?q=deutschk")

    def test_the_next_stop_is_the_button_and_the_list_closes(self, visitor):
        page = type_into(visitor(1280), HOME, "deutsch")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Suchen")).to_be_focused()
        expect(listbox(page)).to_be_hidden()

    def test_the_number_is_told_to_who_cannot_see_it(self, visitor):
        page = type_into(visitor(1280), HOME, "deutschk")
        number = listbox(page).get_by_role("option").count()
        expect(page.locator(".search-box").get_by_role("status")).to_contain_text(f"{number} Vorschläge")


class TestMouse:
    def test_a_click_goes_to_an_offer(self, visitor):
        page = type_into(visitor(1280), DIRECTORY, "deutsch")
        option = page.get_by_role("group", name="Angebote").get_by_role("option").first
        title = option.locator("bdi").first.inner_text()
        option.click()
        page.wait_for_url("**/de/angebote/*/*/**")
        expect(page.locator("h1")).to_contain_text(title)

    def test_filters_in_use_are_kept(self, visitor):
        page = type_into(visitor(1280), f"{DIRECTORY}?kosten=free", "deutschkurs sieg")
        page.get_by_role("group", name="Orte").get_by_role("option").first.click()
        page.wait_for_url("**ort=*")
        found = parse_qs(urlsplit(page.url).query)
        assert found == {"q": ["deutschkurs"], "kosten": ["free"], "ort": ["05382060"]}

    @pytest.mark.parametrize("width", [320, 360])
    def test_a_finger_can_meet_every_option(self, visitor, width: int):
        page = type_into(visitor(width), DIRECTORY, "deutsch")
        expect(page.locator("link[href*='suggestions']")).to_have_count(1)
        for option in listbox(page).get_by_role("option").all():
            assert option.bounding_box()["height"] >= 44


class TestEverybody:
    @pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
    def test_the_list_is_no_barrier_and_fits(self, visitor, width: int, scheme: str):
        window = visitor(width, scheme)
        page = type_into(window, HOME, "deutsch")
        page.keyboard.press("ArrowDown")
        assert not window.barriers()
        assert not window.overflow()

    def test_the_page_does_not_move(self, visitor):
        window = visitor(360)
        page = window.go(DIRECTORY).page
        before = page.locator("#results-heading").bounding_box()
        field(page).click()
        page.keyboard.type("deutsch")
        expect(listbox(page)).to_be_visible()
        assert page.locator("#results-heading").bounding_box() == before

    def test_arabic_is_suggested_from_right_to_left(self, visitor):
        page = type_into(visitor(360), DIRECTORY, "دور")
        label = page.locator('.suggestion__label bdi[lang="ar"]').first
        assert label.evaluate("element => getComputedStyle(element).direction") == "rtl"
        page.get_by_role("group", name="Angebote").get_by_role("option").first.click()
        page.wait_for_url("**worte=ar")

    def test_nothing_is_asked_for_one_letter(self, visitor):
        page = visitor(1280).go(HOME).page
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        field(page).click()
        page.keyboard.type("d")
        page.wait_for_timeout(400)
        assert not [url for url in requests if "vorschlaege" in url]
        field(page).evaluate(TYPE_AT_ONCE, "deutsch")
        expect(listbox(page)).to_be_visible()
        asked = [url for url in requests if "vorschlaege" in url]
        assert len(asked) == 1, "not for every key, but when the hand rests"

    def test_without_scripts_the_field_is_a_plain_one(self, visitor):
        page = visitor(360, has_scripts=False).go(HOME).page
        expect(field(page)).to_have_role("searchbox")
        field(page).fill("Deutschkurs")
        page.keyboard.press("Enter")
        page.wait_for_url("**/de/angebote/?q=Deutschkurs")
