"""Whether mails go out, for whoever watches the server."""

import datetime
from typing import Final

from django.db import DatabaseError
from django.utils import timezone

from offers.enums import MailState
from offers.models import OutgoingMail

LATE_AFTER: Final = datetime.timedelta(hours=1)  # a mail server that is away for longer is worth a look
TOLD_FOR: Final = datetime.timedelta(days=7)


def state() -> str:
    """`ok`, `late` where mails wait for too long, `given up` where one was, lately."""
    now = timezone.now()
    mails = OutgoingMail.objects.order_by()
    try:
        if mails.filter(state=MailState.WAITING, created_at__lt=now - LATE_AFTER).exists():
            return "late"
        given_up = mails.filter(state=MailState.GIVEN_UP, next_attempt_at__gt=now - TOLD_FOR)
        return "given up" if given_up.exists() else "ok"
    except DatabaseError:
        return "unknown"
