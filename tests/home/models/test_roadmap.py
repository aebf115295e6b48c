"""The way to the centre, told in milestones."""

import datetime

import pytest

from home.models import RoadmapPage
from tests.factories.pages import add_page, translate
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db


def milestone(title: str, state: str, **fields: object) -> tuple[str, dict[str, object]]:
    empty = {"on": None, "period": "", "text": "", "source_title": "", "source_url": ""}
    return ("milestone", {"title": title, "state": state, **empty, **fields})


@pytest.fixture
def page() -> RoadmapPage:
    return add_page(
        RoadmapPage,
        title="Der Weg",
        milestones=[
            milestone(
                "Antrag",
                "done",
                on=datetime.date(2013, 12, 5),
                source_title="Kreistag",
                source_url="https://example.org/antrag",
            ),
            milestone("Konzept", "current", period="Herbst 2026"),
            milestone("Beschluss", "open"),
        ],
    )


def test_counts_what_is_done_and_knows_what_is_being_done(page):
    assert page.done_count == 1
    assert page.current_step["title"] == "Konzept"


def test_where_nothing_is_being_done_the_next_step_is_named(page):
    page.milestones = [milestone("Antrag", "done"), milestone("Beschluss", "open")]
    assert page.current_step["title"] == "Beschluss"


def test_at_the_end_there_is_no_next_step(client, page):
    page.milestones = [milestone("Eröffnung", "done")]
    page.save_revision().publish()
    assert RoadmapPage.objects.get().current_step is None
    assert "1 von 1 Schritt erledigt" in client.get(page.url).content.decode()


def test_each_step_says_in_words_how_far_it_is(client, page):
    text = client.get(page.url).content.decode()
    assert tied("5.~Dezember~2013") in text
    assert "Herbst 2026" in text
    assert all(state in text for state in ("erledigt", "läuft", "steht noch aus"))
    assert text.count('aria-current="step"') == 1
    assert 'href="https://example.org/antrag"' in text


def test_a_page_without_steps_is_no_error(client):
    page = add_page(RoadmapPage, title="Leer")
    assert client.get(page.url).status_code == 200


def test_another_language_has_its_own_words(page):
    english = translate(page, title="The way", slug="way", milestones=[milestone("Motion", "done")])
    assert [step["title"] for step in english.steps] == ["Motion"]
    assert page.steps[0]["title"] == "Antrag"
