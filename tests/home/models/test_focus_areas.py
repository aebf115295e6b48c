"""The five focus areas: one topic each, words of their own, offers below."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from home.models import (
    AssociationSupportPage,
    CounsellingPage,
    FocusAreaPage,
    LanguageEducationPage,
    NetworkPage,
    SchoolToWorkPage,
)
from search import service
from search.engines.base import EngineUnavailable
from tests.factories import OfferFactory, term
from tests.factories.pages import add_page, home_page, translate
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db

TYPES = {
    LanguageEducationPage: "language-education",
    SchoolToWorkPage: "school-to-work",
    CounsellingPage: "counselling",
    AssociationSupportPage: "association-support",
    NetworkPage: "networks",
}


def area(model: type[FocusAreaPage] = LanguageEducationPage, **fields: object) -> FocusAreaPage:
    fields.setdefault("title", "Sprache")
    fields.setdefault("term", term(TYPES[model]))
    return add_page(model, **fields)


def html(client, page: FocusAreaPage) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_there_are_five():
    assert set(FocusAreaPage.__subclasses__()) == set(TYPES)


class TestTerm:
    def test_must_be_a_focus_area_and_not_one_of_its_topics(self):
        with pytest.raises(ValidationError, match="Handlungsfeld wählen"):
            area(term=term("german-courses"))

    def test_must_be_a_topic(self):
        with pytest.raises(ValidationError, match="Handlungsfeld wählen"):
            area(term=term("course", "kind"))

    def test_has_one_page_in_a_language_whatever_its_type(self):
        area(title="Sprache und Bildung")
        with pytest.raises(ValidationError, match="„Sprache und Bildung“"):
            area(NetworkPage, term=term("language-education"), title="Netz")

    def test_has_a_page_in_each_language(self):
        page = translate(area(), title="Language", slug="language")
        page.full_clean()
        assert page.term == term("language-education")

    def test_a_page_may_be_saved_again(self):
        area().save()


@pytest.mark.parametrize("model", TYPES)
class TestEveryFocusArea:
    def test_shows_the_offers_of_its_topics_below_its_words(self, client, build_index, model):
        page = area(model, introduction="Darum geht es.")
        root = term(TYPES[model])
        topic = root.children.order_by("sort_order").first()
        OfferFactory(title="Gehört dazu", topics=[topic.code])
        other = "counselling" if model is not CounsellingPage else "networks"
        OfferFactory(title="Gehört woandershin", topics=[other])
        build_index()
        text = html(client, page)
        assert text.index("Darum geht es.") < text.index("Gehört dazu")
        assert "Gehört woandershin" not in text

    def test_says_so_where_there_are_none(self, client, build_index, model):
        build_index()
        assert "zurzeit kein Angebot" in html(client, area(model))

    def test_exists_once_below_a_home_page(self, model):
        area(model)
        assert not model.can_create_at(home_page())
        assert model.can_create_at(home_page("en"))


def test_while_the_engine_is_away_the_page_says_so_and_shows_offers_all_the_same(client, monkeypatch):
    OfferFactory(title="Trotzdem da", topics=["german-courses"])

    def fail(*arguments: object) -> None:
        raise EngineUnavailable("away")

    monkeypatch.setattr(service, "ask", fail)
    text = html(client, area())
    assert "Die Suche läuft gerade eingeschränkt." in text
    assert "Trotzdem da" in text


def test_costs_at_most_12_queries_however_many_offers(client, build_index, assert_constant_queries):
    page = area()
    OfferFactory.create_batch(2, topics=["german-courses"])
    build_index()

    def grow() -> None:
        OfferFactory.create_batch(15, topics=["german-courses"])
        build_index()

    assert_constant_queries(lambda: html(client, page), grow, 12)


def test_language_and_education_leads_from_stages_and_levels_to_offers(client):
    stage = {
        "stage": "kita",
        "ages": "0 bis 6 Jahre",
        "text": "<p>Spielend.</p>",
        "topics": ["kita-language"],
    }
    level = {"level": "b1", "can_do": "Sie erzählen von Erlebtem.", "leads_to": "Niederlassungserlaubnis"}
    text = html(client, area(stages=[("stage", stage)], levels=[("level", level)]))
    assert "/de/angebote/?thema=kita-language" in text
    assert "/de/angebote/?niveau=b1" in text


def test_a_stage_without_topics_leads_nowhere(client):
    stage = {"stage": "adults", "ages": "", "text": "<p>Abends.</p>", "topics": []}
    text = html(client, area(stages=[("stage", stage)]))
    assert "Erwachsene" in text
    assert "Angebote: Erwachsene" not in text


def test_school_to_work_goes_by_age(client):
    def step(first: int, last: int | None, title: str) -> tuple[str, dict[str, object]]:
        words = {"title": title, "text": "<p>Text</p>", "helpers": "", "topics": []}
        return ("step", {"age_from": first, "age_to": last, **words})

    text = html(
        client, area(SchoolToWorkPage, steps=[step(14, 16, "Praktikum"), step(25, None, "Anerkennung")])
    )
    assert "14 bis 16 Jahre" in text
    assert "ab 25 Jahren" in text


def test_counselling_tells_its_hours_and_what_cannot_wait(client):
    hours = {
        "weekday": "TH",
        "opens": datetime.time(14),
        "closes": datetime.time(17, 30),
        "is_by_appointment": True,
        "note": "",
    }
    help_line = {"name": "Hilfetelefon", "phone": "116 016", "note": "Tag und Nacht"}
    page = area(
        CounsellingPage,
        opening_hours=[("hours", hours)],
        urgent_help=[("help", help_line)],
        confidentiality="<p>Wir schweigen.</p>",
        is_anonymous_possible=True,
    )
    text = html(client, page)
    assert "Donnerstag" in text
    assert "14:00–17:30 Uhr" in text
    assert 'href="tel:116016"' in text
    assert "auch ohne Ihren Namen" in text
    assert "Wir schweigen." in text


class TestFundingCalls:
    today = datetime.date(2026, 11, 24)

    def page(self, **deadlines: datetime.date | None) -> AssociationSupportPage:
        empty = {"funder": "Land", "amount": "", "eligible": "", "text": "", "url": ""}
        calls = [("call", {"title": title, "deadline_on": on, **empty}) for title, on in deadlines.items()]
        return area(AssociationSupportPage, funding_calls=calls)

    def test_come_by_deadline_and_those_without_one_last(self, clock):
        week = datetime.timedelta(days=7)
        page = self.page(Immer=None, Später=self.today + 2 * week, Bald=self.today + week)
        assert [call["title"] for call in page.open_calls()] == ["Bald", "Später", "Immer"]

    def test_are_open_on_the_last_day_and_past_the_day_after(self, clock):
        page = self.page(Heute=self.today)
        assert [call["title"] for call in page.open_calls()] == ["Heute"]
        clock.shift(datetime.timedelta(days=1))
        assert page.open_calls() == []
        assert [call["title"] for call in page.past_calls()] == ["Heute"]

    def test_that_are_past_are_shown_as_past(self, client, clock):
        text = html(client, self.page(Alt=datetime.date(2026, 1, 31)))
        assert "Zurzeit ist keine Frist offen." in text
        assert tied("Die Frist ist am 31.~Januar~2026 abgelaufen.") in text


def test_networks_name_groups_and_partners(client, clock):
    def group(title: str, day: int) -> tuple[str, dict[str, object]]:
        words = {"text": "<p>Worum es geht</p>", "rhythm": "", "contact": "", "email": "ag@example.org"}
        return ("group", {"title": title, "next_on": datetime.date(2026, 11, day), **words})

    partner = ("partner", {"name": "Kreissportbund", "task": "Sport", "url": "https://example.org/"})
    page = area(NetworkPage, working_groups=[group("AG Kita", 30), group("AG Beruf", 3)], partners=[partner])
    text = html(client, page)
    assert tied("nächstes Treffen am 30.~November~2026") in text
    assert tied("3.~November~2026") not in text.replace(tied("30.~November~2026"), "")
    assert "Kreissportbund" in text
