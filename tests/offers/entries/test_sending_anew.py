"""What was declined is sent anew, a course is copied, and each of it stays with its organisation."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from offers.actions import decisions, entries
from offers.enums import DeclineReason, Frequency, Places, SubmissionKind, SubmissionState
from offers.models import (
    Offer,
    ProviderMember,
    Schedule,
    Submission,
)
from tests.factories import EditorFactory, OfferFactory
from tests.offers.door.conftest import DOOR, Visitor, answers, mailed_path
from tests.offers.entries.conftest import ENTRIES, begin, rewrite, sign_in

pytestmark = pytest.mark.django_db


class TestDeclined:
    @pytest.fixture
    def declined(self, member) -> Submission:
        visitor = Visitor(Client())
        visitor.fill_all(wer={"provider_name": member.provider.name})
        visitor.send()
        visitor.client.post(mailed_path())
        submission = Submission.objects.get()
        assert submission.provider == member.provider
        decisions.decline(
            submission=submission,
            by=EditorFactory(),
            reason=DeclineReason.INCOMPLETE,
            answer="Bitte mit Ort.",
        )
        return submission

    def test_its_reason_stands_on_the_page(self, inside, declined):
        page = inside.get(f"{ENTRIES}liste/").content.decode()
        assert declined.get_reason_display() in page
        assert "Bitte mit Ort." in page

    def test_it_is_written_in_and_sent_anew_and_the_decision_stays(self, visitor, declined):
        again = begin(visitor, declined.offer)
        assert again != declined
        rewrite(visitor, "was", title="Nähen, zweiter Anlauf")
        visitor.send()
        again.refresh_from_db()
        declined.refresh_from_db()
        assert (again.state, declined.state) == (SubmissionState.WAITING, SubmissionState.DECLINED)
        assert again.offer == declined.offer
        decisions.accept(submission=again, by=EditorFactory())
        assert Offer.objects.get(pk=again.offer_id).title == "Nähen, zweiter Anlauf"

    def test_discarding_the_second_attempt_keeps_the_first(self, visitor, declined):
        begin(visitor, declined.offer)
        visitor.client.post(f"{DOOR}verwerfen/")
        declined.refresh_from_db()
        assert Offer.objects.filter(pk=declined.offer_id).exists()

    def test_a_declined_change_is_improved_not_written_anew(self, visitor, offer, member):
        first = begin(visitor, offer)
        rewrite(visitor, "was", title="Nähen und mehr")
        visitor.send()
        first.refresh_from_db()
        now = timezone.now()
        Submission.objects.filter(pk=first.pk).update(
            state=SubmissionState.DECLINED, reason=DeclineReason.INCOMPLETE, decided_at=now
        )
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        assert "Ihre letzte Änderung wurde nicht" in visitor.client.get(f"{ENTRIES}liste/").content.decode()
        again = begin(visitor, offer)
        assert again != first
        assert (again.draft.title, again.draft.places) == ("Nähen und mehr", "full")

    def test_it_is_begun_with_what_an_editor_published_since(self, visitor, offer):
        first = begin(visitor, offer)
        rewrite(visitor, "was", title="Nähen und mehr")
        long_ago = timezone.now() - datetime.timedelta(days=1)
        Submission.objects.filter(pk=first.pk).update(
            state=SubmissionState.DECLINED, reason="other", decided_at=long_ago, sent_at=long_ago
        )
        edited = Offer.objects.get(pk=offer.pk)
        edited.is_women_only = True
        edited.save_revision(user=EditorFactory()).publish()
        again = begin(visitor, offer)
        assert (again.draft.title, again.draft.is_women_only) == (offer.title, True)

    def test_what_a_stranger_has_not_confirmed_is_not_shown(self, inside, member):
        visitor = Visitor(Client())
        visitor.fill_all(wer={"provider_name": member.provider.name})
        visitor.send()
        stranger = Submission.objects.get()
        assert stranger.title not in inside.get(f"{ENTRIES}liste/").content.decode()
        assert inside.post(f"{ENTRIES}{stranger.offer_id}/aendern/").status_code == 404


class TestCopy:
    def test_it_says_the_same_without_its_dates(self, visitor, offer, member, clock):
        offer.schedules = [
            Schedule(byday="TU", starts_on=datetime.date(2026, 8, 1), ends_on=datetime.date(2026, 12, 1)),
            Schedule(freq=Frequency.ONCE, starts_on=datetime.date(2026, 8, 3)),
        ]
        offer.valid_to, offer.places, offer.places_stated_on = (
            datetime.date(2026, 12, 1),
            "full",
            timezone.localdate(),
        )
        offer.verified_on, offer.verified_by = timezone.localdate(), "Kreis"
        offer.save()
        offer.save_revision().publish()
        response = visitor.client.post(f"{ENTRIES}{offer.pk}/kopieren/")
        assert response.headers["Location"] == f"{DOOR}wann/"
        submission = Submission.objects.get()
        new = submission.offer
        assert new != offer
        assert new.uuid != offer.uuid
        assert (new.live, new.title, new.valid_to, new.places, new.verified_on) == (
            False,
            offer.title,
            None,
            "",
            None,
        )
        assert [row.term for row in new.terms.all()] == [row.term for row in offer.terms.all()]
        (line,) = new.schedules.all()
        assert (line.byday, line.starts_on, line.ends_on) == ("TU", None, None)
        assert Offer.objects.get(pk=offer.pk).schedules.count() == 2
        rewrite(visitor, "wann", **{"time-0-starts_on": "2027-02-01"})
        visitor.send()
        submission.refresh_from_db()
        assert (submission.kind, submission.state) == (SubmissionKind.NEW, SubmissionState.WAITING)
        decisions.accept(submission=submission, by=EditorFactory())
        assert Offer.objects.live().count() == 2


def test_a_new_offer_of_a_known_sender(visitor, member):
    assert visitor.client.post(f"{ENTRIES}neu/").headers["Location"] == f"{DOOR}was/"
    visitor.client.post(f"{ENTRIES}neu/")
    assert Submission.objects.count() == 1
    for slug, said in list(answers().items())[1:]:
        assert visitor.fill(slug, **said).status_code == 302
    visitor.send()
    submission = Submission.objects.get()
    assert (submission.state, submission.provider) == (SubmissionState.WAITING, member.provider)
    assert submission.offer.title in visitor.client.get(f"{ENTRIES}liste/").content.decode()


class TestOthers:
    def test_another_organisations_offer_is_not_there(self, inside):
        other = OfferFactory()
        for what in ("aendern", "kopieren", "zurueckziehen"):
            assert inside.post(f"{ENTRIES}{other.pk}/{what}/").status_code == 404
        assert not Submission.objects.exists()

    def test_a_colleague_goes_on_with_what_was_begun(self, visitor, offer, member):
        submission = begin(visitor, offer)
        colleague = ProviderMember.objects.create(
            provider=member.provider, name="Ben", email="ben@example.org"
        )
        other = Visitor(sign_in(Client(), colleague))
        assert begin(other, offer) == submission
        other.send()
        submission.refresh_from_db()
        assert (submission.state, submission.email) == (SubmissionState.WAITING, "ben@example.org")
