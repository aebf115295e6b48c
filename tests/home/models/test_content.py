"""Pages of words, and what all pages have in common."""

import pytest
from django.utils.translation import override

from home.models import ContentPage
from tests.factories.pages import add_page, home_page, translate

pytestmark = pytest.mark.django_db


def html(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_leads_to_those_below_it(client):
    page = add_page(ContentPage, title="Ankommen")
    add_page(ContentPage, page, title="Anmelden", introduction="Beim Amt.")
    add_page(ContentPage, page, title="Entwurf").unpublish()
    text = html(client, page)
    assert 'href="/de/ankommen/anmelden/"' in text
    assert "Beim Amt." in text
    assert "Entwurf" not in text


class TestBreadcrumbs:
    def test_lead_from_home_to_the_page_above(self):
        page = add_page(ContentPage, add_page(ContentPage, title="Ankommen"), title="Anmelden")
        crumbs = [(crumb.title, crumb.url) for crumb in page.breadcrumbs()]
        assert crumbs == [("Startseite", "/de/"), ("Ankommen", "/de/ankommen/")]

    def test_there_are_none_at_home_or_before_a_page_has_a_place(self):
        assert home_page().breadcrumbs() == ()
        assert ContentPage(title="Neu").breadcrumbs() == ()


class TestDescription:
    def test_is_the_introduction(self, client):
        text = html(client, add_page(ContentPage, introduction="Kurz & gut."))
        assert '<meta name="description" content="Kurz &amp; gut.">' in text

    def test_unless_an_editor_wrote_another_for_search_engines(self):
        page = ContentPage(introduction="Kurz", search_description="Für die Suche")
        assert page.description == "Für die Suche"


def test_a_page_speaks_its_language_and_leads_to_the_other(client):
    page = add_page(ContentPage, title="Ankommen")
    english = translate(page, title="Arriving", slug="arriving")
    with override("en"):
        text = html(client, english)
    assert '<html lang="en"' in text
    assert 'href="/de/ankommen/"' in text


@pytest.mark.parametrize("mode", ["", "new"])
def test_the_preview_shows_the_draft_with_its_frame(mode: str, rf):
    page = add_page(ContentPage, title="Ankommen")
    page.title = "Neuer Titel"
    if mode == "new":
        page = ContentPage(title="Neuer Titel", slug="neu", locale=home_page().locale)
    response = page.make_preview_request()
    response.render()
    assert "Neuer Titel" in response.content.decode()
