"""An editor signs in, changes an offer, publishes it, and sees what the public sees."""

from playwright.sync_api import Page, expect

from tests.browser.places import path_of
from tests.browser.server import EDITOR


def sign_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill('input[name="login"]', EDITOR[0])
    page.fill('input[name="password"]', EDITOR[1])
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/admin/")


def test_an_offer_is_changed_and_published(admin_page: Page, server):
    path = path_of(server.url, "offer")
    number = path.split("/")[3]
    sign_in(admin_page)
    admin_page.goto(f"/admin/snippets/offers/offer/edit/{number}/")
    admin_page.fill('input[name="translations-0-title"]', "Geänderter Titel für alle")
    admin_page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    admin_page.locator('button[name="action-publish"]').click()
    expect(admin_page.locator(".messages .success")).to_be_visible()

    admin_page.goto(path)
    expect(admin_page.locator("h1")).to_contain_text("Geänderter Titel für alle")
    admin_page.goto("/de/angebote/?q=Geänderter+Titel")
    expect(admin_page.locator("article.offer-card").first).to_contain_text("Geänderter Titel für alle")
