"""Sending, confirming, taking back; and links that do one thing, once."""

import datetime
import secrets

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from offers.actions import links, submissions
from offers.actions.retention import KEEP_DRAFTS, KEEP_PERSONS, delete_abandoned, forget_persons
from offers.door.consent import CONSENT_VERSION, consent_text
from offers.enums import LinkPurpose, SubmissionState
from offers.models import Location, MailedLink, Offer, OutgoingMail, Provider, Submission
from tests.factories import OfferFactory, ProviderFactory, municipality
from tests.offers.door.conftest import DOOR, Visitor, mailed_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(client: Client) -> Visitor:
    return Visitor(client)


@pytest.fixture
def sent(visitor: Visitor) -> Submission:
    visitor.fill_all()
    assert visitor.send().url == f"{DOOR}gesendet/"
    return Submission.objects.get()


def state() -> str:
    return Submission.objects.get().state


class TestSending:
    def test_keeps_the_consent_with_its_version_and_mails_the_link(self, sent):
        assert (sent.state, sent.consent_version) == (SubmissionState.UNCONFIRMED, CONSENT_VERSION)
        assert sent.consent_text == consent_text()
        mail = OutgoingMail.objects.get()
        assert mail.recipient == "amira@example.org"
        assert sent.reference in mail.text

    def test_twice_is_once(self, sent, visitor):
        assert visitor.client.post(f"{DOOR}pruefen/", {"consent": "1"}).url == f"{DOOR}gesendet/"
        assert OutgoingMail.objects.count() == Offer.objects.count() == 1

    def test_it_stays_as_it_was_sent(self, sent, visitor):
        key = {"draft": visitor.client.session["draft"]}
        visitor.client.post(f"{DOOR}was/", {"title": "Etwas anderes", **key})
        assert Offer.objects.get().title == "Nähen und Deutsch sprechen"

    def test_the_receipt_names_the_number_and_sends_the_mail_again(self, sent, visitor):
        assert sent.reference in visitor.page("gesendet").text
        first = mailed_path()
        visitor.client.post(f"{DOOR}gesendet/")
        assert OutgoingMail.objects.count() == 2
        assert visitor.client.get(first).status_code == 410
        assert visitor.client.get(mailed_path()).status_code == 200

    def test_the_next_offer_begins_anew(self, sent, visitor):
        visitor.page("wer")
        assert visitor.fill_all().pk != sent.pk
        assert Submission.objects.count() == 2


class TestConfirming:
    def test_opening_the_link_fifty_times_changes_nothing(self, sent, client):
        path = mailed_path()
        for _scanner in range(50):
            assert client.get(path).status_code == 200
            assert client.head(path).status_code == 200
        assert state() == SubmissionState.UNCONFIRMED

    def test_the_button_hands_it_over_once(self, sent, client):
        path = mailed_path()
        assert sent.reference in client.post(path).content.decode()
        assert state() == SubmissionState.WAITING
        assert client.post(path).status_code == client.get(path).status_code == 410
        assert OutgoingMail.objects.count() == 2

    def test_nothing_is_published_by_it(self, sent, client):
        client.post(mailed_path())
        offer = Offer.objects.get()
        assert not offer.live
        assert offer.latest_revision is not None
        assert client.get(offer.get_absolute_url()).status_code == 404

    def test_the_link_ends_after_a_week(self, sent, client, clock):
        MailedLink.objects.update(expires_at=datetime.datetime.now(datetime.UTC))
        clock.shift(1)
        assert client.post(mailed_path()).status_code == 410
        assert state() == SubmissionState.UNCONFIRMED


