"""A submission as the door leaves it, and who decides about it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from offers.actions import submissions
from offers.enums import LinkPurpose, TaxonomyCode
from offers.models import Contact, OutgoingMail, Submission
from tests.factories import (
    LocationFactory,
    OfferFactory,
    ProviderFactory,
    member_of,
    municipality,
    term,
)


@pytest.fixture
def submission() -> Submission:
    """Of a new association with a new place, as the door and the confirmed address leave it."""
    provider = ProviderFactory(name="Nähstube Sieg e. V.", live=False, municipality=municipality("Siegburg"))
    offer = OfferFactory(
        title="Nähen und Deutsch sprechen",
        kind=term("course", TaxonomyCode.KIND),
        provider=provider,
        live=False,
        topics=["german-practice"],
        serves=["Siegburg"],
        locations=[LocationFactory(live=False)],
        contacts=[Contact(phone="02241 123456")],
        minimum_age=16,
        verified_on=None,
        verified_by="",
    )
    submission = Submission.objects.create(
        provider=provider, offer=offer, name="Amira Beispiel", email="amira@example.org"
    )
    submissions.send(submission=submission, consent_version="1", consent_text="Ja")
    submissions.confirm(link=submission.links.get(purpose=LinkPurpose.CONFIRM))
    OutgoingMail.objects.filter(subject__contains="bestätigen").delete()
    return Submission.objects.get()


def moderator_of(name: str) -> User:
    return member_of(f"Redaktion {name}")


@pytest.fixture
def siegburg() -> User:
    return moderator_of("Siegburg")


@pytest.fixture
def desk(client: Client, siegburg: User) -> Client:
    client.force_login(siegburg)
    return client
