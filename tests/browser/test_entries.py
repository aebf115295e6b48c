"""An organisation changes an offer on a telephone, from the mailed link to the change that waits."""

from tests.browser.server import Server
from tests.browser.test_door import Hand, mailed_link
from tests.browser.visits import Visitor

MEMBER = """
from offers.models import Offer, ProviderMember
offer = Offer.objects.current().filter(provider__live=True).order_by("pk")[0]
ProviderMember.objects.get_or_create(
    provider=offer.provider, email="naehstube@example.org", defaults={"name": "Amira"}
)
"""
MOST_INTERACTIONS = 15


def test_from_the_foot_of_the_page_to_a_change_that_waits(visitor, server: Server):
    server.manage("shell", "-c", MEMBER)
    someone: Visitor = visitor(360)
    page = someone.page
    barriers: list[str] = []
    hand = Hand(page, lambda: barriers.extend([*someone.barriers(), *someone.overflow()]))

    page.goto("/de/")
    hand.tap("Meine Einträge", "link")
    hand.type("Ihre E-Mail-Adresse", "naehstube@example.org")
    hand.tap("Link schicken")
    page.goto(mailed_link(page))
    hand.count += 1
    hand.tap("Einträge öffnen")
    first = page.locator(".entry").first
    title = first.locator("h2").inner_text()
    first.get_by_role("button", name="ausgebucht").click()
    hand.count += 1
    assert "ausgebucht" in page.locator(".notice").first.inner_text()
    hand.tap("Rückgängig machen")
    first.get_by_role("button", name="Ändern").click()
    hand.count += 1
    barriers += [*someone.barriers(), *someone.overflow()]
    page.locator(".answers__change a").first.click()
    hand.type("In einem Satz", "Jetzt auch mit Kinderbetreuung.")
    hand.tap("Speichern und zur Übersicht")
    page.get_by_label("Ich darf für diese Organisation sprechen").check()
    hand.tap("Änderung abschicken")
    hand.count += 2

    assert "Ihre Änderung ist bei uns" in page.locator("h1").inner_text()
    hand.tap("Zu meinen Einträgen", "link")
    assert "Eine Änderung wird geprüft" in page.locator(".entry", has_text=title).first.inner_text()
    for path in ("kollegen/", "loeschen/"):
        page.goto(f"/de/mitmachen/eintraege/{path}")
        barriers += [*someone.barriers(), *someone.overflow()]
    page.goto("/de/mitmachen/eintraege/liste/")
    hand.tap("Abmelden")
    assert not barriers
    assert hand.count <= MOST_INTERACTIONS
