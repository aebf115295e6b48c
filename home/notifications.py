"""Mails that the pages send."""

import logging

from django.core.exceptions import ValidationError

from home.models import AccessibilityFeedback, CentreSettings
from offers.mail import queue_mail

logger = logging.getLogger(__name__)


def announce_feedback(feedback: AccessibilityFeedback) -> bool:
    """Tell the editors about a message; whether there was anybody to tell."""
    address = CentreSettings.of_portal().editors_email
    try:
        queue_mail(
            template="accessibility_feedback",
            to=address,
            language="de",
            context={"feedback": feedback},
            key=f"feedback-{feedback.pk}",
            reply_to=feedback.email,
        )
    except ValidationError:
        logger.warning("Nobody was told about message %s: the settings name no address.", feedback.pk)
        return False
    return True
