"""The mails of the domain. Each is queued in the transaction of what it tells of."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from offers.addressees import Addressee
from offers.mail import queue_mail
from offers.models import Offer, OutgoingMail, Provider, Submission


def mail_confirmation(submission: Submission, token: str, times_before: int) -> None:
    """The link to confirm what was sent; `times_before` says how often it was mailed already."""
    url = absolute("door:confirm", token, language=submission.language)
    _mail(submission, "confirm_submission", url, f"confirm-{submission.pk}-{times_before}")


def mail_receipt(submission: Submission, token: str) -> None:
    """The number of the submission and the link to watch it."""
    url = absolute("door:state", token, language=submission.language)
    _mail(submission, "submission_received", url, f"received-{submission.pk}")


def mail_acceptance(submission: Submission) -> None:
    """It is published: here."""
    offer = submission.proposed
    url = absolute("offers:detail", offer.pk, offer.slug, language=submission.language)
    _mail(submission, "submission_accepted", url, f"accepted-{submission.pk}")


def mail_refusal(submission: Submission) -> None:
    """It is not published, and why."""
    url = absolute("door:start", language=submission.language)
    _mail(submission, "submission_declined", url, f"declined-{submission.pk}")


def _mail(submission: Submission, template: str, url: str, key: str) -> None:
    queue_mail(
        template=template,
        to=submission.email,
        language=submission.language,
        context={"submission": submission, "url": url},
        key=key,
    )


def mail_review(
    addressee: Addressee, provider: Provider, offers: Sequence[Offer], token: str, *, key: str
) -> None:
    """All entries of a provider that somebody has to look at, with one link to do it."""
    _mail_entries("review_reminder", addressee, provider, offers, token, key=f"review-{key}")


def mail_hidden(addressee: Addressee, provider: Provider, offers: Sequence[Offer], token: str) -> None:
    """These entries are not shown any more, and how to bring them back."""
    key = f"hidden-{timezone.localdate():%Y%m%d}-{provider.pk}"
    _mail_entries("entries_hidden", addressee, provider, offers, token, key=key)


def _mail_entries(
    template: str, addressee: Addressee, provider: Provider, offers: Sequence[Offer], token: str, *, key: str
) -> None:
    url = absolute("review:entries", token, language=addressee.language)
    whom = f"member-{addressee.member.pk}" if addressee.member else f"provider-{provider.pk}"
    entries = [
        {
            "title": _title(offer, addressee.language),
            "due_on": offer.review_on,
            "url": f"{url}#eintrag-{offer.pk}",
        }
        for offer in offers
    ]
    queue_mail(
        template=template,
        to=addressee.email,
        language=addressee.language,
        context={
            "name": addressee.name,
            "provider": provider,
            "entries": entries,
            "first_due_on": min(offer.review_on for offer in offers),
            "url": url,
        },
        key=f"{key}-{whom}",
        unsubscribe_url=absolute("review:stop", token, language=addressee.language),
    )


def _title(offer: Offer, language: str) -> str:
    words = offer.words_in(language)
    return words.title if words else offer.title


def mail_review_desk(person: AbstractUser, number: int) -> bool:
    """How much there is to look at, once a week; whether it is told now."""
    profile = getattr(person, "wagtail_userprofile", None)
    language = (profile and profile.preferred_language) or settings.LANGUAGE_CODE
    year, week, _day = timezone.localdate().isocalendar()
    key = f"review-desk-{person.pk}-{year}-{week:02}"
    if OutgoingMail.objects.filter(key=key).exists():
        return False
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("offers_review:list")
    context = {"number": number, "url": address}
    queue_mail(template="review_desk", to=person.email, language=language, context=context, key=key)
    return True


def absolute(view: str, *arguments: str | int, language: str) -> str:
    """The full address of a view, in the language of whoever reads the mail."""
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(view, args=arguments)
