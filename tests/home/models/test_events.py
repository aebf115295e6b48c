"""Dates of the centre itself, and the file for the calendar."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from icalendar import Calendar

from home.models import EventIndexPage, EventPage
from tests.factories.pages import add_event
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def at(day: int, hour: int, month: int = 11) -> datetime.datetime:
    return datetime.datetime(2026, month, day, hour, tzinfo=BERLIN)


def html(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


class TestTime:
    def test_an_event_cannot_end_before_it_starts(self):
        with pytest.raises(ValidationError, match="nach dem Beginn"):
            add_event(starts_at=at(24, 18), ends_at=at(24, 17))

    def test_the_database_agrees(self):
        page = add_event(starts_at=at(24, 18))
        with pytest.raises(IntegrityError), transaction.atomic():
            EventPage.objects.filter(pk=page.pk).update(ends_at=at(24, 18))

    def test_it_goes_on_until_its_end(self, clock):
        add_event(title="läuft", starts_at=at(24, 9), ends_at=at(24, 12))
        add_event(title="vorbei", starts_at=at(24, 9))
        add_event(title="morgen", starts_at=at(25, 9))
        assert [page.title for page in EventPage.objects.upcoming()] == ["läuft", "morgen"]
        assert [page.title for page in EventPage.objects.past()] == ["vorbei"]

    def test_times_are_those_of_the_county_in_summer_and_in_winter(self, client):
        assert "17:00 bis 19:00 Uhr" in html(client, add_event(starts_at=at(24, 17), ends_at=at(24, 19)))
        summer = add_event(title="Sommer", starts_at=at(1, 17, month=7), ends_at=at(1, 19, month=7))
        assert "17:00 bis 19:00 Uhr" in html(client, summer)

    def test_an_event_of_several_days_names_both(self, client):
        text = html(client, add_event(starts_at=at(27, 18), ends_at=at(29, 12)))
        assert tied("27.~November~2026") in text
        assert tied("29.~November~2026") in text


class TestIndex:
    def test_shows_what_comes_next_first_and_what_was_below(self, client, clock):
        add_event(title="Später", starts_at=at(30, 9))
        add_event(title="Bald", starts_at=at(25, 9))
        add_event(title="Gewesen", starts_at=at(1, 9))
        text = html(client, EventIndexPage.objects.get())
        assert text.index("Bald") < text.index("Später") < text.index("Gewesen")

    def test_says_so_when_nothing_is_planned(self, client, clock):
        add_event(starts_at=at(1, 9))
        assert "Zurzeit steht kein Termin fest." in html(client, EventIndexPage.objects.get())


class TestPage:
    def test_a_cancelled_event_says_so(self, client):
        assert "Dieser Termin ist abgesagt." in html(client, add_event(is_cancelled=True))

    def test_a_past_event_says_so_and_offers_no_calendar(self, client, clock):
        text = html(client, add_event(starts_at=at(1, 9)))
        assert "Dieser Termin ist vorbei." in text
        assert "In meinen Kalender" not in text

    def test_without_a_word_on_registration_people_just_come(self, client):
        assert "Kommen Sie einfach." in html(client, add_event())


class TestPlace:
    def test_is_told_in_one_line(self):
        page = EventPage(place_name="Kreishaus", city="53721 Siegburg", online_url="https://example.org/")
        assert page.place_label == page.place == "Kreishaus, 53721 Siegburg"

    def test_of_an_event_without_one_is_online(self):
        page = EventPage(online_url="https://example.org/")
        assert page.place_label == "online"
        assert page.place == "https://example.org/"

    def test_may_still_be_open(self):
        assert EventPage().place_label == ""


class TestCalendar:
    def read(self, client, page: EventPage) -> dict:
        response = client.get(page.calendar_url)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Content-Disposition"] == f'attachment; filename="{page.slug}.ics"'
        return Calendar.from_ical(response.content).walk("VEVENT")[0]

    def test_holds_time_place_and_address(self, client):
        page = add_event(
            title="Infoabend; Teil 1", starts_at=at(24, 17), street="Markt 1", city="53721 Siegburg"
        )
        event = self.read(client, page)
        assert event["SUMMARY"] == "Infoabend; Teil 1"
        assert event.decoded("DTSTART") == at(24, 17).astimezone(datetime.UTC)
        assert event["LOCATION"] == "Markt 1, 53721 Siegburg"
        assert event["STATUS"] == "CONFIRMED"
        assert event["URL"] == page.full_url

    def test_is_the_same_event_when_it_was_changed(self, client):
        page = add_event()
        before = self.read(client, page)["UID"]
        page.is_cancelled = True
        page.save_revision().publish()
        event = self.read(client, page)
        assert (event["UID"], event["STATUS"]) == (before, "CANCELLED")

    def test_is_linked_from_the_page(self, client):
        page = add_event()
        assert f'href="{page.calendar_url}"' in html(client, page)
