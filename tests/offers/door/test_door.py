"""An offer is entered step by step: nothing typed is lost, and nothing is published by it."""

import datetime

import pytest
from django.test import Client

from offers.enums import Frequency, SubmissionState
from offers.models import Location, Offer, Provider, Schedule, Submission
from tests.factories import LocationFactory, OfferFactory, ProviderFactory, municipality
from tests.offers.door.conftest import DOOR, Visitor, answers

pytestmark = pytest.mark.django_db


def test_the_steps_make_a_draft_offer(visitor: Visitor):
    submission = visitor.fill_all()
    offer = Offer.objects.with_facts().get(pk=submission.offer_id)
    words = offer.words_in("de")
    schedule = offer.schedules.get()
    assert (submission.state, offer.live, offer.provider.live) == (SubmissionState.DRAFT, False, False)
    assert (words.title, words.summary) == (
        "Nähen und Deutsch sprechen",
        "Wir nähen zusammen und sprechen dabei Deutsch.",
    )
    assert words.description.count("<li>") == 2
    assert [str(row.municipality) for row in offer.service_areas.all()] == ["Siegburg"]
    assert offer.locations.get().location.municipality.name == "Siegburg"
    assert (schedule.freq, schedule.byday, schedule.ends_at) == (Frequency.WEEKLY, "TU", datetime.time(19))
    assert offer.contacts.get().phone == "02241 123456"


def test_every_step_shows_what_was_said_before(visitor: Visitor):
    visitor.fill_all()
    before = {slug: visitor.values(slug) for slug in answers()}
    for slug, values in before.items():
        visitor.fill(slug, **values)
    assert {slug: visitor.values(slug) for slug in answers()} == before
    assert Offer.objects.count() == Provider.objects.count() == Location.objects.count() == 1


def test_no_step_asks_for_more_than_ten_things(visitor: Visitor):
    visitor.fill_all()
    for slug in answers():
        page = visitor.page(slug).main
        asked = {field["name"] for field in page.select("form [name]:not([type=hidden], button)")}
        assert 0 < len(asked) <= 10, slug


