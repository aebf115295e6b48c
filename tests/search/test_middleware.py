"""A kept page is answered in front of the views, and all that stands around those still holds for it."""

from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client

from search.indexing import rebuild
from search.page_cache import kept_pages
from search.query import SearchQuery
from search.service import find
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db
DIRECTORY = "/de/angebote/"


@pytest.fixture(autouse=True)
def _offers():
    OfferFactory(title="Chor der Kulturen")
    rebuild()
    find(SearchQuery())  # the first search of a process reads the vocabulary anew
    kept_pages.clear()
    Client().get(DIRECTORY)


def test_no_view_is_asked_for_a_kept_page(client: Client) -> None:
    with mock.patch("search.views.draw_results", side_effect=AssertionError):
        response = client.get(DIRECTORY)
    assert response.wsgi_request.resolver_match is None
    assert "Chor der Kulturen" in response.content.decode()
    assert "Content-Security-Policy" in response.headers


def test_a_form_that_is_sent_there_is_for_the_view(client: Client) -> None:
    assert client.post(DIRECTORY).status_code == 405


def test_a_database_that_is_away_is_answered_for_by_the_view(client: Client) -> None:
    away = OperationalError("the database is away")
    with mock.patch("search.page_cache.are_all_current", side_effect=away):
        assert client.get(DIRECTORY).status_code == 200
