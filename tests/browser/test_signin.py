"""Staff sign in: the pages, a passkey of a real browser, an app's code."""

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import EDITOR, NEWCOMERS
from tests.browser.visits import Visitor

LOOKS = [(360, "light"), (1280, "dark")]
STRANGERS = ("anmelden/", "anmelden/code/", "anmelden/passwort/", "anmelden/passwort/unterwegs/")
HER_OWN = (
    "zugang/",
    "zugang/app/",
    "zugang/passkeys/neu/",
    "zugang/passwort/",
    "zugang/geraete/",
    "abmelden/",
)


@pytest.fixture
def window(chromium: Browser, server) -> Iterator:
    """`window(width, scheme)`: a person of her own, so that nobody else is signed in."""
    opened = []

    def get(width: int = 1280, scheme: str = "light") -> Visitor:
        opened.append(Visitor(chromium, server.url, width, scheme, has_scripts=True))
        return opened[-1]

    yield get
    for visitor in opened:
        visitor.close()


def sign_in(page: Page, name: str, path: str = "/de/anmelden/") -> None:
    page.goto(path)
    page.fill('input[name="login"]', name)
    page.fill('input[name="password"]', EDITOR[1])
    page.locator("form:not([data-passkey]) button.button[type=submit]").click()


def sign_out(page: Page) -> None:
    """From a page of the portal: one of the admin is still loading when it is shown."""
    page.wait_for_load_state("networkidle")
    page.goto("/de/abmelden/")
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/anmelden/")


def add_authenticator(page: Page) -> None:
    """A telephone that knows its owner, as Chromium plays it."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_pages_have_no_barriers(window, width: int, scheme: str):
    visitor = window(width, scheme)
    found = []
    for language, paths in (("de", STRANGERS), ("en", STRANGERS), ("de", HER_OWN), ("en", HER_OWN)):
        if paths is HER_OWN and language == "de":
            sign_in(visitor.page, EDITOR[0])
        for path in paths:
            visit = visitor.go(f"/{language}/{path}")
            assert visit.status == 200
            found += [*visit.problems, *visitor.barriers(), *visitor.overflow()]
    assert not found


def test_a_passkey_is_set_up_and_opens_the_admin_by_itself(window):
    page = window(360).page
    add_authenticator(page)
    sign_in(page, NEWCOMERS[0])
    page.goto("/de/zugang/")
    page.get_by_role("link", name="Passkey einrichten").click()
    page.fill('input[name="name"]', "Diensthandy")
    page.get_by_role("button", name="Weiter").click()
    expect(page.locator("h1")).to_have_text("Ihre Ersatzcodes")
    assert page.locator(".signin__codes li").count() == 10
    page.get_by_role("link", name="Zurück zu Ihrem Zugang").click()
    expect(page.locator(".signin__list")).to_contain_text("Diensthandy")

    sign_out(page)
    page.goto("/de/anmelden/?next=/admin/vorschlaege/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/admin/vorschlaege/")

    # After the password it is the second factor, and every change asks for it.
    sign_out(page)
    sign_in(page, NEWCOMERS[0])
    expect(page.locator("h1")).to_have_text("Zweiter Schritt")
    page.get_by_role("button", name="Passkey benutzen").click()
    page.wait_for_url("**/admin/")
    page.goto("/de/zugang/")
    page.get_by_role("link", name="Entfernen Diensthandy").click()
    page.get_by_role("button", name="Passkey benutzen").click()
    page.get_by_role("button", name="Passkey entfernen").click()
    expect(page.locator(".notice--success")).to_contain_text("Der Passkey ist entfernt.")


def test_whoever_cancels_may_try_again(window):
    page = window(360).page
    page.goto("/de/anmelden/")
    refuse = "() => Promise.reject(new DOMException('no', 'NotAllowedError'))"
    page.evaluate(f"() => {{ navigator.credentials.get = {refuse}; }}")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("Haben Sie abgebrochen?")


def test_an_app_is_set_up_with_its_code(window):
    visitor = window(360, "dark")
    page = visitor.page
    sign_in(page, NEWCOMERS[1])
    visitor.go("/en/zugang/app/")
    assert page.locator(".signin__qr").evaluate("image => image.complete && image.naturalWidth > 0")
    secret = page.locator(".signin__steps code").inner_text()
    page.fill('input[name="code"]', format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Set up an app").click()
    expect(page.locator("h1")).to_have_text("Your backup codes")
    assert not visitor.barriers() + visitor.overflow()
    backup = page.locator(".signin__codes code").first.inner_text()

    page.goto("/en/abmelden/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, NEWCOMERS[1], "/en/anmelden/")
    expect(page.locator("h1")).to_have_text("Second step")
    assert not visitor.barriers() + visitor.overflow()
    page.fill('input[name="code"]', backup)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")


def test_another_device_is_signed_out(window):
    here, there = window(360).page, window(360).page
    for page in (there, here):
        sign_in(page, NEWCOMERS[2])
        page.wait_for_url("**/admin/")
    here.goto("/de/zugang/geraete/")
    expect(here.locator(".signin__list")).to_contain_text("Chrome, Linux")
    here.get_by_role("button", name="Abmelden", exact=True).click()
    expect(here.locator(".notice--success")).to_contain_text("Das Gerät ist abgemeldet.")
    there.goto("/admin/")
    assert "/anmelden/" in there.url
