"""Take in what visitors tell the editors."""

from django.db import transaction

from home.models import AccessibilityFeedback
from home.notifications import announce_feedback


@transaction.atomic
def receive(
    *, message: str, page_address: str, name: str, email: str, language: str
) -> AccessibilityFeedback:
    """Keep a message about a barrier and tell the editors, in one transaction."""
    feedback = AccessibilityFeedback(
        message=message, page_address=page_address, name=name, email=email, language=language
    )
    feedback.full_clean()
    feedback.save()
    announce_feedback(feedback)
    return feedback
