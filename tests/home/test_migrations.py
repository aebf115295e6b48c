"""A portal without content answers all the same."""

import importlib

import pytest
from django.apps import apps
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from tests.factories.pages import home_page

pytestmark = pytest.mark.django_db
bare_pages = importlib.import_module("home.migrations.0002_bare_pages")


def test_each_language_has_a_home_page_and_they_are_translations():
    assert set(Locale.objects.values_list("language_code", flat=True)) == {"de", "en"}
    assert home_page("de").get_translation(Locale.objects.get(language_code="en")) == home_page("en")


def test_wagtails_own_page_is_gone_and_the_site_leads_home():
    assert Site.objects.get(is_default_site=True).root_page.specific == home_page()
    assert not Page.objects.filter(title__startswith="Welcome to your new").exists()


def test_the_tree_is_sound():
    assert not any(Page.find_problems())


@pytest.mark.parametrize(("address", "title"), [("/de/", "Willkommen"), ("/en/", "Welcome")])
def test_the_bare_home_pages_answer(client, address: str, title: str):
    assert title in client.get(address).content.decode()


def test_running_again_changes_nothing():
    before = list(HomePage.objects.values_list("pk", flat=True))
    bare_pages.create_home_pages(apps, None)
    assert list(HomePage.objects.values_list("pk", flat=True)) == before


def test_a_site_that_was_taken_away_comes_back():
    Site.objects.all().delete()
    for page in HomePage.objects.all():
        page.delete()
    bare_pages.create_home_pages(apps, None)
    assert Site.objects.get().root_page.specific == home_page()
    assert not any(Page.find_problems())
