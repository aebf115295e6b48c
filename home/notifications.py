"""Mails that the pages send."""

import logging
import smtplib

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from home.models import AccessibilityFeedback, CentreSettings

logger = logging.getLogger(__name__)


def announce_feedback(feedback: AccessibilityFeedback) -> bool:
    """Tell the editors about a message; whether a mail went out.

    The message is stored already, so a mail server that is away loses nothing and stops nobody.
    """
    address = CentreSettings.of_portal().editors_email
    if not address:
        logger.warning("Nobody was told about message %s: the settings name no address.", feedback.pk)
        return False
    with override("de"):
        mail = EmailMessage(
            subject=_("Meldung einer Barriere"),
            body=render_to_string("emails/accessibility_feedback.txt", {"feedback": feedback}),
            to=[address],
            reply_to=[feedback.email] if feedback.email else [],
        )
    try:
        mail.send()
    except (OSError, smtplib.SMTPException):
        logger.exception("The mail about message %s was not sent.", feedback.pk)
        return False
    return True
