"""The mails of the domain. Each is queued in the transaction of what it tells of."""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from offers.addressees import Addressee
from offers.differences import LABELS
from offers.enums import SubmissionKind
from offers.mail import queue_mail
from offers.models import Offer, OutgoingMail, Provider, ProviderMember, Submission, SubmissionMessage
from offers.models.mailed_link import digest_of

_REFUSALS: Final = {
    SubmissionKind.NEW: "submission_declined",
    SubmissionKind.CHANGE: "change_declined",
    SubmissionKind.CLAIM: "claim_declined",
}


def mail_confirmation(submission: Submission, token: str, times_before: int) -> None:
    """The link to confirm what was sent; `times_before` says how often it was mailed already."""
    url = absolute("door:confirm", token, language=submission.language)
    template = "confirm_claim" if submission.is_claim else "confirm_submission"
    _mail(submission, template, url, f"confirm-{submission.pk}-{times_before}")


def mail_receipt(submission: Submission, token: str) -> None:
    """The number of the submission and the link to watch it."""
    url = absolute("door:state", token, language=submission.language)
    template = "claim_received" if submission.is_claim else "submission_received"
    _mail(submission, template, url, f"received-{submission.pk}-{digest_of(token)}")


def mail_acceptance(submission: Submission) -> None:
    """It is published: here; of a claim, what its sender may do from now on."""
    offer, language = submission.proposed, submission.language
    key = f"accepted-{submission.pk}"
    if submission.is_claim:
        _mail(submission, "claim_accepted", absolute("entries:start", language=language), key)
        return
    template = "change_accepted" if submission.is_change else "submission_accepted"
    with override(language_of(language)):
        left_out = [str(LABELS[name]) for name in submission.left_out]
    url = absolute("offers:detail", offer.pk, offer.slug, language=language)
    _mail(submission, template, url, key, left_out=left_out)


def mail_refusal(submission: Submission) -> None:
    """It is not published, and why."""
    view = "entries:start" if submission.is_change else "door:start"
    url = absolute(view, language=submission.language)
    _mail(submission, _REFUSALS[SubmissionKind(submission.kind)], url, f"declined-{submission.pk}")


def mail_question(message: SubmissionMessage, token: str) -> None:
    """The desk asks something; the link leads to where it can be answered."""
    submission = message.submission
    url = absolute("door:state", token, language=submission.language)
    _mail(submission, "submission_question", url, f"question-{message.pk}", question=message.text)


def mail_entries_links(found: Sequence[tuple[ProviderMember, str]]) -> None:
    """The way to the entries of each provider that one person speaks for: pairs of member and token."""
    first, token = found[0]
    queue_mail(
        template="entries_links",
        to=first.email,
        language=first.language,
        context={
            "entries": [
                (member.provider, absolute("entries:enter", token, language=first.language))
                for member, token in found
            ]
        },
        key=f"entries-{digest_of(token)}",
    )


def mail_invitation(by: ProviderMember, token: str, *, email: str, language: str) -> None:
    """`by` asks a colleague to speak for the provider too."""
    queue_mail(
        template="invitation",
        to=email,
        language=language,
        context={
            "by": by,
            "provider": by.provider,
            "url": absolute("entries:join", token, language=language),
        },
        key=f"invitation-{digest_of(token)}",
    )


def mail_erased(member: ProviderMember) -> None:
    """Everything of the provider is deleted, and so is the address this goes to."""
    queue_mail(
        template="erased",
        to=member.email,
        language=member.language,
        context={"provider": member.provider},
        key=f"erased-{member.pk}",
    )


def _mail(submission: Submission, template: str, url: str, key: str, **more: object) -> None:
    queue_mail(
        template=template,
        to=submission.email,
        language=submission.language,
        context={
            "submission": submission,
            "url": url,
            "entries_url": absolute("entries:start", language=submission.language),
        }
        | more,
        key=key,
    )


def language_of(language: str) -> str:
    """The one of the interface in which somebody reads."""
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


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
    year, week, _day = timezone.localdate().isocalendar()
    key = f"review-desk-{person.pk}-{year}-{week:02}"
    if OutgoingMail.objects.filter(key=key).exists():
        return False
    _mail_staff(person, "review_desk", _address("offers_review:list"), key, number=number)
    return True


def mail_arrival(person: AbstractUser, submission: Submission) -> None:
    """Something new waits for a decision."""
    url = _address("offers_desk:decision", submission.pk)
    _mail_staff(person, "desk_arrival", url, f"arrival-{submission.pk}-{person.pk}", submission=submission)


def mail_escalation(person: AbstractUser, submissions: Sequence[Submission]) -> None:
    """The municipalities have left these lying."""
    proposals = [(submission, _address("offers_desk:decision", submission.pk)) for submission in submissions]
    key = f"escalation-{submissions[0].pk}-{person.pk}"
    _mail_staff(person, "desk_escalation", _address("offers_desk:list"), key, proposals=proposals)


def _mail_staff(person: AbstractUser, template: str, url: str, key: str, **more: object) -> None:
    profile = getattr(person, "wagtail_userprofile", None)
    language = (profile and profile.preferred_language) or settings.LANGUAGE_CODE
    queue_mail(template=template, to=person.email, language=language, context={"url": url} | more, key=key)


def _address(view: str, *arguments: str | int) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(view, args=arguments)


def absolute(view: str, *arguments: str | int, language: str) -> str:
    """The full address of a view, in the language of whoever reads the mail."""
    with override(language_of(language)):
        return _address(view, *arguments)
