import pytest
from django.utils.translation import override

from home.addresses import address_of, addresses_of
from home.models import ContentPage
from tests.factories.pages import add_page, translate

pytestmark = pytest.mark.django_db


def test_a_page_is_where_the_reader_can_read_it():
    page = add_page(ContentPage, title="Beratung")
    translate(page, title="Advice", slug="advice")
    assert address_of(page) == "/de/beratung/"
    with override("en"):
        assert address_of(page) == "/en/advice/"


def test_without_a_translation_it_is_the_german_one():
    page = add_page(ContentPage, title="Beratung")
    with override("en"):
        assert address_of(page) == "/de/beratung/"


def test_a_page_that_is_not_published_is_nowhere():
    page = add_page(ContentPage, title="Beratung")
    page.unpublish()
    assert address_of(page) == ""


def test_looking_again_asks_nothing(django_assert_num_queries):
    page = add_page(ContentPage, title="Beratung")
    addresses_of(page)
    with django_assert_num_queries(0):
        addresses_of(page)


def test_a_page_that_moves_is_found_at_once():
    page = add_page(ContentPage, title="Beratung")
    addresses_of(page)
    page.slug = "rat"
    page.save_revision().publish()
    assert address_of(page) == "/de/rat/"


def test_changes_of_pages_above_are_seen_too():
    above = add_page(ContentPage, title="Hilfe")
    page = add_page(ContentPage, above, title="Beratung")
    assert address_of(page) == "/de/hilfe/beratung/"
    above.refresh_from_db()
    above.slug = "rat"
    above.save_revision().publish()
    assert address_of(page) == "/de/rat/beratung/"
