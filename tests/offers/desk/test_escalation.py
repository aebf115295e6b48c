"""What a municipality leaves lying goes to the county as well, once, and everybody at the desk sees it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from offers.actions import decisions
from offers.actions.escalation import ESCALATED_ACTION, escalate
from offers.models import OutgoingMail, Submission
from tests.factories import member_of, municipality
from tests.offers.desk.test_desk import DESK

pytestmark = pytest.mark.django_db
TWO_WEEKS = timedelta(days=14)  # at least six working days, whatever the holidays


@pytest.fixture
def left_lying(submission: Submission) -> Submission:
    Submission.objects.update(updated_at=timezone.now() - TWO_WEEKS)
    OutgoingMail.objects.all().delete()
    return submission


def test_who_decides_hears_of_what_arrives(siegburg, submission: Submission) -> None:
    mail = OutgoingMail.objects.get(recipient=siegburg.email)

    assert "Nähen und Deutsch sprechen" in mail.subject
    assert f"{DESK}{submission.pk}/" in mail.text


def test_the_county_is_asked_once(left_lying: Submission) -> None:
    county = member_of("Moderation Kreis")

    assert [escalate(), escalate()] == [1, 0]

    mail = OutgoingMail.objects.get()
    assert mail.recipient == county.email
    assert "Nähen und Deutsch sprechen" in mail.text
    assert f"{DESK}{left_lying.pk}/" in mail.text
    assert ModelLogEntry.objects.filter(action=ESCALATED_ACTION).count() == 1


def test_what_arrived_today_is_left_to_the_municipality(submission: Submission) -> None:
    call_command("escalate_submissions")

    assert not Submission.objects.get().escalated_at


def test_what_waits_for_its_sender_is_not_late(left_lying: Submission, siegburg) -> None:
    decisions.ask(submission=left_lying, by=siegburg, question="Wann beginnt es?")
    Submission.objects.update(updated_at=timezone.now() - TWO_WEEKS)

    assert escalate() == 0


def test_what_is_the_countys_already_is_not_passed_on(left_lying: Submission) -> None:
    Submission.objects.update(municipality=municipality("Rhein-Sieg-Kreis"))

    assert escalate() == 0


def test_list_and_first_screen_say_how_long_it_waits(left_lying: Submission, desk: Client) -> None:
    days = Submission.objects.get().days_waiting
    late = [desk.get(path).content.decode() for path in (DESK, "/admin/")]
    escalate()
    passed_on = [desk.get(path).content.decode() for path in (DESK, "/admin/")]

    assert all(f"seit {days} Arbeitstagen" in page and "überfällig" in page for page in late)
    assert all("auch beim Kreis" in page and "überfällig" not in page for page in passed_on)


def test_the_first_screen_is_silent_for_others(left_lying: Submission, client: Client) -> None:
    client.force_login(member_of("Redaktion Troisdorf"))

    assert "Warten auf eine Entscheidung" not in client.get("/admin/").content.decode()
