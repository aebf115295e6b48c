"""A page that is filled into markup drawn for another one is the page that its template draws."""

import re
from urllib.parse import urlencode

import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.models import ContentPage
from search import views
from search.drawing import TEMPLATE, draw_page, values_of
from tests.factories.offers import LocationFactory, OfferFactory
from tests.factories.pages import add_page
from tests.factories.reference import municipality

PARAMETERS = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(["chor", "tanz & <b>", "chor siegburg", "shor", "xyzzy"]),
        "ort": st.lists(st.sampled_from(["05382060", "05382056"]), max_size=2),
        "kosten": st.sampled_from(["free", "paid"]),
        "von": st.sampled_from(["53721", "Hennef", "<nowhere>"]),
        "umkreis": st.sampled_from(["5", "20"]),
        "sortierung": st.sampled_from(["title", "newest"]),
        "seite": st.sampled_from(["1", "2", "3"]),
        "anbieter": st.just("1"),
        "woertlich": st.just("ort"),
    },
)


@pytest.fixture
def many_choirs(build_index) -> None:
    siegburg = LocationFactory(municipality=municipality("Siegburg"))
    OfferFactory.create_batch(50, title="Chor", topics=["german-practice"], locations=[siegburg])
    build_index()


def without_indentation(markup: str) -> str:
    return re.sub(r"\s*\n\s*", "\n", markup)


@pytest.mark.usefixtures("many_choirs")
@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(parameters=PARAMETERS, language=st.sampled_from(["de", "en"]))
def test_a_page_is_what_its_template_draws(parameters: dict[str, object], language: str) -> None:
    drawn: list[tuple[str, str]] = []

    def both(page, request):
        values = values_of(page, request)
        drawn.append((draw_page(page, request).decode(), render_to_string(TEMPLATE, values, request)))
        return drawn[-1][0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "draw_page", both)
        Client().get(f"/{language}/angebote/?{urlencode(parameters, doseq=True)}&eins={len(drawn)}")

    for filled, direct in drawn:
        assert without_indentation(filled) == without_indentation(direct)


@pytest.mark.django_db
def test_a_page_has_the_menu_there_is_now(client: Client, build_index) -> None:
    build_index()
    before = client.get("/de/angebote/").content.decode()
    add_page(ContentPage, title="Ganz neu im Menü", show_in_menus=True)

    assert "Ganz neu im Menü" not in before
    assert "Ganz neu im Menü" in client.get("/de/angebote/").content.decode()


def test_one_and_many_are_told_apart(client: Client, build_index) -> None:
    """Both pages have the same shape, but not the same plural."""
    OfferFactory(title="Tanz")
    OfferFactory.create_batch(2, title="Chor")
    build_index()

    assert ">2 Angebote</h2>" in client.get("/de/angebote/?q=chor").content.decode()
    assert ">1 Angebot</h2>" in client.get("/de/angebote/?q=tanz").content.decode()
