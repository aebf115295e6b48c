"""Pages of the directory that are shown again without being drawn again."""

import gzip

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client

from home.models import ContentPage
from offers.models import Term, TermLabel
from search import page_cache, views
from search.indexing import rebuild
from search.page_cache import kept_pages
from search.query import SearchQuery
from search.service import find
from tests.factories import OfferFactory
from tests.factories.pages import add_page

pytestmark = pytest.mark.django_db

DIRECTORY = "/de/angebote/"


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of pages that had to be drawn."""
    kept_pages.clear()
    addresses: list[str] = []
    draw = views.draw_results

    def noting(request):
        addresses.append(request.get_full_path())
        return draw(request)

    monkeypatch.setattr(views, "draw_results", noting)
    return addresses


@pytest.fixture(autouse=True)
def choir():
    choir = OfferFactory(title="Chor der Kulturen")
    rebuild()
    find(SearchQuery())  # the first search of a process reads the vocabulary anew
    with time_machine.travel("2026-11-25 10:00:05+00:00", tick=False):
        yield choir


def page(address: str = DIRECTORY, client: Client | None = None, **headers: str):
    response = (client or Client()).get(address, headers=headers)
    assert response.status_code == 200
    return response


def test_the_same_page_is_drawn_once(drawn) -> None:
    assert page().content == page().content
    assert drawn == [DIRECTORY]


def test_another_search_is_another_page(drawn) -> None:
    for address in (DIRECTORY, f"{DIRECTORY}?q=chor", "/en/angebote/", DIRECTORY):
        page(address)

    assert drawn == [DIRECTORY, f"{DIRECTORY}?q=chor", "/en/angebote/"]


def test_it_has_the_headers_of_a_drawn_one() -> None:
    first, second = page(), page()

    assert dict(first.headers) == dict(second.headers)


def test_it_is_sent_as_small_as_a_drawn_one(drawn) -> None:
    kept = page(**{"accept-encoding": "gzip, deflate"}), page(**{"accept-encoding": "gzip"})

    assert {response["Content-Encoding"] for response in kept} == {"gzip"}
    assert "Accept-Encoding" in kept[1]["Vary"]
    assert gzip.decompress(kept[1].content) == page().content
    assert len(drawn) == 1


def test_what_was_unpublished_is_gone_at_once_though_the_index_lags(drawn, choir, monkeypatch) -> None:
    page()
    monkeypatch.setattr("search.indexing.drain_quietly", lambda *args: None)
    choir.unpublish()

    assert "Chor der Kulturen" not in page().content.decode()


def test_what_was_published_is_there_at_once(drawn, django_capture_on_commit_callbacks) -> None:
    page()
    with django_capture_on_commit_callbacks(execute=True):
        OfferFactory(title="Nähcafé").save_revision().publish()

    assert "Nähcafé" in page().content.decode()


def test_a_new_label_is_there_at_once(django_capture_on_commit_callbacks, choir) -> None:
    page()
    with django_capture_on_commit_callbacks(execute=True):
        label = TermLabel.objects.get(term=choir.kind, language="de")
        label.label = "Singkreis"
        label.save()
        Term.objects.get(pk=choir.kind_id).save()

    assert "Singkreis" in page().content.decode()


def test_a_new_menu_is_there_at_once() -> None:
    page()
    add_page(ContentPage, title="Neue Seite", show_in_menus=True)

    assert "Neue Seite" in page().content.decode()


def test_after_a_minute_it_is_drawn_anew(drawn) -> None:
    page()
    with time_machine.travel("2026-11-25 10:01:00+00:00", tick=False):
        page()

    assert len(drawn) == 2


def test_who_is_signed_in_gets_a_page_of_their_own(drawn) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_user("ada"))
    page(client=client)
    page()
    page(client=client)

    assert len(drawn) == 3


def test_while_templates_are_written_nothing_is_kept(drawn, settings) -> None:
    settings.DEBUG = True
    page()
    page()

    assert len(drawn) == 2


def test_a_degraded_page_is_not_kept(drawn, settings, tmp_path) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "nothing"
    page()
    page()

    assert len(drawn) == 2


def test_only_so_much_is_kept_and_what_nobody_asks_for_leaves_first(drawn, monkeypatch) -> None:
    size = len(page().content)
    monkeypatch.setattr(page_cache, "KEPT_BYTES", int(size * 2.5))
    for query in ("?q=a", "", "?q=b", ""):
        page(DIRECTORY + query)

    assert drawn == [DIRECTORY, f"{DIRECTORY}?q=a", f"{DIRECTORY}?q=b"]
