"""Many at once: one offer, one mail, nobody waits. Rows are committed, so that other threads see them."""

import threading

import pytest
from django.utils import timezone

from offers.actions import changes, members, submissions
from offers.guards.rate_limits import take
from offers.mail import background, sending
from offers.mail.queueing import put
from offers.mail.sending import send_due
from offers.models import Municipality, Offer, OutgoingMail, ProviderMember, Submission
from tests.factories import OfferFactory
from tests.offers.door.conftest import Visitor
from tests.offers.mail.smtp_server import mail_server
from tests.offers.many_at_once import MADE, at_once, committed  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("committed")


def queue(key: str) -> OutgoingMail:
    return put(key=key, recipient="amira@example.org", subject="Grüße", text="Guten Tag", html="")


@pytest.mark.django_db  # and there is a database to prepare, also where this file is run alone
def test_nothing_of_it_stays():
    assert Municipality.objects.count() == 20
    assert not any(model.objects.exists() for model in MADE)


def test_fifty_that_send_the_same_make_one_offer_and_one_mail(client):
    submission, results = Visitor(client).fill_all(), []

    def send() -> None:
        for _time in range(5):
            fresh = Submission.objects.get(pk=submission.pk)
            results.append(submissions.send(submission=fresh, consent_version="1", consent_text="Ja"))

    at_once(*[send] * 10)
    assert (len(results), sum(results)) == (50, 1)
    assert OutgoingMail.objects.count() == Submission.objects.count() == Offer.objects.count() == 1


def test_the_same_mail_is_queued_once():
    at_once(*[lambda: queue("one")] * 8)
    assert OutgoingMail.objects.count() == 1


def test_senders_side_by_side_send_each_mail_once(settings):
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    for number in range(12):
        queue(str(number))
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        at_once(*[send_due] * 4)
    assert len(server.taken) == 12


def test_who_queues_does_not_wait_for_the_mail_server(settings, monkeypatch):
    may_end, sent = threading.Event(), threading.Event()
    monkeypatch.setattr(sending, "send_due", lambda: (may_end.wait(5), sent.set()))
    settings.MAIL_SENDS_IN_BACKGROUND = True
    queue("one")
    # The sender hangs, and yet we are here.
    assert not sent.is_set()
    may_end.set()
    assert sent.wait(5)
    assert all(thread.daemon for thread in background._threads)


def test_of_many_at_once_exactly_the_limit_is_let_in():
    now, answers = timezone.now(), []
    at_once(*[lambda: answers.extend(take("door", "k", now, 7) for _time in range(5))] * 8)
    assert (len(answers), sum(answers)) == (40, 7)


class TestEntries:
    def test_many_taps_begin_one_change(self):
        offer = OfferFactory(topics=["german-practice"])
        member = ProviderMember.objects.create(provider=offer.provider, email="amira@example.org")
        at_once(*[lambda: changes.begin_change(offer=offer, by=member)] * 8)
        assert Submission.objects.count() == 1

    def test_of_two_who_leave_at_once_one_stays(self):
        offer = OfferFactory(topics=["german-practice"])
        people = [
            ProviderMember.objects.create(provider=offer.provider, email=f"{name}@example.org")
            for name in ("ada", "ben")
        ]
        waiting = iter(people)

        def leave() -> None:
            member = next(waiting)
            members.remove(member=member, by=member)

        at_once(leave, leave)
        assert ProviderMember.objects.count() == 1
