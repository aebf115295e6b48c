"""An association whose entries have to be looked at, and the days that pass."""

import datetime
import io
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.utils import timezone

from offers.models import Offer, OutgoingMail, Provider, ProviderMember
from tests.factories import OfferFactory, ProviderFactory

INTERVAL = 30


@pytest.fixture
def today(clock) -> datetime.date:
    return timezone.localdate()


@pytest.fixture
def provider(db) -> Provider:
    return ProviderFactory(name="Nähstube Sieg e. V.")


@pytest.fixture
def member(provider) -> ProviderMember:
    return ProviderMember.objects.create(provider=provider, name="Amira", email="amira@example.org")


@pytest.fixture
def entry(provider, today) -> Callable[..., Offer]:
    """`entry(days)`: an offer that has to be looked at in so many days, or had to be if they are negative."""

    def make(days: int, **facts: object) -> Offer:
        checked_on = today + datetime.timedelta(days=days - INTERVAL)
        return OfferFactory(
            **{
                "provider": provider,
                "verified_on": checked_on,
                "verified_by": "Siegburg",
                "review_interval_days": INTERVAL,
                "first_published_at": timezone.now() - datetime.timedelta(days=400),
            }
            | facts
        )

    return make


def run() -> list[OutgoingMail]:
    """What one run of the command mails."""
    known = set(OutgoingMail.objects.values_list("pk", flat=True))
    call_command("remind_providers", stdout=io.StringIO())
    return list(OutgoingMail.objects.exclude(pk__in=known).order_by("pk"))


def path_in(mail: OutgoingMail) -> str:
    """The path of the first link."""
    address = next(word for word in mail.text.split() if word.startswith("http"))
    return "/" + address.split("/", 3)[3]
