"""Mails that the pages send."""

import logging
import smtplib

from django.core.mail import EmailMessage
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
            body=_feedback_text(feedback),
            to=[address],
            reply_to=[feedback.email] if feedback.email else [],
        )
    try:
        mail.send()
    except (OSError, smtplib.SMTPException):
        logger.exception("The mail about message %s was not sent.", feedback.pk)
        return False
    return True


def _feedback_text(feedback: AccessibilityFeedback) -> str:
    return _(
        "Jemand hat eine Barriere auf dem Portal gemeldet:\n\n"
        "%(message)s\n\n"
        "Seite: %(page)s\n"
        "Name: %(name)s\n"
        "E-Mail: %(email)s\n\n"
        "Die Meldung steht auch in der Verwaltung unter „Meldungen von Barrieren“.\n"
    ) % {
        "message": feedback.message,
        "page": feedback.page_address or "–",
        "name": feedback.name or "–",
        "email": feedback.email or "–",
    }
