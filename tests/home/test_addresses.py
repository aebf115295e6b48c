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


class TestRichText:
    def show(self, client, html: str) -> str:
        page = add_page(ContentPage, title="Text", body=[("text", html)])
        return client.get(page.url).content.decode()

    def test_links_to_a_page_where_it_is(self, client):
        target = add_page(ContentPage, title="Ziel")
        text = self.show(client, f'<p><a linktype="page" id="{target.pk}">dorthin</a></p>')
        assert '<a href="/de/ziel/">dorthin</a>' in text

    def test_links_in_the_language_of_the_reader(self, client):
        target = add_page(ContentPage, title="Ziel")
        translate(target, title="Target", slug="target")
        html = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
        page = translate(
            add_page(ContentPage, title="Text"), title="Words", slug="words", body=[("text", html)]
        )
        assert '<a href="/en/target/">there</a>' in client.get(page.url).content.decode()

    @pytest.mark.parametrize("number", ["99999999", "9" * 30, "x", "", "-1", "1 OR 1=1", "²"])
    def test_a_link_to_nowhere_is_no_link_and_no_error(self, client, number: str):
        assert "<a>dorthin</a>" in self.show(client, f'<p><a linktype="page" id="{number}">dorthin</a></p>')

    def test_many_links_cost_nothing_the_second_time(self, client, assert_constant_queries):
        pages = [add_page(ContentPage, title=f"Ziel {number}") for number in range(3)]
        links = "".join(f'<a linktype="page" id="{page.pk}">dorthin</a>' for page in pages)
        plain = add_page(ContentPage, title="Ohne Links", body=[("text", "<p>Text</p>")])
        linked = add_page(ContentPage, title="Mit Links", body=[("text", f"<p>{links}</p>")])
        client.get(linked.url)
        addresses = iter([plain.url, plain.url, linked.url])
        assert_constant_queries(lambda: client.get(next(addresses)), lambda: None, 10)
