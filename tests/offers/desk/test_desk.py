"""The responsible municipality decides, with a reason; nobody else sees what waits."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from offers.actions import decisions, submissions
from offers.enums import DeclineReason, SubmissionState
from offers.models import Location, Offer, OutgoingMail, Provider, Submission
from tests.factories import (
    EditorFactory,
    OfferFactory,
    member_of,
)
from tests.offers.desk.conftest import moderator_of
from tests.offers.door.conftest import DOOR, Visitor, mailed_path

pytestmark = pytest.mark.django_db
DESK = "/admin/vorschlaege/"


def path_of(submission: Submission) -> str:
    return f"{DESK}{submission.pk}/"


def decide(desk: Client, submission: Submission, said: dict[str, object], **more: object) -> HttpResponse:
    """Send the form as it is shown, with all parts ticked."""
    page = BeautifulSoup(desk.get(path_of(submission)).content, "html.parser")
    shown = {field["name"]: field["value"] for field in page.select("form input[name=was_seen]")}
    parts = [box["value"] for box in page.select("input[name=parts]")]
    return desk.post(path_of(submission), {"parts": parts} | shown | said, **more)


class TestList:
    def test_shows_what_waits(self, desk, submission):
        page = BeautifulSoup(desk.get(DESK).content, "html.parser")
        assert submission.title in page.main.text
        assert page.select_one(f'main a[href="{path_of(submission)}"]')

    def test_what_is_decided_is_shown_on_request(self, desk, submission, siegburg):
        decisions.accept(submission=submission, by=siegburg)
        assert submission.title not in desk.get(DESK).content.decode()
        assert submission.title in desk.get(DESK, {"alle": ""}).content.decode()

    def test_what_is_not_confirmed_is_nowhere_in_the_admin(self, desk, client):
        visitor = Visitor(Client())
        draft = visitor.fill_all()
        visitor.send()
        client.force_login(EditorFactory())
        for path in (DESK, "/admin/snippets/offers/offer/", "/admin/snippets/offers/provider/"):
            page = client.get(path).content.decode()
            assert draft.title not in page
            assert draft.provider.name not in page
        path = f"/admin/snippets/offers/offer/edit/{draft.offer_id}/"
        assert client.get(path, follow=True).status_code == 404
        assert "Nachbarschaftshaus" not in client.get("/admin/snippets/offers/location/").content.decode()


class TestOtherMunicipality:
    @pytest.fixture
    def troisdorf(self, client) -> Client:
        client.force_login(moderator_of("Troisdorf"))
        return client

    def test_sees_nothing_of_it(self, submission, troisdorf):
        for path in (DESK, f"{DESK}?alle"):
            page = troisdorf.get(path)
            assert page.status_code == 200
            assert submission.title not in page.content.decode()
        assert troisdorf.get(path_of(submission), follow=True).status_code == 404

    def test_decides_nothing_of_it(self, submission, troisdorf):
        assert troisdorf.post(path_of(submission), {"accept": "1"}, follow=True).status_code == 404
        submission.refresh_from_db()
        assert submission.state == SubmissionState.WAITING

    def test_the_county_may(self, submission, client):
        client.force_login(member_of("Moderation Kreis"))
        assert client.get(path_of(submission)).status_code == 200

    def test_who_only_reads_has_no_desk(self, submission, client):
        client.force_login(member_of("Lesen"))
        assert client.get(DESK).status_code == 302
        assert client.get(path_of(submission)).status_code in {302, 404}


class TestAccepting:
    def test_publishes_the_offer_its_provider_and_its_place(self, desk, submission, siegburg):
        assert decide(desk, submission, {"accept": "1"}).url == DESK
        offer = Offer.objects.get()
        assert (offer.live, Provider.objects.get().live, Location.objects.get().live) == (True, True, True)
        assert offer.verified_by == "Siegburg"
        submission.refresh_from_db()
        assert (submission.state, submission.decided_by) == (SubmissionState.ACCEPTED, siegburg)

    def test_residents_find_it_and_the_sender_is_told_where(self, desk, submission):
        decide(desk, submission, {"accept": "1", "answer": "Schön, dass Sie dabei sind!"})
        mail = OutgoingMail.objects.latest("pk")
        assert mail.recipient == "amira@example.org"
        assert "Schön, dass Sie dabei sind!" in mail.text
        assert Client().get(mailed_path()).status_code == 200

    def test_what_lacks_something_is_explained_and_waits_on(self, desk, submission):
        offer = Offer.objects.get()
        offer.locations = []
        offer.save_revision()
        response = decide(desk, submission, {"accept": "1", "answer": "Meine Worte"})
        page = response.content.decode()
        assert "Wo findet es statt?" in page
        assert "Meine Worte" in page
        submission.refresh_from_db()
        assert submission.state == SubmissionState.WAITING
        assert not Offer.objects.get().live

    def test_the_moderators_own_changes_are_published(self, desk, submission):
        offer = Offer.objects.get()
        offer.minimum_age = 18
        offer.save_revision()
        decide(desk, submission, {"accept": "1"})
        assert Offer.objects.get().minimum_age == 18


def test_neither_yes_nor_no_decides_nothing(desk, submission):
    assert "nachfragen oder ablehnen" in decide(desk, submission, {}).content.decode()
    submission.refresh_from_db()
    assert submission.state == SubmissionState.WAITING


class TestDeclining:
    def test_needs_a_reason(self, desk, submission):
        response = decide(desk, submission, {"decline": "1", "answer": "Leider nein."})
        assert "Bitte wählen Sie einen Grund" in response.content.decode()
        assert "Leider nein." in response.content.decode()
        submission.refresh_from_db()
        assert submission.state == SubmissionState.WAITING

    def test_tells_the_sender_why(self, desk, submission):
        decide(desk, submission, {"decline": "1", "reason": DeclineReason.DUPLICATE})
        mail = OutgoingMail.objects.latest("pk")
        assert "Das Angebot steht schon im Verzeichnis." in mail.text
        assert "Das Angebot steht schon im Verzeichnis." in mail.html
        assert not Offer.objects.get().live

    def test_in_the_senders_language(self, desk, submission):
        Submission.objects.update(language="en")
        decide(desk, submission, {"decline": "1", "reason": DeclineReason.DUPLICATE})
        assert "already in the directory" in OutgoingMail.objects.latest("pk").text

    def test_another_reason_needs_words(self, desk, submission):
        response = decide(desk, submission, {"decline": "1", "reason": DeclineReason.OTHER})
        assert "in Ihren Worten" in response.content.decode()


class TestTwoAtOnce:
    def test_whoever_is_first_has_decided(self, desk, submission, siegburg):
        decisions.decline(submission=submission, by=siegburg, reason=DeclineReason.OTHER, answer="Nein")
        response = decide(desk, submission, {"accept": "1"}, follow=True)
        assert "gerade schon jemand anderes" in response.content.decode()
        assert not Offer.objects.get().live

    def test_what_its_sender_took_back_is_not_published(self, submission, siegburg):
        submissions.withdraw(submission=submission)
        with pytest.raises(decisions.AlreadyDecidedError):
            decisions.accept(submission=submission, by=siegburg)
        assert not Offer.objects.get().live


class TestFindings:
    def test_a_twin_is_named(self, desk, submission):
        OfferFactory(title=submission.title)
        assert "Gibt es das schon?" in desk.get(path_of(submission)).content.decode()

    def test_a_course_without_a_level_is_pointed_out(self, desk, submission):
        assert "wie viel Deutsch man braucht" in desk.get(path_of(submission)).content.decode()

    def test_a_stranger_cannot_bring_markup_to_the_desk(self, client, siegburg):
        visitor = Visitor(Client())
        evil = "<script>alert(1)</script>"
        visitor.fill_all(was={"title": evil, "summary": evil, "description": evil}, wer={"name": evil})
        visitor.send()
        visitor.client.post(mailed_path())
        client.force_login(siegburg)
        for path in (DESK, path_of(Submission.objects.get())):
            assert evil not in client.get(path).content.decode()
        assert all(evil not in mail.html for mail in OutgoingMail.objects.all())


def test_from_the_door_to_the_directory(client, siegburg):
    """The whole way, as a volunteer and a moderator go it."""
    visitor = Visitor(Client())
    assert visitor.client.get(DOOR).status_code == 200
    visitor.fill_all()
    visitor.send()
    visitor.client.post(mailed_path())
    client.force_login(siegburg)
    decide(client, Submission.objects.get(), {"accept": "1"})
    page = Client().get("/de/angebote/", {"q": "Nähen"}).content.decode()
    assert "Nähen und Deutsch sprechen" in page
