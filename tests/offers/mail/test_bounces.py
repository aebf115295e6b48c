"""What comes back marks the address it was for; what is no such report, or a forged one, does nothing."""

import io
import sys
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from offers.enums import MailState
from offers.mail import bounces
from offers.mail.bounces import receive
from offers.mail.queueing import put
from offers.models import OutgoingMail, ProviderMember
from tests.factories import ProviderFactory
from tests.offers.mail.reports import exchange, gmail, postfix

pytestmark = pytest.mark.django_db
SERVERS = [postfix, exchange, gmail]


@pytest.fixture
def mail(db) -> OutgoingMail:
    mail = put(key="one", recipient="amira@example.org", subject="Grüße", text="Guten Tag", html="")
    mail.state, mail.sent_at = MailState.SENT, timezone.now()
    mail.save()
    return mail


@pytest.fixture
def member(db) -> ProviderMember:
    return ProviderMember.objects.create(provider=ProviderFactory(), email="Amira@example.org")


def state() -> str:
    return OutgoingMail.objects.get().state


@pytest.mark.parametrize("server", SERVERS)
class TestReports:
    def test_mark_the_mail_and_the_person(self, mail, member, server: Callable[..., bytes]):
        assert receive(server(mail.message_id, mail.recipient)) == mail
        mail.refresh_from_db()
        assert mail.state == MailState.BOUNCED
        assert "550" in mail.last_error
        member.refresh_from_db()
        assert member.bounced_at is not None

    def test_come_twice_and_count_once(self, mail, member, server: Callable[..., bytes]):
        receive(server(mail.message_id, mail.recipient))
        ProviderMember.objects.update(bounced_at=None)
        receive(server(mail.message_id, mail.recipient))
        member.refresh_from_db()
        assert member.bounced_at is None

    def test_about_a_mail_that_is_not_ours_do_nothing(self, mail, member, server: Callable[..., bytes]):
        assert receive(server("<someone@else.example>", mail.recipient)) is None
        assert state() == MailState.SENT
        member.refresh_from_db()
        assert member.bounced_at is None

    def test_reach_the_recipient_we_know_and_no_other(self, mail, member, server: Callable[..., bytes]):
        other = ProviderMember.objects.create(provider=member.provider, email="berta@example.org")
        receive(server(mail.message_id, "berta@example.org"))
        other.refresh_from_db()
        assert other.bounced_at is None

    def test_cut_off_anywhere_are_read_as_far_as_they_go(self, mail, server: Callable[..., bytes]):
        whole = server(mail.message_id, mail.recipient)
        for end in range(0, len(whole), 97):
            receive(whole[:end])


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("relayed", "2.0.0"), ("failed", "4.7.0"), ("failed", "5.2.2"), ("failed", "")],
)
def test_what_may_arrive_another_day_marks_nobody(mail, action: str, status: str):
    receive(postfix(mail.message_id, mail.recipient, action=action, status=status))
    assert state() == MailState.SENT


BASE64 = b"Content-Transfer-Encoding: base64\n\n"
HOSTILE = {
    "nothing": b"",
    "zeros": b"\0" * 1000,
    "no header ends": b"X: " + b"a" * 2_000_000,
    "parts in parts": b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(5000)
    ),
    "messages in messages": b"Content-Type: message/rfc822\n\n" * 5000,
    "many parts": b'Content-Type: multipart/report; boundary="b"\n\n' + b"--b\n\nx\n" * 50_000,
    "a boundary of nothing": b'Content-Type: multipart/report; boundary=""\n\n--\n\nx\n----\n',
    "an unknown alphabet": b"Content-Type: text/plain; charset=nonsense\nSubject: =?nonsense?b?w6Q=?=\n\nx",
    "a status that is no message": b"Content-Type: message/delivery-status; charset=\xff\n\nplain",
    "a status that is encoded": b"Content-Type: message/delivery-status\n" + BASE64 + b"!!!",
    "headers that are none": b"Content-Type: text/rfc822-headers\n" + BASE64 + b"\xff\xff",
    "a long list of ids": b"References: " + b"<a@b> " * 100_000 + b"\n\nx",
    "raw bytes in a header": b"Message-ID: <\xff\xfe@\x80>\nIn-Reply-To: <\xff>\n\nx",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE)
def test_hostile_input_raises_nothing_and_marks_nobody(mail, raw: bytes):
    assert receive(raw) is None
    assert state() == MailState.SENT


@given(st.binary(max_size=400), st.integers(0, 2000))
@settings(max_examples=200, deadline=None)
def test_whatever_bytes_are_in_a_report_it_is_read_or_left(noise: bytes, place: int):
    whole = postfix("<a.b@example.org>", "amira@example.org")
    bounces.read_report(whole[:place] + noise + whole[place:])


@pytest.mark.parametrize("odd", [b"\0", b"\xff", "ü".encode(), b"\x1b[2J"])
def test_what_is_noted_of_a_report_is_plain(mail, odd: bytes):
    raw = postfix(mail.message_id, mail.recipient).replace(b"smtp; 550", b"smtp; 550 " + odd)
    receive(raw.replace(b"Message-ID:", b"Message-ID: <a" + odd + b"b@c>"))
    mail.refresh_from_db()
    assert mail.state == MailState.BOUNCED
    assert mail.last_error.isascii()
    assert mail.last_error.isprintable()


def test_a_holiday_notice_is_no_report(mail):
    notice = f"In-Reply-To: {mail.message_id}\nAuto-Submitted: auto-replied\nSubject: Urlaub\n\nBis bald!"
    assert receive(notice.encode()) is None
    assert state() == MailState.SENT


class TestCommand:
    def give(self, monkeypatch, raw: bytes) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        out = io.StringIO()
        call_command("receive_bounce", stdout=out)
        return out.getvalue()

    def test_reads_from_a_pipe(self, mail, monkeypatch):
        assert "Noted." in self.give(monkeypatch, gmail(mail.message_id, mail.recipient))
        assert state() == MailState.BOUNCED

    def test_is_content_with_anything(self, monkeypatch):
        assert "no mail of ours" in self.give(monkeypatch, b"\0")

    def test_asks_the_mail_server_to_come_back_when_the_database_is_away(self, monkeypatch):
        def fail(raw: bytes) -> None:
            raise DatabaseError

        monkeypatch.setattr("offers.management.commands.receive_bounce.receive", fail)
        with pytest.raises(CommandError) as caught:
            self.give(monkeypatch, b"x")
        assert caught.value.returncode == 75
