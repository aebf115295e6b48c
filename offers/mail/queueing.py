"""Write a mail into the outbox, in the transaction of what it tells of."""

from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from offers.mail.background import wake
from offers.models import OutgoingMail

LONGEST_SUBJECT = 250


def queue_mail(
    *,
    template: str,
    to: str,
    language: str,
    context: dict[str, Any],
    key: str,
    unsubscribe_url: str = "",
    reply_to: str = "",
) -> OutgoingMail:
    """Queue `templates/emails/TEMPLATE.txt` and `.html` for one person, once for each `key`.

    The first line of the text is the subject. It is written in `language`, in German where the portal does
    not speak it. Raises ValidationError for what is no address.
    """
    validate_email(to)
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        given = context | {"site_name": settings.WAGTAIL_SITE_NAME}
        words = render_to_string(f"emails/{template}.txt", given, using="text")
        subject, _line, text = words.strip().partition("\n")
        html = render_to_string(f"emails/{template}.html", given | {"subject": subject})
    return put(
        key=key,
        recipient=to,
        subject=subject,
        text=text.strip(),
        html=html,
        unsubscribe_url=unsubscribe_url,
        reply_to=reply_to,
    )


def put(*, key: str, subject: object, **mail: str) -> OutgoingMail:
    """Keep a mail that is ready; one whose `key` is known already stays as it is."""
    subject = " ".join(str(subject).split())[:LONGEST_SUBJECT]
    queued, is_new = OutgoingMail.objects.get_or_create(key=key, defaults={"subject": subject, **mail})
    if is_new:
        transaction.on_commit(wake, robust=True)
    return queued
