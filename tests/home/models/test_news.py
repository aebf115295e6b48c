"""News, the newest first, ten on a page."""

import pytest

from home.models import ContentPage, NewsIndexPage, NewsPage
from tests.factories.pages import add_news, add_page
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db


@pytest.fixture
def index() -> NewsIndexPage:
    return add_page(NewsIndexPage, title="Aktuelles")


def titles(client, index: NewsIndexPage, query: str = "") -> list[str]:
    response = client.get(index.url + query)
    assert response.status_code == 200
    return [page.title for page in response.context["news"]]


def test_the_newest_comes_first(client, index):
    add_news(index, 3)
    assert titles(client, index) == ["Meldung 0", "Meldung 1", "Meldung 2"]


def test_older_ones_are_on_the_next_page(client, index):
    add_news(index, 12)
    assert len(titles(client, index)) == 10
    assert titles(client, index, "?seite=2") == ["Meldung 10", "Meldung 11"]
    assert 'href="?seite=2"' in client.get(index.url).content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x", "", "%00", "2.5"])
def test_any_page_number_leads_somewhere(client, index, number: str):
    add_news(index, 1)
    assert titles(client, index, f"?seite={number}") == ["Meldung 0"]


def test_what_is_not_published_is_not_news(client, index):
    add_news(index, 1)[0].unpublish()
    assert titles(client, index) == []
    assert "Noch gibt es keine Meldungen." in client.get(index.url).content.decode()


def test_a_piece_of_news_says_when_it_is_from(client, index):
    (news,) = add_news(index, 1)
    assert tied("20.~November~2026") in client.get(news.url).content.decode()


def test_news_stands_below_its_index_only(index):
    assert NewsPage.can_create_at(index)
    assert not NewsPage.can_create_at(add_page(ContentPage))


def test_more_news_cost_no_more_queries(client, index, assert_constant_queries):
    add_news(index, 2)

    def grow() -> None:
        add_news(index, 8)
        titles(client, index)  # the menus are read anew once

    assert_constant_queries(lambda: titles(client, index), grow, 12)
