"""An entry that nobody speaks for can be claimed; the desk decides."""

import time

import pytest
from django.core import signing
from django.test import Client

from offers.enums import SubmissionKind, SubmissionState
from offers.models import Offer, OutgoingMail, ProviderMember, Submission
from tests.factories import OfferFactory, ProviderFactory
from tests.offers.door.conftest import mailed_path
from tests.offers.entries.conftest import ENTRIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported() -> Offer:
    return OfferFactory(title="Chor", provider=ProviderFactory(name="Chor an der Sieg", source="vhs"))


def path_of(offer: Offer) -> str:
    return f"{ENTRIES}uebernehmen/{offer.provider_id}/"


def claim(client: Client, offer: Offer, **said: str):
    opened = signing.dumps(time.time() - 60, salt="form-time:claim")
    known = {"name": "Ada", "email": "ada@chor.example", "evidence": "Ich stehe im Impressum."}
    return client.post(path_of(offer), {"opened": opened} | known | said)


def test_it_waits_at_the_desk_once_the_address_is_confirmed(client, imported):
    for page in (imported.get_absolute_url(), imported.provider.get_absolute_url()):
        assert path_of(imported) in client.get(page).content.decode()
    assert imported.provider.name in client.get(path_of(imported)).content.decode()
    assert claim(client, imported).status_code == 302
    submission = Submission.objects.get()
    assert (submission.kind, submission.state) == (SubmissionKind.CLAIM, SubmissionState.UNCONFIRMED)
    path = mailed_path()
    assert imported.provider.name in client.get(path).content.decode()
    revisions = imported.revisions.count()
    assert client.post(path).status_code == 200
    submission.refresh_from_db()
    assert (submission.state, submission.offer) == (SubmissionState.WAITING, imported)
    assert submission.evidence == "Ich stehe im Impressum."
    assert imported.revisions.count() == revisions
    assert client.get(mailed_path()).status_code == 200
    assert not ProviderMember.objects.exists()


def test_said_again_it_is_the_same_claim(client, imported):
    for _time in range(3):
        claim(client, imported)
    assert Submission.objects.count() == 1
    assert OutgoingMail.objects.count() == 3
    client.post(mailed_path())
    claim(client, imported)
    assert Submission.objects.count() == 1


def test_one_that_somebody_speaks_for_cannot_be_claimed(client, imported):
    ProviderMember.objects.create(provider=imported.provider, email="a@example.org")
    assert path_of(imported) not in client.get(imported.get_absolute_url()).content.decode()
    assert path_of(imported) not in client.get(imported.provider.get_absolute_url()).content.decode()
    assert client.get(path_of(imported)).status_code == 404
    assert claim(client, imported).status_code == 404


def test_neither_can_one_without_anything_in_the_directory(client, imported):
    Offer.objects.update(live=False)
    assert client.get(path_of(imported)).status_code == 404
    assert client.get(f"{ENTRIES}uebernehmen/{2**70}/").status_code == 404


def test_a_program_is_thanked_and_not_heard(client, imported):
    assert claim(client, imported, homepage="x").status_code == 302
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "said", [{"evidence": ""}, {"email": "x"}, {"name": "\x00"}, {"opened": ""}, {"phone": "abc"}]
)
def test_what_is_wrong_is_asked_again(client, imported, said):
    assert claim(client, imported, **said).status_code == 422
    assert not Submission.objects.exists()


def test_it_is_no_entry_of_the_organisation_and_cannot_be_written_in(client, imported):
    claim(client, imported)
    client.post(mailed_path())
    member = ProviderMember.objects.create(provider=imported.provider, email="b@example.org")
    from tests.offers.entries.conftest import sign_in

    sign_in(client, member)
    assert "wird geprüft" not in client.get(f"{ENTRIES}liste/").content.decode()
    client.post(f"{ENTRIES}{imported.pk}/aendern/")
    assert Submission.objects.get(kind=SubmissionKind.CLAIM).state == SubmissionState.WAITING
