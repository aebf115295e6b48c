"""Who speaks for a provider: asking for the way to its entries, taking others along, leaving."""

import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from offers.actions import links
from offers.enums import LinkPurpose
from offers.models import MailedLink, ProviderMember
from offers.notifications import mail_entries_links

MOST_LINKS_AN_HOUR: Final = 5  # mails to one person


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