def test_what_is_wrong_comes_back_as_it_was_typed(visitor: Visitor):
    response = visitor.fill("wer", **answers()["wer"] | {"email": "amira@", "phone": "ruf an"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Diese E-Mail-Adresse stimmt nicht" in page
    assert 'value="amira@"' in page
    assert 'value="ruf an"' in page
    assert 'value="Nähstube Sieg e. V."' in page


def test_a_later_step_leads_back_to_the_first_that_is_missing(visitor: Visitor):
    response = visitor.client.get(f"{DOOR}wann/")
    assert response.url == f"{DOOR}wer/"
    visitor.fill("wer", **answers()["wer"])
    assert visitor.client.get(f"{DOOR}wann/").url == f"{DOOR}was/"


def test_an_ended_session_loses_nothing(visitor: Visitor):
    visitor.fill("wer", **answers()["wer"])
    key = visitor.page("was").select_one("input[name=draft]")["value"]
    other = Client()
    response = other.post(f"{DOOR}was/", answers()["was"] | {"draft": key})
    assert response.url == f"{DOOR}fuer-wen/"
    assert Submission.objects.get().offer.title == answers()["was"]["title"]


def test_a_draft_is_opened_on_another_device_with_its_link(visitor: Visitor):
    visitor.fill_all()
    link = visitor.page("spaeter").select_one(".door__link a")["href"]
    other = Client()
    assert "Nähen und Deutsch sprechen" in other.get(link, follow=True).content.decode()


@pytest.mark.parametrize("key", ["", "x", "ImFiYyI:1abc:def", "\x00", "ä" * 3000])
def test_a_forged_key_opens_nothing(visitor: Visitor, key: str):
    visitor.fill_all()
    stranger = Client()
    stranger.post(f"{DOOR}pruefen/", {"draft": key, "consent": "1"})
    assert Submission.objects.get().state == SubmissionState.DRAFT
    assert stranger.get(f"{DOOR}weiter/{'abc:def:ghi'}/").status_code == 410


class TestOrganisation:
    def test_one_that_is_known_is_asked_for(self, visitor: Visitor):
        known = ProviderFactory(name="Nähstube an der Sieg e. V.")
        said = answers()["wer"] | {"provider_name": "Nähstube an der Sieg"}
        response = visitor.fill("wer", **said)
        assert response.status_code == 422
        assert "Ist es eine von diesen?" in response.content.decode()
        visitor.fill("wer", **said, known=str(known.pk))
        assert Submission.objects.get().provider == known
        assert Provider.objects.count() == 1

    def test_it_may_still_be_new(self, visitor: Visitor):
        ProviderFactory(name="Nähstube an der Sieg e. V.")
        visitor.fill("wer", **answers()["wer"] | {"provider_name": "Nähstube an der Sieg"}, known="new")
        provider = Submission.objects.get().provider
        assert (provider.name, provider.live) == ("Nähstube an der Sieg", False)

    def test_the_published_record_stays_as_it_is(self, visitor: Visitor):
        known = ProviderFactory(name="Nähstube Sieg e. V.", municipality=municipality("Troisdorf"))
        visitor.fill_all()
        known.refresh_from_db()
        assert known.municipality.name == "Troisdorf"
        assert Submission.objects.get().provider == known

    def test_a_change_of_mind_reaches_the_offer_and_leaves_nothing_behind(self, visitor: Visitor):
        visitor.fill_all()
        known = ProviderFactory(name="Begegnungshaus Siegburg")
        visitor.fill("wer", **answers()["wer"] | {"provider_name": known.name})
        assert Offer.objects.get().provider == known
        assert list(Provider.objects.all()) == [known]


class TestPlaces:
    def test_a_place_that_is_taken_back_leaves_nothing_behind(self, visitor: Visitor):
        visitor.fill_all()
        visitor.fill("wo", is_online="on")
        assert not Location.objects.exists()
        assert Offer.objects.get().is_online

    def test_one_more_row_keeps_what_is_typed(self, visitor: Visitor):
        visitor.fill("wer", **answers()["wer"])
        visitor.fill("was", **answers()["was"])
        response = visitor.fill("wo", **answers()["wo"], more="1")
        page = response.content.decode()
        assert response.status_code == 200
        assert 'value="Nachbarschaftshaus"' in page
        assert 'name="place-1-name"' in page

    def test_a_place_that_is_known_is_not_made_again(self, visitor: Visitor):
        known = LocationFactory(name="Nachbarschaftshaus", street="Markt 1", postcode="53721")
        submission = visitor.fill_all()
        assert submission.offer.locations.get().location == known

    def test_a_postcode_of_elsewhere_is_refused(self, visitor: Visitor):
        visitor.fill("wer", **answers()["wer"])
        visitor.fill("was", **answers()["was"])
        response = visitor.fill("wo", **answers()["wo"] | {"place-0-postcode": "10115"})
        assert "liegt nicht im Rhein-Sieg-Kreis" in response.content.decode()

    def test_neither_place_nor_online_is_asked_about(self, visitor: Visitor):
        visitor.fill("wer", **answers()["wer"])
        visitor.fill("was", **answers()["was"])
        response = visitor.fill("wo")
        assert response.status_code == 422
        assert "Wo findet es statt?" in response.content.decode()


class TestTimes:
    @pytest.fixture
    def filled(self, visitor: Visitor) -> Visitor:
        visitor.fill_all()
        return visitor

    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            ({"time-0-how_often": "fortnightly", "time-0-weekdays": ["MO", "WE"]}, ("weekly", 2, "MO,WE")),
            (
                {"time-0-how_often": "monthly", "time-0-weekdays": ["SA"], "time-0-week_of_month": "-1"},
                ("monthly", 1, "SA"),
            ),
            ({"time-0-how_often": "once", "time-0-starts_on": "2027-03-01"}, ("once", 1, "")),
        ],
    )
    def test_all_rhythms(self, filled: Visitor, said: dict, expected: tuple):
        assert filled.fill("wann", **said).status_code == 302
        row = Schedule.objects.get()
        assert (row.freq, row.interval, row.byday) == expected

    def test_none_means_by_arrangement(self, filled: Visitor):
        filled.fill("wann", **{"time-0-how_often": "weekly"})
        assert not Schedule.objects.exists()
        assert "nach Absprache" in filled.page("pruefen").main.text

    def test_swapped_times_are_explained(self, filled: Visitor):
        said = {"time-0-weekdays": ["MO"], "time-0-starts_at": "17:00", "time-0-ends_at": "09:00"}
        response = filled.fill("wann", **said, **{"time-0-how_often": "weekly"})
        assert response.status_code == 422
        assert "Die Endzeit liegt vor der Anfangszeit" in response.content.decode()


