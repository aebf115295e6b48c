"""Hand the mails that are due to the mail server, each once, and try again what failed."""

import datetime
import logging
import smtplib
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from offers.enums import MailState
from offers.models import OutgoingMail
from offers.signals import mail_bounced

LEASE: Final = datetime.timedelta(minutes=5)  # longer than any time-out of the connection
FIRST_WAIT: Final = datetime.timedelta(minutes=1)  # doubled with each attempt
LONGEST_WAIT: Final = datetime.timedelta(hours=4)
GIVE_UP_AFTER: Final = datetime.timedelta(days=5)  # RFC 5321, 4.5.4.1: at least four to five days
KEEP_WORDS: Final = datetime.timedelta(days=14)  # then the text goes: it holds links
AT_ONCE: Final = 100
PERMANENT: Final = range(500, 600)

logger = logging.getLogger(__name__)


def send_due() -> int:
    """Send what is due; how many went out. Safe with any number of senders."""
    try:
        sent = 0
        while pks := list(OutgoingMail.objects.due().order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            sent += sum(_send(pk) for pk in pks)
        _forget_words()
    except DatabaseError:
        logger.exception("The outbox of mails cannot be read.")
        return 0
    return sent


def _send(pk: int) -> bool:
    mail = _claim(pk)
    if mail is None:
        return False
    try:
        _message(mail).send()
    except smtplib.SMTPRecipientsRefused as error:
        code, reason = next(iter(error.recipients.values()), (0, b""))
        _note_refusal(mail, code, reason)
        return False
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _put_off(mail, f"{type(error).__name__}: {error}")
        return False
    # Dies the process before this line, the mail goes out again, with the same Message-ID.
    mail.state, mail.sent_at, mail.last_error = MailState.SENT, timezone.now(), ""
    mail.save(update_fields=["state", "sent_at", "last_error"])
    return True


def _claim(pk: int) -> OutgoingMail | None:
    """Take a mail in hand, unless somebody else was faster; the lease ends by itself."""
    now = timezone.now()
    due = OutgoingMail.objects.due(now).filter(pk=pk)
    if not due.update(next_attempt_at=now + LEASE, attempts=F("attempts") + 1):
        return None
    return OutgoingMail.objects.get(pk=pk)


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    # RFC 3834: nobody's holiday notice answers it.
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
        connection=get_connection(settings.MAIL_DELIVERY_BACKEND),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _note_refusal(mail: OutgoingMail, code: int, reason: bytes) -> None:
    said = f"{code} {reason.decode('utf-8', 'replace')}"
    if code in PERMANENT:
        note_bounce(mail, said)
    else:
        _put_off(mail, said)


def note_bounce(mail: OutgoingMail, reason: str) -> None:
    """The address does not exist or takes nothing: whoever keeps it is told (`mail_bounced`)."""
    mail.state, mail.last_error = MailState.BOUNCED, reason[:300]
    mail.save(update_fields=["state", "last_error"])
    mail_bounced.send(sender=OutgoingMail, address=mail.recipient)


def _put_off(mail: OutgoingMail, reason: str) -> None:
    now = timezone.now()
    wait = min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 10), LONGEST_WAIT)
    mail.next_attempt_at, mail.last_error = now + wait, reason[:300]
    if now - mail.created_at > GIVE_UP_AFTER:
        mail.state = MailState.GIVEN_UP
    mail.save(update_fields=["next_attempt_at", "last_error", "state"])
    logger.warning("Mail %s was not sent (attempt %s): %s", mail.pk, mail.attempts, mail.last_error)


def _forget_words() -> None:
    old = OutgoingMail.objects.filter(created_at__lt=timezone.now() - KEEP_WORDS)
    with_words = old.exclude(state=MailState.WAITING).exclude(text="", html="")
    with_words.update(text="", html="", unsubscribe_url="")
