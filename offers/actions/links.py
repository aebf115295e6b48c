"""Make, look up and use up the links that stand in mails."""

import datetime
import secrets
from typing import Final

from django.core import signing
from django.utils import timezone

from offers.enums import LinkPurpose
from offers.models import MailedLink, Provider, ProviderMember, Submission
from offers.models.mailed_link import digest_of

LIFETIME: Final = {
    LinkPurpose.CONFIRM: datetime.timedelta(days=7),
    LinkPurpose.WATCH: datetime.timedelta(days=365),
    LinkPurpose.ENTRIES: datetime.timedelta(days=2),  # whoever needs another asks for one
    LinkPurpose.REVIEW: datetime.timedelta(days=90),
    LinkPurpose.JOIN: datetime.timedelta(days=7),
}

_SALT: Final = "offers.links."


def issue(
    *,
    purpose: LinkPurpose,
    submission: Submission | None = None,
    member: ProviderMember | None = None,
    carries: object = None,
    provider: Provider | None = None,
    address: str = "",
) -> str:
    """Make a link and return its token, which is kept nowhere: it belongs into a mail or an answer.

    What the link `carries` (anything JSON can say) stands signed in the token, and there alone.
    """
    token = secrets.token_urlsafe(32)
    if carries is not None:
        token = signing.dumps([token, carries], salt=_SALT + purpose, compress=True)
    MailedLink.objects.create(
        purpose=purpose,
        digest=digest_of(token),
        submission=submission,
        member=member,
        provider=provider,
        address=address,
        expires_at=timezone.now() + LIFETIME[purpose],
    )
    return token


def carried_by(token: str, purpose: LinkPurpose) -> object:
    """What `issue` put into a token; None where it is none of ours."""
    try:
        return signing.loads(token, salt=_SALT + purpose)[1]
    except (signing.BadSignature, ValueError, TypeError, LookupError):
        return None


def find(*, token: str, purpose: LinkPurpose) -> MailedLink | None:
    """The link of a token, used or expired as it may be; None for what never was one for this purpose."""
    return MailedLink.objects.filter(digest=digest_of(token), purpose=purpose).first()


def use_up(link: MailedLink) -> bool:
    """Use a link, once: whether it was this call that did it. Whoever uses one does get our mails."""
    is_first = bool(MailedLink.objects.usable().filter(pk=link.pk).update(used_at=timezone.now()))
    if is_first and link.member_id:
        ProviderMember.objects.filter(pk=link.member_id).update(bounced_at=None)
    return is_first
