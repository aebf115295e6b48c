"""Every mail arrives once, however long the mail server is away; nobody waits for it."""

import datetime
from collections.abc import Iterator

import pytest
from django.utils import timezone

from offers.enums import MailState
from offers.mail import sending
from offers.mail.queueing import put
from offers.mail.sending import KEEP_WORDS, LEASE, send_due
from offers.models import OutgoingMail
from offers.signals import mail_bounced
from tests.offers.mail.smtp_server import MailServer, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings) -> Iterator[MailServer]:
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.3
    with mail_server() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def refused() -> Iterator[list[str]]:
    """The addresses that were announced as unreachable."""
    addresses: list[str] = []

    def note(address: str, **kwargs: object) -> None:
        addresses.append(address)

    mail_bounced.connect(note)
    yield addresses
    mail_bounced.disconnect(note)


def queue(key: str = "one", **fields: str) -> OutgoingMail:
    return put(key=key, recipient="amira@example.org", subject="Grüße", text="Guten Tag", html="", **fields)


def state_of(mail: OutgoingMail) -> str:
    mail.refresh_from_db()
    return mail.state


def make_due(at: datetime.datetime | None = None) -> None:
    OutgoingMail.objects.update(next_attempt_at=at or timezone.now())


def test_a_mail_is_handed_over_once(server):
    mail = queue()
    assert (send_due(), send_due()) == (1, 0)
    assert state_of(mail) == MailState.SENT
    (taken,) = server.taken
    assert f"Message-ID: {mail.message_id}" in taken
    assert "Auto-Submitted: auto-generated" in taken


def test_one_can_unsubscribe_with_one_click(server):
    queue(unsubscribe_url="https://example.org/ab/")
    send_due()
    assert "List-Unsubscribe: <https://example.org/ab/>" in server.taken[0]
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in server.taken[0]


@pytest.mark.parametrize("answer", ["451 later", "552 full"])
def test_what_the_server_does_not_take_now_is_tried_again(server, answer: str):
    mail = queue()
    server.to_mail = answer
    assert send_due() == 0
    assert state_of(mail) == MailState.WAITING
    assert mail.next_attempt_at > timezone.now()
    server.to_mail = "250 taken"
    make_due()
    send_due()
    assert (state_of(mail), mail.attempts, len(server.taken)) == (MailState.SENT, 2, 1)


def test_an_address_that_does_not_exist_is_announced_and_not_tried_again(server, refused):
    mail = queue()
    server.to_recipient = "550 unknown"
    send_due()
    make_due()
    send_due()
    assert (state_of(mail), mail.attempts) == (MailState.BOUNCED, 1)
    assert refused == ["amira@example.org"]


def test_an_address_that_is_busy_is_tried_again(server, refused):
    mail = queue()
    server.to_recipient = "450 busy"
    send_due()
    assert (state_of(mail), refused) == (MailState.WAITING, [])


def test_a_connection_that_is_cut_loses_nothing(server):
    mail = queue()
    server.cuts = True
    send_due()
    assert state_of(mail) == MailState.WAITING
    assert mail.last_error


def test_a_server_that_is_away_for_a_day_gets_every_mail_once(server, clock, settings):
    port, began = server.port, timezone.now()
    for number in range(20):
        queue(str(number))
    hour = datetime.timedelta(hours=1)
    settings.EMAIL_PORT = 1  # nobody listens
    for hours in range(24):
        clock.move_to(began + hours * hour)
        assert send_due() == 0
    settings.EMAIL_PORT = port
    clock.move_to(began + 24 * hour)
    for minutes in range(0, 6 * 60, 10):
        clock.move_to(began + 24 * hour + datetime.timedelta(minutes=minutes))
        send_due()
    assert len(server.taken) == 20
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}


def test_after_days_it_is_given_up(clock, server):
    mail = queue()
    server.to_mail = "451 later"
    clock.shift(sending.GIVE_UP_AFTER + datetime.timedelta(minutes=1))
    send_due()
    assert state_of(mail) == MailState.GIVEN_UP


def test_what_a_sender_died_with_is_sent_when_its_lease_ends(server, clock):
    mail = queue()
    sending._claim(mail.pk)
    assert send_due() == 0
    clock.shift(LEASE + datetime.timedelta(seconds=1))
    assert send_due() == 1


def test_the_words_of_old_mails_are_forgotten(server, clock):
    mail = queue()
    send_due()
    clock.shift(KEEP_WORDS + datetime.timedelta(minutes=1))
    send_due()
    mail.refresh_from_db()
    assert (mail.text, mail.subject) == ("", "Grüße")
