"""What the preview of an import shows instead of the codes of a file."""

import pytest
from django.utils.translation import override

from offers.exchange.catalogue import target_of
from offers.exchange.lookup import Vocabularies
from offers.imports.shown_values import shown

pytestmark = pytest.mark.django_db


def shown_as(name: str, text: str, language: str = "de") -> str:
    target = target_of(name)
    assert target is not None
    with override(language):
        return shown(target, text, Vocabularies())


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("kind", "course", "Kurs"),
        ("kind", " kurs ", "Kurs"),
        ("topics", "german-courses", "Deutschkurse"),
        ("responsible_municipality", "05382060", "Siegburg"),
        ("service_areas", "siegburg", "Siegburg"),
        ("location.municipality", "05382060", "Siegburg"),
        ("provider.kind", "association", "Verein"),
        ("level_from", "none", "ohne Deutschkenntnisse"),
        ("has_childcare", "x", "ja"),
        ("location.has_lift", "0", "nein"),
        ("cost_2.kind", "free", "kostenlos"),
        ("schedule.byday", "Mi, mo", "Montag, Mittwoch"),
        ("schedule.week_of_month", "-1", "letzten"),
    ],
)
def test_codes_are_shown_as_labels(name: str, text: str, label: str):
    assert shown_as(name, text) == label


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("title", "course"),
        ("kind", "nonsense"),
        ("responsible_municipality", "Atlantis"),
        ("level_from", "z9"),
        ("has_childcare", "vielleicht"),
        ("schedule.byday", "Feiertag"),
        ("schedule.byday", ","),
        ("schedule.week_of_month", "x"),
        ("valid_from", "31.12.2026"),
        ("contact.name", "free"),
        ("location.note", "full"),
        ("external_id", "1"),
    ],
)
def test_words_and_what_means_nothing_stay_as_they_are(name: str, text: str):
    assert shown_as(name, text) == text


def test_labels_are_in_the_language_of_the_admin():
    assert shown_as("kind", "course", "en") == "Course"
    assert shown_as("has_childcare", "ja", "en") == "yes"
