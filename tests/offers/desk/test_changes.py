"""A change of a published offer, a claim, a question: what the desk sees and what comes of it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from offers.actions import changes, claims, decisions, links, submissions
from offers.enums import DeclineReason, LinkPurpose, SubmissionKind, SubmissionState
from offers.models import Contact, Offer, OutgoingMail, ProviderMember, Submission
from tests.factories import LocationFactory, OfferFactory, ProviderFactory, member_of
from tests.offers.desk.test_desk import DESK, decide, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db) -> ProviderMember:
    provider = ProviderFactory(name="Nähstube Sieg e. V.")
    return ProviderMember.objects.create(provider=provider, name="Amira", email="amira@example.org")


@pytest.fixture
def offer(member) -> Offer:
    return OfferFactory(
        title="Nähen und Deutsch sprechen",
        provider=member.provider,
        topics=["german-practice"],
        serves=["Siegburg"],
        locations=[LocationFactory()],
        contacts=[Contact(phone="02241 123456")],
        minimum_age=16,
    )


@pytest.fixture
def change(offer: Offer, member: ProviderMember) -> Submission:
    """Another title and another age, sent and waiting."""
    submission = changes.begin_change(offer=offer, by=member)
    draft = submission.draft
    words = list(draft.translations.all())
    words[0].title = "Nähcafé"
    draft.translations = words
    draft.minimum_age = 14
    submission.keep(draft)
    submission.save()
    submission = Submission.objects.get(pk=submission.pk)
    assert submissions.send(submission=submission, consent_version="1", consent_text="Ja")
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def claim(offer: Offer) -> Submission:
    said = {"name": "Ben", "email": "ben@example.org", "phone": "", "language": "de"}
    claims.claim(provider=offer.provider, evidence="Rufen Sie an: 02241 99", **said)
    submission = Submission.objects.get(kind=SubmissionKind.CLAIM)
    token = links.issue(purpose=LinkPurpose.CONFIRM, submission=submission)
    submissions.confirm(link=links.find(token=token, purpose=LinkPurpose.CONFIRM))
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def moderator(offer: Offer) -> User:
    return member_of("Moderation Kreis")


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


def state_of(submission: Submission) -> str:
    return Submission.objects.get(pk=submission.pk).state


def last_mail() -> OutgoingMail:
    return OutgoingMail.objects.latest("pk")


class TestChange:
    def test_what_it_would_change_is_shown_field_by_field(self, desk, change):
        page = BeautifulSoup(desk.get(path_of(change)).content, "html.parser")
        assert [cell.text for cell in page.select("td del")][-1] == "16"
        assert [cell.text for cell in page.select("td ins")][-1] == "14"
        assert len(page.select("input[name=parts]")) == 2

    def test_the_published_version_stays_while_it_waits(self, change, client):
        assert Offer.objects.get().title == "Nähen und Deutsch sprechen"
        assert client.get(Offer.objects.get().get_absolute_url()).status_code == 200

    def test_accepted_it_is_published_and_the_sender_told(self, desk, change):
        assert decide(desk, change, {"accept": "1"}).url == DESK
        published = Offer.objects.get()
        assert (published.title, published.minimum_age, published.live) == ("Nähcafé", 14, True)
        assert published.verified_on == timezone.localdate()
        assert "geprüft und angenommen" in last_mail().text

    def test_accepted_in_part_the_rest_stays_and_the_sender_learns_why(self, desk, change):
        said = {"accept": "1", "parts": ["audience"], "answer": "Der Titel ist bekannt."}
        decide(desk, change, said)
        published = Offer.objects.get()
        assert (published.title, published.minimum_age) == ("Nähen und Deutsch sprechen", 14)
        assert "- Titel und Texte" in last_mail().text
        assert "Der Titel ist bekannt." in last_mail().html
        assert Submission.objects.get(pk=change.pk).left_out != []

    def test_what_is_left_out_needs_words(self, desk, change):
        page = decide(desk, change, {"accept": "1", "parts": ["audience"]}).content.decode()
        assert "warum Sie etwas nicht übernehmen" in page
        assert state_of(change) == SubmissionState.WAITING

    def test_nothing_taken_is_no_acceptance(self, desk, change):
        page = decide(desk, change, {"accept": "1", "parts": [], "answer": "x"}).content.decode()
        assert "lehnen Sie bitte ab" in page

    def test_declined_everything_stays(self, desk, change):
        decide(desk, change, {"decline": "1", "reason": DeclineReason.UNVERIFIABLE})
        assert Offer.objects.get().title == "Nähen und Deutsch sprechen"
        assert "bleibt dort, wie es war" in last_mail().text

    def test_a_draft_that_an_editor_has_in_work_is_not_buried(self, desk, change, offer):
        draft = Offer.objects.get()
        draft.maximum_age = 60
        draft.save_revision()
        page = decide(desk, change, {"accept": "1"}).content.decode()
        assert "ein Entwurf dieses Angebots in Arbeit" in page
        assert state_of(change) == SubmissionState.WAITING

    def test_what_was_published_since_is_pointed_out(self, desk, change, offer):
        published = Offer.objects.get()
        published.maximum_age = 60
        published.save_revision().publish()
        assert (
            "Seit der Absender mit dieser Änderung begonnen hat" in desk.get(path_of(change)).content.decode()
        )

    def test_what_was_not_seen_is_not_decided(self, desk, change, offer, moderator):
        was_seen = decisions.seen(change)
        published = Offer.objects.get()
        published.maximum_age = 60
        published.save_revision().publish()
        response = decide(desk, change, {"accept": "1", "was_seen": was_seen, "answer": "Meine Worte"})
        assert "Bitte sehen Sie es noch einmal an" in response.content.decode()
        assert "Meine Worte" in response.content.decode()
        assert Offer.objects.get().maximum_age == 60
        assert state_of(change) == SubmissionState.WAITING

    def test_it_can_be_published_later(self, desk, change):
        moment = timezone.localtime() + datetime.timedelta(days=3)
        decide(desk, change, {"accept": "1", "go_live_at": moment.strftime("%Y-%m-%dT%H:%M")})
        assert Offer.objects.get().title == "Nähen und Deutsch sprechen"
        assert "ab diesem Zeitpunkt" in last_mail().text
        assert Offer.objects.get().revisions.filter(approved_go_live_at__isnull=False).count() == 1

    def test_not_in_the_past(self, desk, change):
        page = decide(desk, change, {"accept": "1", "go_live_at": "2020-01-01T10:00"}).content.decode()
        assert "schon vorbei" in page


class TestQuestion:
    @pytest.fixture
    def asked(self, desk, change) -> str:
        """The address at which the sender answers."""
        decide(desk, change, {"ask": "1", "answer": "Ist der Raum ohne Stufen?"})
        path = next(word for word in last_mail().text.split() if "/mitmachen/stand/" in word)
        return path[path.index("/de/") :]

    def test_is_mailed_and_waits_for_an_answer(self, asked, change):
        assert state_of(change) == SubmissionState.QUESTION
        assert "Ist der Raum ohne Stufen?" in last_mail().html

    def test_the_answer_brings_it_back_to_the_desk(self, asked, change, desk):
        visitor = Client()
        assert "Ist der Raum ohne Stufen?" in visitor.get(asked).content.decode()
        assert visitor.post(asked, {"text": "Ja, mit Aufzug."}).status_code == 302
        assert state_of(change) == SubmissionState.WAITING
        assert "Ja, mit Aufzug." in desk.get(path_of(change)).content.decode()

    def test_without_words_it_is_no_answer(self, asked, change):
        assert Client().post(asked, {"text": " "}).status_code == 422
        assert state_of(change) == SubmissionState.QUESTION

    def test_nobody_has_to_wait_for_an_answer(self, asked, change, desk):
        decide(desk, change, {"accept": "1"})
        assert state_of(change) == SubmissionState.ACCEPTED
        assert Client().post(asked, {"text": "Zu spät"}).status_code == 302
        assert state_of(change) == SubmissionState.ACCEPTED

    def test_needs_words(self, desk, change):
        assert "Bitte schreiben Sie Ihre Frage." in decide(desk, change, {"ask": "1"}).content.decode()
        assert state_of(change) == SubmissionState.WAITING


class TestClaim:
    def test_shows_how_it_can_be_checked(self, desk, claim):
        assert "Rufen Sie an: 02241 99" in desk.get(path_of(claim)).content.decode()

    def test_accepted_the_sender_speaks_for_the_provider_and_nothing_is_published(self, desk, claim):
        before = Offer.objects.get().live_revision_id
        decide(desk, claim, {"accept": "1"})
        assert ProviderMember.objects.filter(email="ben@example.org").exists()
        assert Offer.objects.get().live_revision_id == before
        assert "selbst ändern, pausieren und ergänzen" in last_mail().text

    def test_declined_nobody_does(self, desk, claim):
        decide(desk, claim, {"decline": "1", "reason": DeclineReason.UNVERIFIABLE})
        assert not ProviderMember.objects.filter(email="ben@example.org").exists()
        assert "nicht übergeben" in last_mail().text


class TestSpeakingForAKnownProvider:
    @pytest.fixture
    def submission(self, offer: Offer) -> Submission:
        """Of somebody nobody knows, for a provider that is known."""
        draft = OfferFactory(
            title="Stricken",
            provider=offer.provider,
            live=False,
            topics=["german-practice"],
            serves=["Siegburg"],
            locations=[LocationFactory()],
        )
        return Submission.objects.create(
            state=SubmissionState.WAITING,
            provider=offer.provider,
            offer=draft,
            municipality=draft.responsible_municipality,
            email="neu@example.org",
            sent_at=timezone.now(),
            confirmed_at=timezone.now(),
        )

    @pytest.mark.parametrize("says_so", [True, False])
    def test_a_moderator_has_to_say_so(self, desk, submission, says_so):
        decide(desk, submission, {"accept": "1"} | ({"speaks_for_provider": "on"} if says_so else {}))
        assert state_of(submission) == SubmissionState.ACCEPTED
        assert ProviderMember.objects.filter(email="neu@example.org").exists() == says_so


def test_whoever_decides_is_in_the_history(desk, change, moderator):
    decide(desk, change, {"accept": "1"})
    assert ModelLogEntry.objects.filter(action=decisions.ACCEPTED_ACTION, user=moderator).count() == 1
