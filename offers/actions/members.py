"""Who speaks for a provider: asking for the way to its entries, taking others along, leaving."""

import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from offers.actions import links
from offers.enums import LinkPurpose, SubmissionState
from offers.models import MailedLink, Provider, ProviderMember, Submission
from offers.notifications import mail_entries_links, mail_invitation

MOST_LINKS_AN_HOUR: Final = 5  # mails to one person
MOST_INVITATIONS_A_DAY: Final = 10  # mails by one person
JOINED_ACTION: Final = "offers.join_provider"
LEFT_ACTION: Final = "offers.leave_provider"


@transaction.atomic
def mail_links(*, email: str) -> None:
    """Mail this address a link for each provider it speaks for; an address nobody knows gets nothing."""
    members = ProviderMember.objects.select_related("provider").filter(email__iexact=email)
    asked = [member for member in members.order_by("provider__name", "pk") if not _has_asked_enough(member)]
    if asked:
        tokens = [links.issue(purpose=LinkPurpose.ENTRIES, member=member) for member in asked]
        mail_entries_links(list(zip(asked, tokens, strict=True)))


def _has_asked_enough(member: ProviderMember) -> bool:
    lately = timezone.now() - datetime.timedelta(hours=1)
    sent = member.links.filter(purpose=LinkPurpose.ENTRIES, created_at__gt=lately)
    return sent.count() >= MOST_LINKS_AN_HOUR


@transaction.atomic
def enter(*, link: MailedLink) -> ProviderMember | None:
    """Use the link of a mail: the person it was sent to, who can be reached; None where it was used."""
    if not links.use_up(link):
        return None
    member = link.member
    if member is not None and member.bounced_at:
        member.bounced_at = None
        member.save(update_fields=["bounced_at"])
    return member


@transaction.atomic
def invite(*, by: ProviderMember, email: str, name: str, language: str) -> bool:
    """Mail a link with which a colleague joins; False where `by` has invited enough for a day.

    The address is kept nowhere but in the link, until the colleague says yes.
    """
    since = timezone.now() - datetime.timedelta(days=1)
    if by.links.filter(purpose=LinkPurpose.JOIN, created_at__gt=since).count() >= MOST_INVITATIONS_A_DAY:
        return False
    if not by.provider.members.filter(email__iexact=email).exists():
        carried = {"email": email, "name": name, "language": language}
        token = links.issue(purpose=LinkPurpose.JOIN, member=by, carries=carried)
        mail_invitation(by, token, email=email, language=language)
    return True


@transaction.atomic
def join(*, link: MailedLink, carried: dict[str, str]) -> ProviderMember | None:
    """The colleague says yes, and speaks for the provider from now on; None for a link that was used."""
    if link.member is None or not links.use_up(link):
        return None
    provider, email = link.member.provider, carried["email"]
    member, is_new = ProviderMember.objects.get_or_create(
        provider=provider,
        email__iexact=email,
        defaults={"email": email, "name": carried["name"], "language": carried["language"]},
    )
    if is_new:
        log(instance=provider, action=JOINED_ACTION, data={"member": member.pk})
    return member


@transaction.atomic
def remove(*, member: ProviderMember, by: ProviderMember) -> bool:
    """`member` no longer speaks for the provider; False for the last one, for then nobody would.

    What she has begun and not sent goes to `by`, or to another where she leaves by herself.
    """
    # Of two who leave at once the second waits here, and finds herself the last one.
    provider = Provider.objects.select_for_update().get(pk=member.provider_id)
    others = list(provider.members.exclude(pk=member.pk))
    heir = by if by != member else next(iter(others), None)
    if heir is None or heir not in others:
        return False
    begun = Submission.objects.filter(member=member, state=SubmissionState.DRAFT)
    begun.update(member=heir, name=heir.name, email=heir.email, phone="", language=heir.language)
    log(instance=provider, action=LEFT_ACTION, data={"member": member.pk, "by": by.pk})
    member.delete()
    return True
