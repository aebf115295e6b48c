"""The public page of an offer: facts first, words in the reader's language, nothing that must stay hidden."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from offers.detail.page import offer_detail
from offers.enums import CostKind, Frequency, Places, Registration, ScheduleKind, StepFree, TaxonomyCode
from offers.models import Contact, CostOption, Offer, Schedule
from tests.factories import LocationFactory, OfferFactory, municipality, term
from tests.harness.blanks import tied
from tests.harness.clock import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def weekly(**facts: object) -> Schedule:
    times = {"byday": "WE", "starts_at": datetime.time(15), "ends_at": datetime.time(17)}
    return Schedule(**times | facts)


@pytest.fixture
def offer(clock) -> Offer:
    """An offer with a fact of every kind."""
    return OfferFactory(
        title="Deutschkurs für Eltern",
        words={
            "en": {"title": "German for parents", "summary": "Bring your children."},
            "ar": {"title": "دورة ألمانية للآباء", "summary": "مع رعاية الأطفال", "origin": "machine"},
        },
        topics=["german-courses"],
        languages=["tr", "ar"],
        level_from="a1",
        level_to="b1",
        minimum_age=18,
        has_childcare=True,
        needs_no_papers=True,
        locations=[LocationFactory(name="Stadtbücherei", street="Griesgasse 11", step_free=StepFree.FULL)],
        serves=["Siegburg", "Troisdorf"],
        schedules=[weekly()],
        costs=[CostOption(kind=CostKind.AMOUNT, amount="12.50", note="pro Monat")],
        places=Places.FEW,
        places_stated_on=TODAY,
        registration=Registration.PHONE,
        contacts=[Contact(name="Ayşe Demir", role="Kursberatung", phone="02241 13-2590")],
        verified_on=TODAY,
        verified_by="Rathaus Siegburg",
    )


def read(client, offer: Offer, language: str = "de", **query: str) -> BeautifulSoup:
    path = offer.get_absolute_url().replace("/de/", f"/{language}/", 1)
    response = client.get(path, query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


class TestPage:
    @pytest.mark.parametrize(
        "fact",
        [
            "Deutschkurs für Eltern",
            "Stadtbücherei",
            "Griesgasse 11",
            "53721 Siegburg",
            "ganz ohne Stufen",
            "A1 – B1",
            "ab 18 Jahren",
            "Türkisch",
            "12,50",
            "pro Monat",
            "wenige Plätze frei",
            "telefonisch anmelden",
            "Ayşe Demir",
            "02241 13-2590",
            "Siegburg, Troisdorf",
            "geht ohne Papiere",
            "Kinderbetreuung",
            "geprüft am 24. November 2026",
            "25. November",
        ],
    )
    def test_says_every_fact(self, client, offer: Offer, fact: str):
        assert fact in " ".join(read(client, offer).select_one("main").get_text(" ").split())

    def test_facts_come_before_words(self, client, offer: Offer):
        offer.translations.filter(language="de").update(description="<p>Wir üben Sprechen.</p>")
        text = read(client, offer).select_one("main").text
        assert text.index("Griesgasse 11") < text.index("Wir üben Sprechen.")

    def test_telephone_and_calendar_are_one_tap_away(self, client, offer: Offer):
        page = read(client, offer)
        assert page.select_one('a[href^="tel:"][href$="2241132590"]')
        assert page.select_one(f'a[href="/de/angebote/{offer.pk}/termine.ics"]')

    def test_costs_at_most_eight_queries(self, client, offer: Offer, assert_constant_queries):
        def grow() -> None:
            for number in range(3):
                offer.schedules.add(weekly(byday="FR"))
                offer.locations.add(offer.locations.model(location=LocationFactory()))
                offer.contacts.add(Contact(name=f"Person {number}", phone="02241 1300"))
            offer.save()

        assert_constant_queries(lambda: read(client, offer), grow, 8)

    def test_reads_the_database_only(self, client, offer: Offer, django_assert_max_num_queries):
        """A visitor who comes first pays for the vocabulary and menus besides."""
        with django_assert_max_num_queries(30):
            read(client, offer)


class TestWords:
    def test_follow_the_language_of_the_page(self, client, offer: Offer):
        page = read(client, offer, "en")
        assert page.select_one("h1").text.strip() == "German for parents"
        assert "by telephone" in page.text or "phone" in page.text.lower()

    def test_may_be_another_language(self, client, offer: Offer):
        heading = read(client, offer, worte="ar").select_one("h1")
        assert heading.text.strip() == "دورة ألمانية للآباء"
        assert heading.find_parent(attrs={"lang": "ar", "dir": "rtl"})

    def test_made_by_a_machine_are_marked(self, offer: Offer):
        assert offer_detail(offer, words_language="ar").is_machine_translated
        assert not offer_detail(offer, words_language="en").is_machine_translated

    def test_that_are_missing_are_german_and_say_so(self, client, offer: Offer):
        offer.translations = [row for row in offer.translations.all() if row.language == "de"]
        offer.save()
        page = read(client, offer, "en")
        heading = page.select_one("h1")
        assert heading.text.strip() == "Deutschkurs für Eltern"
        assert heading.find_parent(attrs={"lang": "de"})
        assert offer_detail(offer, words_language="en").is_fallback

    @pytest.mark.parametrize("nonsense", ["xx", "de'--", "", "\x00", "a" * 300])
    def test_in_a_language_nobody_knows_are_ignored(self, client, offer: Offer, nonsense: str):
        assert read(client, offer, worte=nonsense).select_one("h1").text.strip() == "Deutschkurs für Eltern"


class TestHiddenAddress:
    def test_is_nowhere(self, client, clock):
        shelter = LocationFactory(
            name="Haus Zuflucht",
            street="Geheimweg 7",
            is_address_hidden=True,
            municipality=municipality("Hennef (Sieg)"),
        )
        offer = OfferFactory(locations=[shelter], schedules=[weekly()])
        page = client.get(offer.get_absolute_url()).content.decode()
        calendar = client.get(f"/de/angebote/{offer.pk}/termine.ics").content.decode()
        for text in (page, calendar):
            assert "Geheimweg" not in text
            assert "Zuflucht" not in text
            assert "53721" not in text
        assert "Hennef" in page


class TestGermanNotes:
    """Notes of an offer are written in German alone, so a page in another language says that they are."""

    NOTES = ("pro Monat", "(nicht in den Ferien)", "Kursberatung", "vormittags", "Eingang im Hof")

    @pytest.fixture
    def annotated(self, clock) -> Offer:
        return OfferFactory(
            schedules=[weekly(note="nicht in den Ferien")],
            costs=[CostOption(kind=CostKind.AMOUNT, amount="12.50", note="pro Monat")],
            contacts=[Contact(name="Ayşe Demir", role="Kursberatung", hours="vormittags", phone="02241 1")],
            locations=[LocationFactory(access_note="Eingang im Hof")],
        )

    @pytest.mark.parametrize("note", NOTES)
    def test_are_marked_as_german(self, client, annotated: Offer, note: str):
        page = read(client, annotated, "en")
        assert page.find(string=lambda text: text.strip() == note).parent["lang"] == "de"

    def test_times_are_not(self, client, annotated: Offer):
        times = read(client, annotated, "en").find(string=lambda text: "Wednesday" in text)
        assert [parent["lang"] for parent in times.parents if parent.get("lang")] == ["en"]


class TestAddress:
    @pytest.mark.parametrize("slug", ["alter-titel", "x"])
    def test_an_old_title_leads_to_the_new_one(self, client, offer: Offer, slug: str):
        response = client.get(f"/de/angebote/{offer.pk}/{slug}/?worte=ar")
        assert response.status_code == 301
        assert response["Location"] == f"{offer.get_absolute_url()}?worte=ar"

    def test_writes_german_letters_out_and_knows_how_it_used_to(self, client):
        offer = OfferFactory(title="Fußball für alle")
        assert offer.get_absolute_url() == f"/de/angebote/{offer.pk}/fussball-fuer-alle/"
        response = client.get(f"/de/angebote/{offer.pk}/fuball-fur-alle/")
        assert (response.status_code, response["Location"]) == (301, offer.get_absolute_url())

    @pytest.mark.parametrize("title", ["دورة ألمانية", "!?"])
    def test_has_a_word_in_it_where_the_title_has_none_to_give(self, client, title: str):
        offer = OfferFactory(title=title)
        assert offer.get_absolute_url() == f"/de/angebote/{offer.pk}/angebot/"
        assert client.get(offer.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("pk", [0, 999_999, 2**63, 10**40])
    def test_a_number_that_does_not_exist(self, client, pk: int):
        assert client.get(f"/de/angebote/{pk}/x/").status_code == 404
        assert client.get(f"/de/angebote/{pk}/termine.ics").status_code == 404

    def test_is_for_reading(self, client, offer: Offer):
        assert client.post(offer.get_absolute_url()).status_code == 405


class TestState:
    def test_ended(self, client, clock):
        offer = OfferFactory(valid_to=TODAY - datetime.timedelta(days=1), schedules=[weekly()])
        detail = offer_detail(offer)
        assert detail.is_ended
        assert not detail.next_occurrences
        assert not detail.calendar_url
        assert read(client, offer).select_one(".notice--warning, .notice--danger")

    def test_temporarily_closed(self, client, clock):
        until = TODAY + datetime.timedelta(days=10)
        offer = OfferFactory(is_temporarily_closed=True, closed_until=until, schedules=[weekly()])
        assert not offer_detail(offer).next_occurrences
        assert tied("4.~Dezember~2026") in read(client, offer).text

    def test_example(self, client, clock):
        assert "Beispiel" in read(client, OfferFactory(is_example=True)).text
        assert "Beispiel" not in read(client, OfferFactory()).text

    def test_a_provider_that_is_not_published_is_named_without_link(self, client, clock):
        offer = OfferFactory(provider__live=False)
        page = read(client, offer)
        assert offer.provider.name in page.text
        assert not page.select_one(f'a[href^="/de/anbieter/{offer.provider_id}/"]')

    def test_terms_that_are_not_published_any_more_are_not_named(self, client, offer: Offer):
        term("course", TaxonomyCode.KIND).unpublish()
        term("tr", TaxonomyCode.LANGUAGE).unpublish()
        term("german-courses").unpublish()
        detail = offer_detail(offer)

        assert (detail.kind_label, detail.topics, detail.languages) == ("", (), ("Arabisch",))
        assert "course" not in read(client, offer).main.text

    def test_a_break_is_left_out_of_the_next_dates(self, clock):
        holidays = Schedule(
            kind=ScheduleKind.BREAK,
            freq=Frequency.ONCE,
            starts_on=TODAY,
            ends_on=TODAY + datetime.timedelta(days=14),
        )
        detail = offer_detail(OfferFactory(schedules=[weekly(), holidays]))
        assert timezone.localdate(detail.next_occurrences[0].starts_at) == datetime.date(2026, 12, 9)
        assert detail.break_lines

    def test_a_course_tells_its_end_once_and_no_break_after_it(self, clock):
        last_day = TODAY + datetime.timedelta(days=30)
        later = Schedule(
            kind=ScheduleKind.BREAK,
            starts_on=last_day + datetime.timedelta(days=1),
            ends_on=last_day + datetime.timedelta(days=9),
        )
        course = OfferFactory(schedules=[weekly(ends_on=last_day), later], valid_to=last_day)
        meeting = OfferFactory(schedules=[weekly(), later], valid_to=last_day)

        assert (offer_detail(course).break_lines, offer_detail(course).valid_to) == ((), None)
        assert offer_detail(meeting).break_lines
        assert offer_detail(meeting).valid_to == last_day

    def test_only_for_women_is_said_once(self, clock):
        groups = ["women", "parents"]
        assert len(offer_detail(OfferFactory(target_groups=groups)).target_groups) == 2
        assert len(offer_detail(OfferFactory(target_groups=groups, is_women_only=True)).target_groups) == 1

    def test_nobody_is_asked_to_come_where_there_is_no_place(self, clock):
        facts = {"registration": Registration.NONE}
        assert (
            "kommen" in offer_detail(OfferFactory(locations=[LocationFactory()], **facts)).registration_label
        )
        assert offer_detail(OfferFactory(is_online=True, **facts)).registration_label == "ohne Anmeldung"
