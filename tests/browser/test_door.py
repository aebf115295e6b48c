"""A volunteer enters an offer on a telephone in the evening: few taps, nothing in the way, then the desk."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from offers.guards.form_time import LEAST_SECONDS
from tests.browser.server import EDITOR
from tests.browser.visits import Visitor

MOST_INTERACTIONS = 45


@dataclass
class Hand:
    """Counts what a person does: a tap, a field filled in, a choice."""

    page: Page
    look: Callable[[], None]
    count: int = 0
    seen: list[str] = field(default_factory=list)

    def tap(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=False).first.click()
        self.count += 1
        self._look_round()

    def type(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)
        self.count += 1

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)
        self.count += 1

    def tick(self, label: str, among: str = "") -> None:
        if among:  # folded away
            self.page.locator("summary", has_text=among).first.click()
            self.count += 1
        self.page.get_by_label(label, exact=True).first.check()
        self.count += 1

    def _look_round(self) -> None:
        path = urlsplit(self.page.url).path
        if path not in self.seen:
            self.seen.append(path)
            self.look()


def look_beside(hand: Hand) -> None:
    """The pages that the shortest way leaves out, and back."""
    for name in ("sprachen/", "sprachen/ar/", "vorschau/", "pruefen/"):
        hand.page.goto(f"/de/mitmachen/{name}")
        hand.look()


def mailed_link(page: Page) -> str:
    page.goto("/postfach/")
    page.locator("main .link-list a").first.click()
    address = re.search(r"https://localhost(/\S+)", page.locator(".panel").first.inner_text())
    return address[1]


def test_from_the_foot_of_the_home_page_to_the_directory(visitor):
    someone: Visitor = visitor(360)
    page = someone.page
    barriers: list[str] = []
    hand = Hand(page, lambda: barriers.extend([*someone.barriers(), *someone.overflow()]))

    page.goto("/de/")
    hand.tap("Angebot eintragen", "link")
    hand.tap("Los geht’s", "link")
    hand.type("Name Ihrer Organisation", "Nähstube an der Agger")
    hand.choose("Wo sind Sie zu Hause?", "Lohmar")
    hand.type("Ihr Name", "Amira Beispiel")
    hand.type("Ihre E-Mail-Adresse", "amira@example.org")
    page.wait_for_timeout(1000 * LEAST_SECONDS + 100)
    hand.tap("Speichern und weiter")
    hand.type("Wie heißt das Angebot?", "Nähen an der Agger")
    hand.choose("Was ist es?", "Treffpunkt")
    hand.tick("Deutsch üben", among="Sprache und Bildung")
    hand.type("In einem Satz", "Wir nähen zusammen und sprechen Deutsch.")
    hand.type("Was passiert dort?", "Kommen Sie einfach vorbei.\n\n- Maschinen sind da\n- Tee auch")
    hand.tap("Speichern und weiter")
    hand.tick("Menschen aus dem ganzen Kreis")
    hand.tap("Speichern und weiter")
    hand.type("Name des Ortes", "Villa Friedlinde")
    hand.type("Straße und Hausnummer", "Bachstraße 12")
    hand.type("Postleitzahl", "53797")
    hand.tap("Speichern und weiter")
    hand.tick("Dienstag")
    hand.type("Von", "17:00")
    hand.type("Bis", "19:00")
    hand.tap("Speichern und weiter")
    hand.type("Telefon", "02246 1234")
    hand.tap("Speichern und weiter")
    hand.tap("Speichern und weiter")  # no picture
    page.reload()
    assert "Nähen an der Agger" in page.locator("main").inner_text()
    look_beside(hand)
    page.get_by_label("Ich darf für diese Organisation sprechen").check()
    hand.count += 1
    hand.tap("Angebot abschicken")
    page.goto(mailed_link(page))
    hand.count += 1
    hand.tap("Ja, das Angebot ist von mir")

    assert "Ihr Angebot ist bei uns" in page.locator("h1").inner_text()
    assert not barriers
    assert hand.count <= MOST_INTERACTIONS
    decide(visitor(1280).page)
    page.goto("/de/angebote/?q=Nähen+Agger")
    assert "Nähen an der Agger" in page.locator("main").inner_text()


def decide(page: Page) -> None:
    """A moderator of the county says yes."""
    page.goto("/admin/vorschlaege/")
    if "/anmelden/" in page.url:
        page.fill("input[name=login]", EDITOR[0])
        page.fill("input[name=password]", EDITOR[1])
        page.get_by_role("button", name="Anmelden", exact=True).click()
        page.wait_for_url("**/admin/vorschlaege/")
    page.get_by_role("link", name="Nähen an der Agger").click()
    page.get_by_role("button", name="Annehmen").click()
    page.wait_for_url("**/admin/vorschlaege/")


def begin(someone: Visitor) -> Page:
    """At the first step, with no draft of somebody else."""
    someone.page.context.clear_cookies()
    return someone.go("/de/mitmachen/wer/").page


def test_the_organisation_is_found_while_its_name_is_typed(visitor):
    someone: Visitor = visitor(360)
    page = begin(someone)
    name = page.get_by_label("Name Ihrer Organisation")
    name.click()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Ihr Name").fill("Amira Beispiel")
    name.click()
    page.keyboard.type("vol")
    expect(page.get_by_role("listbox")).to_be_visible()
    assert not someone.barriers()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".suggestion[aria-selected=true]").get_attribute("data-value")
    page.keyboard.press("Enter")
    expect(name).to_have_value(chosen)
    assert urlsplit(page.url).path == "/de/mitmachen/wer/"
    assert [urlsplit(url).query for url in asked if "organisationen" in url] == ["provider_name=vol"]


def test_hints_come_while_somebody_writes_and_stop_nobody(visitor):
    someone: Visitor = visitor(360)
    page = begin(someone)
    page.get_by_label("Name Ihrer Organisation").fill("Nähstube am Deich")
    page.get_by_label("Wo sind Sie zu Hause?").select_option(label="Lohmar")
    page.get_by_label("Ihr Name").fill("Amira Beispiel")
    page.get_by_label("Ihre E-Mail-Adresse").fill("amira@example.org")
    page.wait_for_timeout(1000 * LEAST_SECONDS + 100)
    page.get_by_role("button", name="Speichern und weiter").click()
    page.get_by_label("Wie heißt das Angebot?").press_sequentially("Kurs der AWO")
    hint = page.locator("#id_title + .field-hints")
    expect(hint).to_contain_text("Nicht alle kennen „AWO“")
    assert hint.get_attribute("aria-live") == "polite"
    assert not someone.barriers()
    page.get_by_label("Wie heißt das Angebot?").fill("Nähen bei der AWO (Arbeiterwohlfahrt)")
    expect(hint).to_be_empty()