class TestLinks:
    @pytest.mark.parametrize(
        "number", [100, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.same_everywhere])]
    )
    def test_forged_ones_are_not_accepted(self, sent, number: int):
        token = mailed_path().rstrip("/").rpartition("/")[2]
        digest = MailedLink.objects.get().digest
        near = [
            token[:-1],
            token + "A",
            token.swapcase(),
            digest,
            "",
            "\x00",
            "%00",
            "ä",
            "\ud800",
            token * 9,
        ]
        forged = near + [secrets.token_urlsafe(32) for _number in range(number - len(near))]
        assert not [word for word in forged if links.find(token=word, purpose=LinkPurpose.CONFIRM)]

    def test_a_link_for_one_thing_does_no_other(self, sent, client):
        token = mailed_path().rstrip("/").rpartition("/")[2]
        assert client.get(f"{DOOR}stand/{token}/").status_code == 410
        assert client.post(f"{DOOR}weiter/{token}/").status_code in {405, 410}
        watch = links.issue(purpose=LinkPurpose.WATCH, submission=sent)
        assert client.post(f"{DOOR}bestaetigen/{watch}/").status_code == 410
        assert state() == SubmissionState.UNCONFIRMED

    def test_the_token_is_kept_nowhere(self, sent):
        token = mailed_path().rstrip("/").rpartition("/")[2]
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM offers_mailedlink WHERE digest = %s", [token])
            assert cursor.fetchone() == (0,)


class TestWatching:
    @pytest.fixture
    def path(self, sent, client) -> str:
        client.post(mailed_path())
        return mailed_path()

    def test_shows_where_it_stands(self, path, client, sent):
        text = client.get(path).content.decode()
        assert "wird geprüft" in text
        assert "Siegburg" in text
        assert client.get(path).headers["Cache-Control"].count("no-store")

    def test_the_sender_takes_it_back(self, path, client):
        client.post(path, {"withdraw": "1"})
        assert state() == SubmissionState.WITHDRAWN
        assert "zurückgezogen" in client.get(path).content.decode()

    def test_what_is_decided_is_not_taken_back(self, path, client):
        Submission.objects.update(state=SubmissionState.ACCEPTED)
        client.post(path, {"withdraw": "1"})
        assert state() == SubmissionState.ACCEPTED


class TestResponsible:
    def test_the_county_for_what_is_for_everybody(self):
        assert submissions.responsible_for(OfferFactory(serves_whole_county=True)).is_county

    def test_the_town_it_serves(self):
        assert str(submissions.responsible_for(OfferFactory(serves=["Troisdorf"]))) == "Troisdorf"

    def test_the_providers_town_among_several(self):
        assert str(submissions.responsible_for(OfferFactory(serves=["Troisdorf", "Siegburg"]))) == "Siegburg"

    def test_the_county_for_several_others(self):
        provider = ProviderFactory(municipality=municipality("Lohmar"))
        offer = OfferFactory(serves=["Troisdorf", "Siegburg"], provider=provider)
        assert submissions.responsible_for(offer).is_county


class TestKeepingPromises:
    def test_a_draft_goes_after_thirty_days(self, visitor, clock):
        visitor.fill_all()
        clock.shift(KEEP_DRAFTS - datetime.timedelta(minutes=1))
        assert delete_abandoned() == 0
        clock.shift(datetime.timedelta(minutes=2))
        assert delete_abandoned() == 1
        for model in (Submission, Offer, Provider, Location):
            assert not model.objects.exists()

    def test_persons_are_forgotten_in_the_end(self, clock, sent, client):
        client.post(mailed_path())
        assert forget_persons() == 0
        clock.shift(KEEP_PERSONS + datetime.timedelta(days=1))
        assert forget_persons() == 1
        kept = Submission.objects.get()
        assert (kept.name, kept.email, kept.phone) == ("", "", "")
        assert (forget_persons(), delete_abandoned()) == (0, 0)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": SubmissionState.DECLINED},
        {"offer": None},
        {"sent_at": None},
        {"consent_text": ""},
        {"consented_at": None},
    ],
    ids=str,
)
def test_the_database_keeps_no_half_submission(sent, broken: dict):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**broken)
