"""The parts of an offer's page: every state is said in words, and what is not known is not shown."""

import datetime
from dataclasses import fields, replace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from offers.detail.values import CostDetail, Link, OccurrenceDetail, OfferDetail, ScheduleLine

TODAY = datetime.date(2026, 11, 22)
FACTS = ("facts_what", "facts_where", "facts_when", "facts_who", "facts_terms")


def bare_offer() -> OfferDetail:
    """An offer of which nothing is known but what must be: its title, kind and provider."""
    empty = {field.name: empty_value(str(field.type)) for field in fields(OfferDetail)}
    return OfferDetail(**empty | {"title": "Café", "kind_label": "Treffpunkt", "provider_name": "Verein"})


def empty_value(annotation: str) -> object:
    """The value for "not known" of a field, told by how it is annotated."""
    if "None" in annotation:
        return None
    if "tuple" in annotation:
        return ()
    return False if "bool" in annotation else ""


def part(name: str, detail: OfferDetail) -> str:
    with translation.override("de"):
        html = render_to_string(name, {"detail": detail})
    return " ".join(html.split())


def facts(detail: OfferDetail) -> str:
    return " ".join(part(f"offers/{name}.html", detail) for name in FACTS)


class TestNotices:
    def said(self, **state: object) -> str:
        return part("components/offer_notices.html", replace(bare_offer(), **state))

    def test_nothing_is_said_where_all_is_well(self):
        assert self.said() == ""

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ({"is_example": True}, "Beispiel-Eintrag"),
            ({"is_ended": True}, "Dieses Angebot ist beendet."),
            ({"is_closed": True}, "weiß der Anbieter"),
            ({"is_closed": True, "closed_until": TODAY}, "bis einschließlich 22. November 2026"),
            ({"places_state": "full"}, "Ausgebucht"),
            ({"is_stale": True}, "Noch nicht bestätigt"),
            ({"is_stale": True, "verified_on": TODAY}, "Seit 22. November 2026 nicht bestätigt"),
            ({"is_fallback": True}, "noch nicht in Ihrer Sprache"),
            ({"is_machine_translated": True}, "Diesen Text hat ein Computer übersetzt."),
        ],
    )
    def test_every_state_is_said(self, state: dict[str, object], words: str):
        assert words in self.said(**state)

    def test_the_gravest_state_is_said_alone(self):
        html = self.said(is_ended=True, is_closed=True, places_state="full", is_stale=True)
        assert html.count('class="notice ') == 1
        assert "beendet" in html


class TestFacts:
    def test_what_is_not_known_is_not_shown(self):
        html = facts(bare_offer())
        assert html.count("<dt>") == 2  # what it is and how to register
        assert "Treffpunkt" in html

    def test_what_is_known_is_shown(self):
        detail = replace(
            bare_offer(),
            level_label="A1 – B1",
            is_online=True,
            schedule_lines=(ScheduleLine("dienstags, 9–12 Uhr", "außer in den Ferien"),),
            break_lines=("vom 1. bis 3. Januar",),
            valid_to=TODAY,
            is_women_only=True,
            has_childcare=True,
            languages=("Deutsch", "Türkisch"),
            costs=(CostDetail("5 €", "für Kopien"),),
            places_label="wenige Plätze frei",
            places_stated_on=TODAY,
            access_facts=("geht ohne Papiere",),
            documents=("Ausweis",),
        )
        html = facts(detail)
        for words in (
            "Deutsch-Niveau: A1 – B1",
            "Online – Sie können von zu Hause teilnehmen",
            "dienstags, 9–12 Uhr",
            "Keine Termine: vom 1. bis 3. Januar",
            "bis 22. November 2026",
            "Nur für Frauen",
            "In dieser Zeit werden Ihre Kinder betreut",
            "Deutsch, Türkisch",
            "für Kopien",
            "wenige Plätze frei (Stand: 22. November 2026)",
            "geht ohne Papiere",
            "Ausweis",
        ):
            assert words in html

    def test_words_carry_their_language_and_are_not_escaped_twice(self):
        detail = replace(
            bare_offer(),
            description="<p>مرحبا</p>",
            language="ar",
            direction="rtl",
            topics=(Link("Kurse", "?x"),),
        )
        html = part("offers/offer_words.html", detail)
        assert 'lang="ar" dir="rtl"' in html
        assert "<p>مرحبا</p>" in html
        assert 'href="?x">Kurse</a>' in html


class TestDates:
    def test_dates_can_be_taken_into_a_calendar(self):
        date = OccurrenceDetail(
            datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC), None, is_all_day=True
        )
        html = part(
            "offers/next_dates.html", replace(bare_offer(), next_occurrences=(date,), calendar_url="/x.ics")
        )
        assert "Nächste Termine" in html
        assert 'href="/x.ics"' in html
        assert "Uhr" not in html

    def test_there_is_no_box_without_dates(self):
        assert part("offers/next_dates.html", bare_offer()) == ""
