"""A person with a browser window, and what she notices on a page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
HEIGHTS = {360: 740, 1280: 900}


@dataclass(frozen=True)
class Visit:
    """A page as it was seen."""

    status: int
    page: Page
    problems: tuple[str, ...]


class Visitor:
    """One window of fixed width and colour scheme, that goes from page to page."""

    def __init__(self, browser: Browser, url: str, width: int, scheme: str, has_scripts: bool) -> None:
        self.url = url
        self._context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            color_scheme=scheme,
            java_script_enabled=has_scripts,
            locale="de-DE",
            base_url=url,
        )
        self.page = self._context.new_page()
        self.page.set_default_timeout(15_000)
        self._problems: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self._problems.append(f"script: {error}"))
        self.page.on("request", self._asked)

    def go(self, path: str) -> Visit:
        """Open a page of the portal; what goes wrong on the way is noted in the visit."""
        self._problems.clear()
        response = self.page.goto(path, wait_until="load")
        return Visit(response.status, self.page, tuple(self._problems))

    def barriers(self) -> list[str]:
        """Rules of accessibility that the open page breaks."""
        self.page.wait_for_load_state()  # on its way to the next page it has no document yet
        found = Axe().run(self.page, options=AXE_OPTIONS).response["violations"]
        return [
            f"{rule['id']}: {node['html'][:160]} – {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        ]

    def overflow(self) -> list[str]:
        """What makes the open page wider than the window, beginning with the outermost."""
        too_wide = self.page.evaluate(
            """() => {
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) return [];
                return [...document.body.querySelectorAll('*')]
                    .filter(element => element.getBoundingClientRect().right > width + 1)
                    .map(element => element.outerHTML.slice(0, 120)).slice(0, 5);
            }"""
        )
        return [f"wider than the window: {html}" for html in too_wide]

    def close(self) -> None:
        self._context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        # A page that says 404 is itself reported as a failed resource.
        if message.type in {"error", "warning"} and message.location.get("url") != self.page.url:
            self._problems.append(f"console: {message.text} {message.location.get('url')}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc not in {urlsplit(self.url).netloc, ""}:
            self._problems.append(f"asked another host: {request.url}")
