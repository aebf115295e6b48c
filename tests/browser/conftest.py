"""One server and one browser for all tests of this folder, which therefore share a worker."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.server import Server
from tests.browser.visits import Visitor

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium's own services are switched off: nothing but the portal is asked.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not path:
        pytest.skip("no browser: install Chromium or name one with PORTAL_CHROMIUM")
    # Playwright keeps an event loop in this thread; Django would refuse its database for that.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, migrated_copy: Path
) -> Iterator[Server]:
    """Only where there is a browser to visit it; its database is its own, not that of the tests."""
    running = Server(tmp_path_factory.mktemp("server"), migrated_copy)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def visitors(chromium: Browser, server: Server) -> Iterator[dict[tuple, Visitor]]:
    """Visitors by width, colour scheme and so on: a browser window each, kept open for the next test."""
    opened: dict[tuple, Visitor] = {}
    yield opened
    for visitor in opened.values():
        visitor.close()


@pytest.fixture
def visitor(chromium: Browser, server: Server, visitors: dict[tuple, Visitor]):
    """`visitor(width=360, scheme="dark", has_scripts=False)`; nobody knows her from another test."""
    for known in visitors.values():
        known.page.context.clear_cookies()  # a draft, a sign-in

    def get(width: int = 1280, scheme: str = "light", has_scripts: bool = True) -> Visitor:
        key = (width, scheme, has_scripts)
        if key not in visitors:
            visitors[key] = Visitor(chromium, server.url, width, scheme, has_scripts)
        return visitors[key]

    return get


@pytest.fixture
def admin_page(chromium: Browser, server: Server) -> Iterator[Page]:
    """A window of its own, so that nobody else is signed in."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="de-DE", base_url=server.url
    )
    yield context.new_page()
    context.close()
