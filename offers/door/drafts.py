"""Which draft a visitor is writing: its key is in her session, in the form she sends, or in a link."""

import uuid
from typing import Final

from django.core import signing
from django.http import HttpRequest

from offers.models import Offer, Submission

SESSION_KEY: Final = "draft"
FIELD: Final = "draft"
_SALT: Final = "offers.door.draft"
LINK_SECONDS: Final = 30 * 24 * 3600  # as long as a draft is kept


def sign(key: uuid.UUID) -> str:
    return signing.dumps(str(key), salt=_SALT)


def key_in(signed: str) -> uuid.UUID | None:
    """The key of a form or link of ours that is not older than drafts are kept; else None."""
    try:
        return uuid.UUID(signing.loads(signed, salt=_SALT, max_age=LINK_SECONDS))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def key_of(request: HttpRequest) -> uuid.UUID | None:
    """The key that was sent along, so that an ended session loses nothing; else that of the session."""
    if sent := key_in(request.POST.get(FIELD, "")):
        return sent
    try:
        return uuid.UUID(request.session.get(SESSION_KEY, ""))
    except ValueError:
        return None


def of_request(request: HttpRequest) -> Submission | None:
    """The visitor's submission, sent or not."""
    key = key_of(request)
    if key is None:
        return None
    submission = Submission.objects.filter(uuid=key).first()
    if submission is not None and submission.is_change:
        submission.offer = submission.draft
    return submission


def hidden_field(submission: Submission) -> dict[str, str]:
    """With what each form brings the draft along, for its template."""
    return {"draft_field": FIELD, "draft_key": sign(submission.uuid)}


def with_facts(submission: Submission | None) -> Submission | None:
    """With every row that a page about it needs; a change has them in its revision."""
    if submission is not None and submission.offer_id is not None and not submission.is_change:
        submission.offer = Offer.objects.with_facts().get(pk=submission.offer_id)
    return submission


def remember(request: HttpRequest, key: uuid.UUID) -> None:
    request.session[SESSION_KEY] = str(key)


def forget(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)
