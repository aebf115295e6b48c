"""Who is written to about the entries of a provider.

Those who speak for it, each with a link of their own. Where there is nobody, or no mail reaches them: the
address the organisation gives for itself, for it is meant for questions like these; else the contact of an
offer, who at least knows whom to ask. One address is enough there: three strangers would each think that
another one answers.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models.functions import Lower
from django.utils import timezone

from offers.enums import MailState, OfferLanguage
from offers.models import MailStop, Offer, OutgoingMail, Provider, ProviderMember

TRY_AGAIN_AFTER: Final = datetime.timedelta(days=180)  # an address nobody speaks for, when a mail came back


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person, or the organisation itself (`member` is None)."""

    email: str
    language: str
    name: str
    member: ProviderMember | None = None


class Silence:
    """The addresses that get no reminders, in lower case; read once."""

    def __init__(self) -> None:
        since = timezone.now() - TRY_AGAIN_AFTER
        came_back = OutgoingMail.objects.filter(state=MailState.BOUNCED, created_at__gte=since)
        self._stopped: Final = frozenset(MailStop.objects.values_list(Lower("address"), flat=True))
        self._came_back: Final = frozenset(came_back.values_list(Lower("recipient"), flat=True))

    def covers(self, address: str) -> bool:
        return not address or address.lower() in self._stopped | self._came_back

    def covers_member(self, member: ProviderMember) -> bool:
        return member.bounced_at is not None or member.email.lower() in self._stopped


def addressees_of(provider: Provider, offers: Iterable[Offer], silence: Silence) -> list[Addressee]:
    """Whom to write to; nobody where no mail arrives. Members and contacts are to be prefetched."""
    members = [member for member in provider.members.all() if not silence.covers_member(member)]
    if members:
        return [Addressee(member.email, member.language, member.name, member) for member in members]
    contacts = (contact.email for offer in offers for contact in offer.contacts.all())
    addresses = (address for address in (provider.email, *contacts) if not silence.covers(address))
    return [Addressee(address, OfferLanguage.GERMAN, "") for address in addresses][:1]
