"""A change is written at the door, waits in a revision, and touches nothing that residents see."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from offers.actions import changes, entries
from offers.actions.retention import KEEP_DRAFTS, delete_abandoned
from offers.enums import Frequency, Places, ScheduleKind, SubmissionKind, SubmissionState
from offers.models import (
    Contact,
    CostOption,
    Location,
    Offer,
    OutgoingMail,
    Schedule,
    Submission,
)
from tests.factories import EditorFactory, LocationFactory
from tests.offers.door.conftest import DOOR, Visitor, mailed_path
from tests.offers.entries.conftest import ENTRIES, begin, rewrite

pytestmark = pytest.mark.django_db
STEPS = ("was", "fuer-wen", "wo", "wann", "kosten", "bild")


def said_by(offer: Offer) -> dict[str, object]:
    """All that the database says of an offer, its rows included."""
    return said_of(Offer.objects.get(pk=offer.pk))


def said_of(offer: Offer) -> dict[str, object]:
    """What an offer says, save the moment at which it is asked."""
    return offer.serializable_data() | {"updated_at": None}


@pytest.fixture
def rich(offer: Offer) -> Offer:
    """With all that the steps of the door have no field for."""
    german = offer.translations.get(language="de")
    german.description = '<p>Mit <b>Tee</b> und <a href="https://example.org">Keksen</a>.</p>'
    german.eligibility = "Für alle"
    offer.translations = [german, offer.translations.model(language="en", title="Sewing")]
    offer.schedules = [
        Schedule(byday="TU", starts_at=datetime.time(17), kind=ScheduleKind.OPENING_HOURS),
        Schedule(freq=Frequency.MONTHLY, bymonthday=15),
        Schedule(
            kind=ScheduleKind.BREAK,
            starts_on=datetime.date(2030, 1, 1),
            ends_on=datetime.date(2030, 1, 6),
        ),
    ]
    offer.cost_options = [CostOption(kind="reduced", amount=3), CostOption(kind="amount", amount=5)]
    offer.contacts = [
        Contact(name="Ada", role="Leitung", phone="02241 1", hours="Mo"),
        Contact(phone="02241 2"),
    ]
    offer.locations = [offer.locations.model(location=LocationFactory(name=f"Haus {n}")) for n in range(8)]
    offer.save()
    return Offer.objects.get(pk=offer.pk)


class TestWriting:
    def test_the_published_offer_stays_as_it_is_until_it_is_decided(self, visitor, offer, member):
        before = said_by(offer)
        submission = begin(visitor, offer)
        rewrite(visitor, "was", title="Nähen und mehr")
        rewrite(visitor, "wo", **{"place-0-name": "Neues Haus"})
        rewrite(visitor, "wann", **{"time-0-weekdays": ["FR"], "time-0-how_often": "weekly"})
        page = visitor.page("pruefen").text
        assert "Nähen und mehr" in page
        assert "Neues Haus" in page
        assert visitor.client.get(f"{DOOR}vorschau/").status_code == 200
        assert visitor.send().headers["Location"] == f"{DOOR}gesendet/"
        assert said_by(offer) == before
        submission.refresh_from_db()
        assert (submission.kind, submission.state) == (SubmissionKind.CHANGE, SubmissionState.WAITING)
        assert (submission.email, submission.municipality) == (member.email, offer.responsible_municipality)
        assert submission.consented_at
        proposed = submission.draft
        assert proposed.title == "Nähen und mehr"
        assert proposed.locations.get().location.name == "Neues Haus"
        submission.revision.publish(user=EditorFactory())
        now = Offer.objects.get(pk=offer.pk)
        assert (now.title, now.has_unpublished_changes) == ("Nähen und mehr", False)
        assert now.schedules.get().byday == "FR"

    def test_nobody_is_asked_who_she_is_nor_to_confirm(self, visitor, offer):
        begin(visitor, offer)
        assert visitor.client.get(f"{DOOR}wer/").headers["Location"] == f"{DOOR}was/"
        page = visitor.page("was")
        assert "Schritt 1 von 6" in page.text
        visitor.send()
        mail = OutgoingMail.objects.get()
        assert "Ihre Änderung ist bei uns" in mail.subject
        assert Client().get(mailed_path()).status_code == 200

    def test_what_the_steps_do_not_ask_for_stays(self, visitor, rich):
        submission = begin(visitor, rich)
        before = said_of(submission.draft)
        for slug in STEPS:
            rewrite(visitor, slug)
        submission.refresh_from_db()
        after = said_of(Submission.objects.get(pk=submission.pk).draft)
        for said in (before, after):
            for rows in (said[name] for name in ("locations", "schedules", "cost_options", "service_areas")):
                for row in rows:
                    row.pop("pk")
            said["cost_options"].sort(key=lambda row: row["kind"])
        assert after == before

    def test_lines_that_the_step_has_no_words_for_are_shown(self, visitor, rich):
        begin(visitor, rich)
        assert "15." in visitor.page("wann").text
        assert "Haus 7" in visitor.page("wo").text

    def test_begun_twice_it_is_the_same(self, visitor, offer):
        assert begin(visitor, offer) == begin(visitor, offer)
        assert Submission.objects.count() == 1

    def test_what_lacks_something_is_not_sent(self, visitor, offer):
        Offer.objects.get().contacts.all()[0].delete()
        submission = begin(visitor, offer)
        assert visitor.send().status_code == 422
        submission.refresh_from_db()
        assert submission.state == SubmissionState.DRAFT

    def test_editors_see_nothing_of_it_until_it_is_sent(self, visitor, offer):
        begin(visitor, offer)
        rewrite(visitor, "was", title="Noch geheim")
        now = Offer.objects.get(pk=offer.pk)
        assert (now.latest_revision, now.has_unpublished_changes) == (None, False)
        visitor.client.force_login(EditorFactory())
        page = visitor.client.get(f"/admin/snippets/offers/offer/edit/{offer.pk}/").content.decode()
        assert "Noch geheim" not in page

    def test_an_editors_draft_is_neither_lost_nor_taken_for_old(self, visitor, offer):
        draft = Offer.objects.get(pk=offer.pk)
        draft.is_women_only = True
        revision = draft.save_revision()
        begin(visitor, offer)
        rewrite(visitor, "was", title="Nähen und mehr")
        now = Offer.objects.get(pk=offer.pk)
        assert now.latest_revision == revision
        revision.publish()
        assert not Offer.objects.get(pk=offer.pk).has_unpublished_changes

    def test_a_tap_reaches_the_change_that_waits(self, visitor, offer, member):
        submission = begin(visitor, offer)
        visitor.send()
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        submission.refresh_from_db()
        submission.revision.publish()
        assert Offer.objects.get(pk=offer.pk).places == "full"

    def test_a_place_that_is_public_is_not_written_in(self, visitor, offer):
        place = offer.locations.get().location
        Location.objects.filter(pk=place.pk).update(live=False)
        begin(visitor, offer)
        rewrite(visitor, "wo", **{"place-0-name": "Anderswo"})
        place.refresh_from_db()
        assert place.name != "Anderswo"
        rewrite(visitor, "wo", **{"place-0-name": "Ganz anderswo"})
        assert Location.objects.filter(name__endswith="nderswo").count() == 1


class TestSending:
    def test_the_link_to_a_draft_is_enough_to_write_but_not_to_send(self, visitor, offer):
        submission = begin(visitor, offer)
        link = visitor.page("spaeter").select_one(".door__link a")["href"]
        stranger = Visitor(Client())
        stranger.client.get(link)
        rewrite(stranger, "was", title="Nähen und mehr")
        assert stranger.send().headers["Location"] == ENTRIES
        submission.refresh_from_db()
        assert submission.state == SubmissionState.DRAFT

    def test_leaving_takes_the_draft_along(self, visitor, offer):
        begin(visitor, offer)
        visitor.client.post(f"{ENTRIES}abmelden/")
        assert visitor.client.get(f"{DOOR}pruefen/").headers["Location"] == DOOR

    def test_sent_twice_it_is_sent_once(self, visitor, offer):
        begin(visitor, offer)
        visitor.send()
        visitor.send()
        assert OutgoingMail.objects.count() == 1


class TestTakingBack:
    def test_what_waits_can_be_written_in_again(self, visitor, offer, member):
        submission = begin(visitor, offer)
        visitor.send()
        assert begin(visitor, offer) == submission
        submission.refresh_from_db()
        assert submission.state == SubmissionState.DRAFT
        visitor.send()
        assert OutgoingMail.objects.count() == 2

    def test_what_is_decided_meanwhile_is_begun_anew(self, visitor, offer, member):
        first = begin(visitor, offer)
        visitor.send()
        Submission.objects.filter(pk=first.pk).update(state=SubmissionState.ACCEPTED)
        assert changes.begin_change(offer=offer, by=member) != first

    def test_it_can_be_withdrawn(self, visitor, offer):
        submission = begin(visitor, offer)
        visitor.send()
        visitor.client.post(f"{ENTRIES}{offer.pk}/zurueckziehen/")
        submission.refresh_from_db()
        assert submission.state == SubmissionState.WITHDRAWN

    def test_discarding_leaves_the_offer_and_nothing_else(self, visitor, offer):
        begin(visitor, offer)
        rewrite(visitor, "wo", **{"place-0-name": "Neues Haus"})
        revisions = offer.revisions.count()
        visitor.client.post(f"{DOOR}verwerfen/")
        assert not Submission.objects.exists()
        assert offer.revisions.count() == revisions - 1
        assert not Location.objects.filter(name="Neues Haus").exists()
        assert Offer.objects.get(pk=offer.pk).live

    def test_one_that_nobody_sends_goes_and_the_offer_stays(self, visitor, offer, clock):
        begin(visitor, offer)
        clock.shift(KEEP_DRAFTS + datetime.timedelta(days=1))
        Submission.objects.update(updated_at=timezone.now() - KEEP_DRAFTS - datetime.timedelta(days=1))
        assert delete_abandoned() == 1
        assert Offer.objects.get(pk=offer.pk).live

    def test_an_offer_that_is_unpublished_meanwhile_stays_visible_to_editors(self, visitor, offer):
        begin(visitor, offer)
        Offer.objects.filter(pk=offer.pk).update(live=False)
        assert Offer.objects.received().filter(pk=offer.pk).exists()

    def test_one_that_editors_took_back_survives_a_draft_that_is_discarded(self, visitor, offer):
        offer.save_revision().publish()
        Offer.objects.get(pk=offer.pk).unpublish()
        begin(visitor, offer)
        assert Offer.objects.received().filter(pk=offer.pk).exists()
        visitor.client.post(f"{DOOR}verwerfen/")
        assert not Submission.objects.exists()
        assert Offer.objects.filter(pk=offer.pk).exists()