class TestCheck:
    def test_shows_everything_and_asks_for_consent(self, visitor: Visitor):
        visitor.fill_all()
        words = visitor.page("pruefen").main.text
        for part in ("Nähstube Sieg", "Nähen und Deutsch", "53721 Siegburg", "dienstag", "02241 123456"):
            assert part.lower() in words.lower()
        response = visitor.fill("pruefen")
        assert response.status_code == 422
        assert "Ohne Ihre Einwilligung" in response.content.decode()
        assert Submission.objects.get().state == SubmissionState.DRAFT

    def test_says_what_is_missing(self, visitor: Visitor):
        visitor.fill("wer", **answers()["wer"])
        visitor.fill("was", **answers()["was"])
        page = visitor.page("pruefen").main
        steps = {link["href"] for link in page.select(".notice a")}
        assert steps == {f"{DOOR}{slug}/" for slug in ("fuer-wen", "wo", "kosten")}
        assert visitor.client.post(f"{DOOR}pruefen/", {"consent": "1"}).status_code == 422

    def test_the_preview_is_the_page_of_the_offer(self, visitor: Visitor):
        visitor.fill_all()
        page = visitor.page("vorschau")
        assert page.h1.text == "Nähen und Deutsch sprechen"
        assert page.select_one("meta[name=robots]")["content"] == "noindex"


class TestDiscarding:
    def test_leaves_nothing(self, visitor: Visitor):
        visitor.fill_all()
        assert "löschen?" in visitor.page("verwerfen").h1.text
        visitor.client.post(f"{DOOR}verwerfen/")
        for model in (Submission, Offer, Provider, Location):
            assert not model.objects.exists()

    def test_keeps_what_others_use(self, visitor: Visitor):
        known = ProviderFactory(name="Nähstube Sieg e. V.")
        offer = OfferFactory(provider=known)
        visitor.fill_all()
        visitor.client.post(f"{DOOR}verwerfen/")
        assert list(Offer.objects.all()) == [offer]


def test_no_page_of_the_door_is_500_for_strange_input(visitor: Visitor):
    visitor.fill_all()
    strange = {
        "title": "\x00",
        "kind": "9" * 40,
        "place-TOTAL_FORMS": "1e9",
        "time-0-starts_on": "0000-00-00",
    }
    for slug in [*answers(), "pruefen"]:
        for data in ({}, strange, strange | {"place-INITIAL_FORMS": "-1", "time-TOTAL_FORMS": "99999"}):
            assert visitor.client.post(f"{DOOR}{slug}/", data).status_code in {200, 302, 422}
    assert visitor.client.get(f"{DOOR}gibt-es-nicht/").status_code == 404


def test_the_door_is_linked_from_every_page(client, db):
    assert f'href="{DOOR}"' in client.get("/de/angebote/").content.decode()
