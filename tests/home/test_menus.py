"""Menus, language links and facts of the centre that frame every page."""

import datetime

import pytest
from django.db import DatabaseError
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override
from wagtail.models import Page, Site

from home import menus
from home.enums import CentreState
from home.models import CentreSettings, ContentPage, ImprintPage
from tests.factories.pages import add_page, centre, translate

pytestmark = pytest.mark.django_db


def frame(path: str = "/de/", page: Page | None = None) -> dict[str, object]:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path.split("?")[0])
    if page:
        request.current_page = page
    return menus.page_frame(request)


def titles(items: tuple[menus.MenuItem, ...]) -> list[str]:
    return [item.title for item in items]


class TestMainMenu:
    def test_holds_pages_below_home_that_an_editor_put_there(self):
        add_page(ContentPage, title="Beratung", show_in_menus=True)
        add_page(ContentPage, title="Versteckt")
        assert frame()["main_menu"] == (menus.MenuItem("Beratung", "/de/beratung/"),)

    def test_takes_the_short_name_where_there_is_one(self):
        add_page(ContentPage, title="Übergang von der Schule", menu_title="Schule", show_in_menus=True)
        assert titles(frame()["main_menu"]) == ["Schule"]

    def test_leaves_out_what_is_not_published(self):
        add_page(ContentPage, title="Beratung", show_in_menus=True).unpublish()
        assert frame()["main_menu"] == ()

    def test_marks_the_section_the_reader_is_in(self):
        section = add_page(ContentPage, title="Beratung", show_in_menus=True)
        add_page(ContentPage, section, title="Recht")
        add_page(ContentPage, title="Beratungsnetz", show_in_menus=True)
        marks = [item.is_current for item in frame("/de/beratung/recht/")["main_menu"]]
        assert marks == [True, False]

    def test_is_that_of_the_language(self):
        page = add_page(ContentPage, title="Beratung", show_in_menus=True)
        translate(page, title="Advice", slug="advice")
        with override("en"):
            assert frame("/en/")["main_menu"] == (menus.MenuItem("Advice", "/en/advice/"),)


class TestFooter:
    def test_holds_pages_and_links_of_the_settings(self):
        add_page(ImprintPage, title="Impressum", is_in_footer=True)
        links = [
            ("link", {"label": "Kreis", "url": "https://example.org/", "language": ""}),
            ("link", {"label": "County", "url": "https://example.org/en", "language": "en"}),
        ]
        centre(footer_links=links)
        assert titles(frame()["footer_menu"]) == ["Impressum", "Kreis"]

    def test_a_link_of_one_language_stands_in_that_language(self):
        centre(footer_links=[("link", {"label": "County", "url": "https://example.org/", "language": "en"})])
        with override("en"):
            assert titles(frame("/en/")["footer_menu"]) == ["County"]


class TestCentre:
    def test_is_planned_until_somebody_says_otherwise(self):
        assert frame()["centre_is_open"] is False
        centre(state=CentreState.OPEN)
        assert frame()["centre_is_open"] is True

    def test_can_be_reached_as_the_settings_say(self):
        hours = {
            "weekday": "MO",
            "opens": datetime.time(8),
            "closes": datetime.time(12),
            "is_by_appointment": False,
            "note": "",
        }
        centre(postcode="53721", city="Siegburg", phone="02241 13-0", opening_hours=[("hours", hours)])
        contact = frame()["site_contact"]
        assert contact.city == "53721 Siegburg"
        assert contact.card.phone_href == "tel:02241130"
        assert contact.hours[0].weekday == "Montag"

    def test_reading_writes_no_settings(self):
        frame()
        assert not CentreSettings.objects.exists()


class TestLanguageLinks:
    def links(self, *arguments: object) -> dict[str, str]:
        return {link.code: link.url for link in frame(*arguments)["language_links"]}

    def test_lead_to_the_translation_of_a_page(self):
        page = add_page(ContentPage, title="Beratung")
        translate(page, title="Advice", slug="advice")
        assert self.links("/de/beratung/", page) == {"de": "/de/beratung/", "en": "/en/advice/"}

    def test_lead_home_where_a_page_is_not_translated(self):
        page = add_page(ContentPage, title="Beratung")
        assert self.links("/de/beratung/", page)["en"] == "/en/"

    def test_keep_a_search_as_it_is(self):
        assert self.links("/de/angebote/?q=kurs&thema=counselling")["en"] == (
            "/en/angebote/?q=kurs&thema=counselling"
        )

    def test_lead_home_from_a_page_that_does_not_exist(self):
        assert self.links("/de/gibt-es-nicht/")["en"] == "/en/"

    def test_say_which_language_this_is(self):
        current = [link.code for link in frame()["language_links"] if link.is_current]
        assert current == ["de"]


class TestCache:
    def test_a_second_look_asks_the_database_nothing(self, django_assert_num_queries):
        page = add_page(ContentPage, title="Beratung", show_in_menus=True)
        frame("/de/beratung/", page)
        with django_assert_num_queries(0):
            frame("/de/beratung/", page)

    def test_forgets_when_a_page_is_published_or_moved(self):
        assert frame()["main_menu"] == ()
        page = add_page(ContentPage, title="Beratung", show_in_menus=True)
        assert titles(frame()["main_menu"]) == ["Beratung"]
        page.move(add_page(ContentPage, title="Mehr"), pos="last-child")
        assert frame()["main_menu"] == ()

    def test_forgets_a_deleted_page(self):
        page = add_page(ContentPage, title="Beratung", show_in_menus=True)
        frame()
        page.delete()
        assert frame()["main_menu"] == ()

    def test_forgets_when_the_site_is_renamed(self):
        frame()
        site = Site.objects.get()
        site.site_name = "Neuer Name"
        site.save()
        assert frame()["site_name"] == "Neuer Name"


class TestWithoutData:
    def test_a_portal_without_a_site_has_an_empty_frame(self):
        Site.objects.all().delete()
        assert frame()["main_menu"] == ()

    def test_a_page_that_says_the_database_is_away_has_a_frame(self, monkeypatch):
        def fail(language: str) -> menus.Frame:
            raise DatabaseError

        monkeypatch.setattr(menus, "_read_frame", fail)
        assert frame()["footer_menu"] == ()
