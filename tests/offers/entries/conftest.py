"""Somebody who speaks for a provider, signed in with the link of a mail."""

import pytest
from django.test import Client

from offers.actions import links
from offers.enums import LinkPurpose
from offers.models import Offer, ProviderMember, Submission
from tests.factories import LocationFactory, OfferFactory, ProviderFactory
from tests.offers.door.conftest import DOOR, Visitor

ENTRIES = "/de/mitmachen/eintraege/"


@pytest.fixture
def member(db: None) -> ProviderMember:
    provider = ProviderFactory(name="Nähstube Sieg e. V.")
    return ProviderMember.objects.create(provider=provider, name="Amira", email="amira@example.org")


@pytest.fixture
def offer(member: ProviderMember) -> Offer:
    """A published offer of the member's provider, with all that a published one needs."""
    return OfferFactory(
        title="Nähen und Deutsch sprechen",
        provider=member.provider,
        topics=["german-practice"],
        serves=["Siegburg"],
        locations=[LocationFactory()],
        contacts=[Offer.contacts.rel.related_model(phone="02241 123456")],
    )


def sign_in(client: Client, member: ProviderMember) -> Client:
    token = links.issue(purpose=LinkPurpose.ENTRIES, member=member)
    assert client.post(f"{ENTRIES}oeffnen/{token}/").status_code == 302
    return client


@pytest.fixture
def inside(client: Client, member: ProviderMember) -> Client:
    return sign_in(client, member)


@pytest.fixture
def visitor(inside: Client) -> Visitor:
    return Visitor(inside)


def begin(visitor: Visitor, offer: Offer) -> Submission:
    response = visitor.client.post(f"{ENTRIES}{offer.pk}/aendern/")
    assert response.headers["Location"] == f"{DOOR}pruefen/"
    return Submission.objects.latest("pk")


def rewrite(visitor: Visitor, slug: str, **changed: object) -> None:
    assert visitor.fill(slug, **visitor.values(slug) | changed).status_code == 302
