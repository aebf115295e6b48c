"""Somebody says that an entry without anybody to speak for it is hers; the desk decides."""

from django.db import transaction
from django.utils import timezone

from offers.actions import submissions
from offers.enums import SubmissionKind, SubmissionState
from offers.models import Provider, Submission
from offers.querysets import UNDECIDED

OPEN = (SubmissionState.UNCONFIRMED, *UNDECIDED)


@transaction.atomic
def claim(*, provider: Provider, name: str, email: str, phone: str, evidence: str, language: str) -> None:
    """Keep who says so and how it can be checked, and mail a link to confirm the address.

    Said again by the same address it is the same claim, and the link is mailed once more while nobody used
    it. `provider` is one of `Provider.objects.claimable()`.
    """
    Provider.objects.select_for_update().get(pk=provider.pk)
    same = Submission.objects.filter(kind=SubmissionKind.CLAIM, provider=provider, email__iexact=email)
    submission = same.filter(state__in=OPEN).first()
    if submission is None:
        offer = provider.offers.live().order_by("pk")[0]
        submission = Submission.objects.create(
            kind=SubmissionKind.CLAIM,
            state=SubmissionState.UNCONFIRMED,
            provider=provider,
            offer=offer,
            municipality=provider.municipality or offer.responsible_municipality,
            name=name,
            email=email,
            phone=phone,
            evidence=evidence,
            language=language,
            sent_at=timezone.now(),
        )
    if submission.state == SubmissionState.UNCONFIRMED:
        submissions.ask_to_confirm(submission=submission)
