"""The mails of the domain. Each is queued in the transaction of what it tells of."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from offers.mail import queue_mail
from offers.models import Submission


def mail_confirmation(submission: Submission, token: str, times_before: int) -> None:
    """The link to confirm what was sent; `times_before` says how often it was mailed already."""
    _tell(submission, "confirm_submission", "door:confirm", token, f"confirm-{submission.pk}-{times_before}")


def mail_receipt(submission: Submission, token: str) -> None:
    """The number of the submission and the link to watch it."""
    _tell(submission, "submission_received", "door:state", token, f"received-{submission.pk}")


def mail_acceptance(submission: Submission) -> None:
    """It is published: here."""
    offer, language = submission.proposed, submission.language
    _mail(
        submission, "submission_accepted", absolute("offers:detail", offer.pk, offer.slug, language=language)
    )


def mail_refusal(submission: Submission) -> None:
    """It is not published, and why."""
    _mail(submission, "submission_declined", absolute("door:start", language=submission.language))


def _mail(submission: Submission, template: str, url: str) -> None:
    queue_mail(
        template=template,
        to=submission.email,
        language=submission.language,
        context={"submission": submission, "url": url},
        key=f"{template}-{submission.pk}",
    )


def _tell(submission: Submission, template: str, view: str, token: str, key: str) -> None:
    queue_mail(
        template=template,
        to=submission.email,
        language=submission.language,
        context={"submission": submission, "url": absolute(view, token, language=submission.language)},
        key=key,
    )


def absolute(view: str, *arguments: str | int, language: str) -> str:
    """The full address of a view, in the language of whoever reads the mail."""
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(view, args=arguments)
