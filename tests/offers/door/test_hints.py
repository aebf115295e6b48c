"""Hints about the words of an offer: while they are typed, and before they are sent."""

import pytest

from offers.door.hints import RECOMMENDED, abbreviations, hints_for
from offers.enums import SubmissionState
from offers.models import RateCount, Submission
from tests.factories import OfferFactory, ProviderFactory
from tests.offers.door.conftest import DOOR, Visitor, answers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kurs der VHS", ["VHS"]),
        ("VHS-Kurs mit BAMF-Schein, VHS", ["VHS", "BAMF"]),
        ("Kurs der VHS (Volkshochschule)", []),
        ("Kurs der Volkshochschule (VHS). Die VHS hilft.", []),
        ("PDF, WC und EU kennt man", []),
        ("Von A bis Z, Niveau B1, e. V., S-Bahn", []),
        ("DEUTSCH FÜR ALLE", []),
        ("ANTRAGSTELLER brauchen ÖPNV", ["ÖPNV"]),
    ],
)
def test_abbreviations_that_nobody_explains(text: str, found: list[str]):
    assert abbreviations(text) == found


def test_an_abbreviation_is_named_once_and_may_be_explained_elsewhere():
    texts = {"title": "Kurs der VHS", "summary": "VHS und BAMF", "description": "BAMF (Bundesamt)"}
    assert [(hint.field, "VHS" in hint.text) for hint in hints_for(texts)] == [("title", True)]


def test_too_long_counts_against_what_is_recommended():
    most = RECOMMENDED["title"]
    assert not hints_for({"title": "x" * most})
    (hint,) = hints_for({"title": "x" * (most + 1)})
    assert f"{most + 1} Zeichen" in hint.text


@pytest.mark.django_db
class TestAsked:
    def ask(self, visitor: Visitor, **texts: str) -> dict:
        return visitor.client.post(f"{DOOR}hinweise/", texts).json()

    def test_similar_offers_are_linked(self, visitor: Visitor):
        known = OfferFactory(title="Nähen und Deutsch sprechen")
        OfferFactory(title="Nähen und Deutsch sprechen lernen", live=False)
        found = self.ask(visitor, title="Nähen und deutsch sprechen")
        (hint,) = found["title"]
        assert hint["links"] == [{"title": known.title, "address": known.get_absolute_url()}]

    def test_far_too_many_questions_are_refused(self, visitor: Visitor):
        self.ask(visitor, title="x")
        RateCount.objects.filter(purpose="give_hints").update(count=600)
        assert visitor.client.post(f"{DOOR}hinweise/", {"title": "x"}).status_code == 429

    def test_nothing_breaks_it(self, visitor: Visitor):
        assert set(self.ask(visitor, title="\0" * 9, description="(" * 9000)) == set(RECOMMENDED)

    def test_the_page_before_the_last_button_says_the_same(self, visitor: Visitor):
        visitor.fill_all(was={"title": "Nähen bei der AWO"})
        assert "Nicht alle kennen „AWO“" in visitor.page("pruefen").text
        visitor.send()
        assert Submission.objects.get().state == SubmissionState.UNCONFIRMED


@pytest.mark.django_db
class TestOrganisations:
    def names(self, visitor: Visitor, typed: str) -> list[str]:
        response = visitor.client.get(f"{DOOR}organisationen/", {"provider_name": typed})
        assert response.status_code == 200
        return [part.split('"')[0] for part in response.content.decode().split('data-value="')[1:]]

    def test_who_is_published_is_found_by_any_part_of_the_name(self, visitor: Visitor):
        ProviderFactory(name="Begegnungshaus Siegburg", email="geheim@example.org", phone="02241 99")
        ProviderFactory(name="Siegburger Tafel")
        ProviderFactory(name="Siegburger Entwurf", live=False)
        assert self.names(visitor, "sieg") == ["Siegburger Tafel", "Begegnungshaus Siegburg"]
        answer = visitor.client.get(f"{DOOR}organisationen/?provider_name=begegnung").content.decode()
        assert "geheim" not in answer
        assert "02241" not in answer

    @pytest.mark.parametrize("typed", ["", "si", "\0\0\0", "  s   "])
    def test_too_little_is_no_question(self, visitor: Visitor, typed: str):
        ProviderFactory(name="Siegburger Tafel")
        assert self.names(visitor, typed) == []

    def test_far_too_many_questions_are_refused(self, visitor: Visitor):
        self.names(visitor, "sieg")
        RateCount.objects.filter(purpose="find_provider").update(count=600)
        assert visitor.client.get(f"{DOOR}organisationen/?provider_name=sieg").status_code == 429

    def test_the_field_works_without_it(self, visitor: Visitor):
        visitor.fill("wer", **answers()["wer"])
        assert Submission.objects.get().provider.name == answers()["wer"]["provider_name"]
