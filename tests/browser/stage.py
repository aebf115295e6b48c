"""A browser that is given pages by the test itself, and that notices whatever runs in them.

The pages come from Django's client, within the test's transaction, without their Content-Security-Policy:
that would hide what was not escaped.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, Request, Route
from playwright.sync_api import Error as PlaywrightError

HOST = "http://stage.test"
EDITOR = re.compile("/admin/snippets/offers/offer/edit/")  # has all kinds of fields there are
AT_ONCE = 12  # frames
OWN_STYLE = re.compile(r'<link [^>]*href="/static/[^"]*"[^>]*>')
OWN_SCRIPT = re.compile(r'<script [^>]*src="/(static|admin/jsi18n|admin/sprite)[^"]*"[^>]*></script>')

# What waits for a click or a move has not run yet, so it is looked for; `ran` is what payloads call.
WATCH = r"""
addEventListener("load", () => {
    const bad = /^(javascript|vbscript):|^data:text/i;
    const leads = new Set(["href", "src", "action", "formaction", "data", "xlink:href", "srcdoc"]);
    for (const element of document.querySelectorAll("*")) {
        for (const {name, value} of element.attributes) {
            let target = value;
            try { target = new URL(value, document.baseURI).href; } catch {}
            const isCode = /^on/i.test(name) && /\bran\(/.test(value);
            if (isCode || (leads.has(name.toLowerCase()) && bad.test(target)))
                ran(`waits: ${element.outerHTML.slice(0, 200)}`);
        }
    }
    if (/1337ssti|ssti[$#]?\{?1337/.test(document.documentElement.textContent)) ran("a template");
});
"""


@dataclass(frozen=True)
class Sight:
    """A page to look at: where it was found, and its HTML. `headers` are those of what may be no page."""

    path: str
    html: str
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})

    @classmethod
    def at(cls, client: Client, path: str) -> "Sight":
        """What stands there now; later it may be something else."""
        return cls.of(client.get(path, follow=True), path)

    @classmethod
    def of(cls, response: HttpResponse, path: str) -> "Sight":
        assert response.status_code in {200, 404, 422}, f"{response.status_code}: {path}"
        return cls(path, response.content.decode())


@dataclass
class Seen:
    """What was noticed: what ran or could, and pages on which nothing of a stranger stood."""

    ran: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    number: int = 0


class Stage:
    """`traces`: one of them stands on every page worth looking at. `scripts`: those that are no files."""

    def __init__(self, browser: Browser, traces: tuple[str, ...]) -> None:
        self.seen = Seen()
        self.scripts: dict[str, str] = {}
        self._traces = traces
        self._shown: dict[str, Sight] = {}
        self._context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
        self._context.expose_binding("ran", self._heard)
        self._context.add_init_script(WATCH)
        self._context.route("**/*", self._answer)
        self.page = self._context.new_page()
        self._context.on("page", lambda page: self.seen.ran.append(f"a window: {page.url}"))
        self.page.on("dialog", self._asked)
        self.page.set_default_timeout(30_000)

    def close(self) -> None:
        self._context.close()

    def show(self, sights: Iterable[Sight]) -> None:
        """Open them, some at once, and wait until all have loaded."""
        waiting = list(sights)
        self._note(waiting)
        while waiting:
            self._shown = {f"{HOST}/{place}{one.path}": one for place, one in enumerate(waiting[:AT_ONCE])}
            del waiting[:AT_ONCE]
            self.page.goto(HOST, wait_until="load")
            self.page.evaluate("new Promise(done => setTimeout(done, 0))")
            left = self._shown.keys() - {frame.url for frame in self.page.frames}
            self.seen.ran += [f"left its frame: {url}" for url in left]

    def open_file(self, file: Sight) -> None:
        """Ask for it as a person does, with its own headers; a browser may show it or keep it."""
        self._note([file])
        self._shown = {f"{HOST}{file.path}": file}
        with suppress(PlaywrightError):  # what is kept is not gone to
            self.page.goto(f"{HOST}{file.path}", wait_until="load")
            self.page.evaluate("new Promise(done => setTimeout(done, 0))")

    def _note(self, sights: list[Sight]) -> None:
        self.seen.silent += [one.path for one in sights if not any(it in one.html for it in self._traces)]
        self.seen.number += len(sights)

    def _heard(self, source: dict, what: object = "") -> None:
        self.seen.ran.append(f"{what} on {source['frame'].url}")

    def _asked(self, dialog) -> None:
        self.seen.ran.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _answer(self, route: Route, request: Request) -> None:
        """Scripts are those of the portal; what else a page asks for is not there."""
        address = urlsplit(request.url)
        if not request.url.startswith(f"{HOST}/"):
            self.seen.ran.append(f"asked for {request.url} on {request.frame.url}")
            route.abort()
        elif request.url == f"{HOST}/":
            frames = "".join(f'<iframe src="{url}" width=900 height=400></iframe>' for url in self._shown)
            route.fulfill(content_type="text/html", body=f"<!doctype html><title>x</title>{frames}")
        elif request.url in self._shown:
            sight = self._shown[request.url]
            route.fulfill(headers=dict(sight.headers), body=_lightened(sight))
        elif address.path in self.scripts:
            route.fulfill(content_type="text/javascript", body=self.scripts[address.path])
        elif address.path.startswith("/static/") and (found := finders.find(address.path[len("/static/") :])):
            route.fulfill(path=found)
        else:
            route.fulfill(status=404, body="")


def _lightened(sight: Sight) -> str:
    """Without our own style sheets and, save where they make the form, the scripts of the administration.

    They know nothing of strangers, and take more time than all the rest.
    """
    html = OWN_STYLE.sub("", sight.html)
    if not sight.path.startswith("/admin/") or EDITOR.match(sight.path):
        return html
    return OWN_SCRIPT.sub("", html)
