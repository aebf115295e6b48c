"""The desk learns which websites do not answer, and nobody waits for that."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from offers.desk.checks import findings
from offers.enums import SubmissionState, WebsiteProblem
from offers.models import Offer, Submission, WebsiteCheck
from offers.websites import checking
from offers.websites.asking import NetworkAwayError
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db
GONE = "https://example.org/weg"


@pytest.fixture
def offer() -> Offer:
    offer = OfferFactory(registration_url=GONE, is_online=True, online_url="https://example.org/", live=False)
    Submission.objects.create(
        offer=offer, provider=offer.provider, state=SubmissionState.WAITING, sent_at=timezone.now()
    )
    return offer


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    urls: list[str] = []

    def problem_of(url: str) -> WebsiteProblem | None:
        urls.append(url)
        return WebsiteProblem.NO_SUCH_PAGE if url == GONE else None

    monkeypatch.setattr(checking, "problem_of", problem_of)
    return urls


def run() -> str:
    said = io.StringIO()
    call_command("check_websites", stdout=said)
    return said.getvalue()


def test_what_does_not_answer_stands_on_the_desk(offer, asked, clock):
    checking.check_waiting()
    (said,) = [line for line in findings(offer) if "example.org" in line]
    assert said.startswith(f"Diese Seite gibt es dort nicht: {GONE} (geprüft am ")


def test_each_is_asked_once_a_day(offer, asked):
    checking.check_waiting()
    checking.check_waiting()
    assert asked == ["https://example.org/", GONE]
    WebsiteCheck.objects.update(checked_at=timezone.now() - datetime.timedelta(days=1))
    assert checking.check_waiting() == 2


def test_what_is_decided_is_not_asked(offer, asked):
    Submission.objects.update(state=SubmissionState.ACCEPTED)
    assert checking.check_waiting() == 0


def test_without_a_network_the_desk_says_nothing(offer, monkeypatch):
    def away(_url: str) -> None:
        raise NetworkAwayError

    monkeypatch.setattr(checking, "problem_of", away)
    assert checking.check_waiting() == 0
    assert not WebsiteCheck.objects.exists()


def test_it_can_be_switched_off(offer, asked, settings):
    assert "Switched off" in run()
    settings.WEBSITE_CHECK_SECONDS = 5
    assert run() == "2 websites asked.\n"
    assert len(asked) == 2


def test_asks_after_what_was_sent_is_kept(offer, monkeypatch, settings, django_capture_on_commit_callbacks):
    settings.WEBSITE_CHECK_SECONDS = 5
    waits: list[float] = []
    monkeypatch.setattr(checking._later, "ask", waits.append)
    with django_capture_on_commit_callbacks(execute=True):
        checking.check_soon()
        assert not waits
    assert waits == [5]


def test_old_answers_are_forgotten(asked):
    WebsiteCheck.objects.create(url=GONE, checked_at=timezone.now() - datetime.timedelta(days=91))
    checking.check_waiting()
    assert not WebsiteCheck.objects.exists()
