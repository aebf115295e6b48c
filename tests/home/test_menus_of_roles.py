"""What people find in the admin after signing in: only what they may use."""

import json

import pytest
from bs4 import BeautifulSoup

from home.models import MunicipalityPage
from tests.factories import member_of, municipality
from tests.factories.pages import add_page

pytestmark = pytest.mark.django_db

ROLES = ["Lesen", "Übersetzung", "Moderation Kreis", "Redaktion Kreis", "Redaktion Siegburg"]


@pytest.fixture(autouse=True)
def page_of_siegburg() -> None:
    add_page(MunicipalityPage, municipality=municipality("Siegburg"))


def menu_of(client, role: str) -> dict[str, str]:
    """The entries of the menu, those of the menus below it too: their addresses by their words."""
    client.force_login(member_of(role))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    props = json.loads(page.select_one("#wagtail-sidebar-props").string)
    return dict(_entries(props))


def _entries(part):
    if isinstance(part, dict):
        if part.get("url") and part.get("label"):
            yield part["label"], part["url"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _entries(inner)


def is_open(client, url: str) -> bool:
    """Whoever may not go there is led back to the dashboard."""
    response = client.get(url, follow=True)
    return response.status_code == 200 and ("/admin/", 302) not in response.redirect_chain


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_leads_somewhere(client, role: str):
    closed = {
        words: url
        for words, url in menu_of(client, role).items()
        if url.startswith("/admin/") and "logout" not in url and not is_open(client, url)
    }
    assert not closed


@pytest.mark.parametrize("role", ROLES)
def test_every_way_on_the_dashboard_leads_somewhere(client, role: str):
    client.force_login(member_of(role))
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    ways = [link["href"] for link in page.select("main a[href^='/admin/']")]
    assert ways or role == "Moderation Kreis"
    assert not [url for url in ways if not is_open(client, url)]


def test_a_municipality_editor_finds_records_her_page_and_files(client):
    menu = menu_of(client, "Redaktion Siegburg")
    assert {"Angebote", "Anbieter", "Orte", "Bilder", "Dokumente"} <= menu.keys()
    assert not {"Begriffe", "Vokabulare", "Synonyme", "Importe", "Benutzer", "Was gesucht wird"} & menu.keys()


def test_a_municipality_editor_goes_straight_to_her_page(client):
    client.force_login(member_of("Redaktion Siegburg"))
    page = MunicipalityPage.objects.get(municipality=municipality("Siegburg"))
    assert f'href="/admin/pages/{page.pk}/edit/"' in client.get("/admin/").content.decode()


def test_a_reader_finds_lists_and_reports(client):
    menu = menu_of(client, "Lesen")
    assert {"Angebote", "Begriffe", "Was gesucht wird"} <= menu.keys()
    assert not {"Bilder", "Dokumente", "Seiten", "Importe", "Meldungen von Barrieren"} & menu.keys()


@pytest.mark.parametrize("role", ROLES)
def test_nobody_of_them_manages_people(client, role: str):
    closed = ("users", "groups", "sites", "redirects", "workflows", "collections", "locales", "settings")
    addresses = menu_of(client, role).values()
    assert not [url for url in addresses if url.startswith(tuple(f"/admin/{name}/" for name in closed))]
