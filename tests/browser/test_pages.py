"""Every kind of page, narrow and wide, light and dark: no barrier, no overflow, no error, no third party."""

import pytest

from tests.browser.places import FIXED, LINKED, linked_pages, offer_with_words, path_of

VARIANTS = [(360, "light"), (1280, "dark")]
# The pages that most people see are looked at the other way round as well.
MAIN_PAGES = ["home", "directory", "offer"]
OTHER_VARIANTS = [(360, "dark"), (1280, "light")]


@pytest.mark.parametrize(("width", "scheme"), VARIANTS)
@pytest.mark.parametrize("name", [*FIXED, *LINKED])
def test_page(visitor, server, name: str, width: int, scheme: str):
    look_at(visitor(width, scheme), path_of(server.url, name), status=404 if name == "missing" else 200)


@pytest.mark.parametrize(("width", "scheme"), OTHER_VARIANTS)
@pytest.mark.parametrize("name", MAIN_PAGES)
def test_main_page_the_other_way_round(visitor, server, name: str, width: int, scheme: str):
    look_at(visitor(width, scheme), path_of(server.url, name))


@pytest.mark.parametrize(("language", "width", "scheme"), [("de", *VARIANTS[0]), ("en", *VARIANTS[1])])
def test_every_page_that_home_leads_to(visitor, server, language: str, width: int, scheme: str):
    paths = linked_pages(server.url, language)
    assert len(paths) > 10, "focus areas, news and legal pages are linked from the home page"
    for path in paths:
        look_at(visitor(width, scheme), path)


@pytest.mark.parametrize("name", MAIN_PAGES)
def test_page_fits_the_narrowest_window(visitor, server, name: str):
    """320 px are what a window of 1280 px has left at 400 % (WCAG 1.4.10)."""
    window = visitor(320)
    window.go(path_of(server.url, name))
    assert not window.overflow()


def look_at(window, path: str, status: int = 200) -> None:
    visit = window.go(path)
    assert (path, visit.status) == (path, status)
    assert not visit.problems, path
    assert not window.barriers(), path
    assert not window.overflow(), path
    assert visit.page.locator("h1").count() == 1, path


class TestWordsFromRightToLeft:
    def test_an_arabic_offer_reads_from_the_right(self, visitor, server):
        window = visitor(360)
        visit = window.go(offer_with_words(server.url, "ar"))
        title = visit.page.locator('[lang="ar"][dir="rtl"]').first
        assert title.is_visible()
        direction = title.evaluate("element => getComputedStyle(element).direction")
        assert direction == "rtl"
        assert not window.barriers()
        assert not window.overflow()


class TestKeyboard:
    def test_the_first_stop_skips_to_the_content(self, visitor, server):
        page = visitor(1280).go("/de/angebote/").page
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert link.get_attribute("href") == "#content"
        assert link.is_visible()
        assert link.bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"

    def test_every_stop_is_seen(self, visitor, server):
        """Focus is never invisible: each of the first stops has an outline or a shadow."""
        page = visitor(1280).go("/de/").page
        for _stop in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break  # that was the last one
            style = page.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return {outline: style.outlineStyle, width: style.outlineWidth, shadow: style.boxShadow,
                            html: document.activeElement.outerHTML.slice(0, 120)};
                }"""
            )
            has_outline = style["outline"] != "none" and style["width"] != "0px"
            assert has_outline or style["shadow"] != "none", style["html"]
