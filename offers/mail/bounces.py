"""Mails that come back: which of ours could not be delivered, as another mail server reports it (RFC 3464).

A report is believed only where it names the Message-ID of a mail of ours, and says nothing but that this mail
did not arrive: whom it was for is what we know ourselves. So nobody can report the address of somebody else.
"""

import email
import re
from collections.abc import Iterable, Iterator
from email.message import Message
from typing import Final

from offers.enums import MailState
from offers.mail.sending import note_bounce
from offers.models import OutgoingMail

MOST_BYTES: Final = 1_000_000  # what comes after is not read; a report says what it has to say at the top
MOST_PARTS: Final = 50
MOST_IDS: Final = 20
# The parser of the standard library is not made for enemies.
UNREADABLE: Final = (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_ID: Final = re.compile(r"<[!-;=?-~]{3,198}>")
_NOT_PLAIN: Final = re.compile(r"[^!-~]+")  # what a database may refuse, and what breaks a line
_STATUS: Final = re.compile(r"\s*5\.\d{1,3}\.\d{1,3}")
_MAILBOX_FULL: Final = re.compile(r"\s*5\.2\.2\b")  # the address is right, and may be empty tomorrow


def receive(raw: bytes) -> OutgoingMail | None:
    """Note what a message reports; the mail that did not arrive, or None where it reports none of ours.

    Whatever the message is, nothing is raised but what the database raises.
    """
    try:
        reason, ids = read_report(raw[:MOST_BYTES])
    except UNREADABLE:
        return None
    if not reason:
        return None
    mail = OutgoingMail.objects.filter(message_id__in=ids).first()
    if mail is None or mail.state == MailState.BOUNCED:
        return mail
    note_bounce(mail, reason)
    return mail


def read_report(raw: bytes) -> tuple[str, list[str]]:
    """Why something was given up for good ("" where nothing was), and the Message-IDs that may be meant."""
    message = email.message_from_bytes(raw)
    parts = list(_first(message.walk(), MOST_PARTS))
    blocks = [block for part in parts for block in _blocks(part)]
    reason = next((_reason(block) for block in blocks if _is_failure(block)), "")
    return reason, list(_first(_ids(message, parts), MOST_IDS)) if reason else []


def _first(items: Iterable, number: int) -> Iterator:
    for _place, item in zip(range(number), items, strict=False):
        yield item


def _blocks(part: Message) -> list[Message]:
    """What a report says of the message and of each recipient, a block of headers each."""
    payload = part.get_payload()
    is_report = part.get_content_type() in {"message/delivery-status", "message/global-delivery-status"}
    return [block for block in payload if isinstance(block, Message)] if is_report else []


def _is_failure(block: Message) -> bool:
    """Given up for good; a delay, a full mailbox, or a mail that was handed on is none."""
    status = str(block.get("Status", ""))
    is_failed = str(block.get("Action", "")).strip().lower().startswith("failed")
    return is_failed and bool(_STATUS.match(status)) and not _MAILBOX_FULL.match(status)


def _reason(block: Message) -> str:
    said = str(block.get("Diagnostic-Code", "")).partition(";")[2] or str(block.get("Status", ""))
    return _NOT_PLAIN.sub(" ", said).strip() or "5.0.0"


def _ids(message: Message, parts: Iterable[Message]) -> Iterator[str]:
    """The Message-ID of what is sent back with the report, or what the report answers to."""
    for part in parts:
        if part is not message and part["Message-ID"]:
            yield from _ID.findall(str(part["Message-ID"]))
        if part.get_content_type() in {"text/rfc822-headers", "message/global-headers"}:
            payload = part.get_payload(decode=True)
            headers = email.message_from_bytes(payload if isinstance(payload, bytes) else b"")
            yield from _ID.findall(str(headers.get("Message-ID", "")))
    for name in ("In-Reply-To", "References", "X-MS-Exchange-Parent-Message-Id"):
        yield from _ID.findall(str(message.get(name, ""))[:4000])
