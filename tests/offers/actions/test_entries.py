"""What a provider says about its offers is public at once, and takes no draft of an editor with it."""

import datetime
from collections.abc import Iterable, Iterator

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision
from wagtail.signals import published

from offers.actions import entries
from offers.enums import Places
from offers.models import Offer, ProviderMember
from offers.signals import offers_changed
from tests.factories import EditorFactory, OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> Offer:
    return Offer.objects.get(pk=OfferFactory(title="Sprachcafé").pk)


@pytest.fixture
def member(offer: Offer) -> ProviderMember:
    return ProviderMember.objects.create(provider=offer.provider, name="Amira", email="amira@example.org")


def fresh(offer: Offer) -> Offer:
    return Offer.objects.get(pk=offer.pk)


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """The offers whose change was announced to the index."""
    found: list[int] = []

    def hear_published(instance: Offer, **more: object) -> None:
        found.append(instance.pk)

    def hear_changed(pks: Iterable[int], **more: object) -> None:
        found.extend(pks)

    published.connect(hear_published, sender=Offer)
    offers_changed.connect(hear_changed)
    yield found
    published.disconnect(hear_published, sender=Offer)
    offers_changed.disconnect(hear_changed)


def edited(offer: Offer) -> Revision:
    """What an editor has in work."""
    draft = fresh(offer)
    for words in draft.translations.all():
        words.title = "Sprachcafé am Markt"
        draft.translations.add(words)
    return draft.save_revision(user=EditorFactory())


class TestPublished:
    def test_places_are_stated_as_of_today(self, offer, member, clock):
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        now = fresh(offer)
        assert (now.places, now.places_stated_on) == ("full", datetime.date(2026, 11, 24))
        assert not now.has_unpublished_changes
        assert now.live_revision.as_object().places == "full"

    def test_the_index_hears_of_it(self, offer, member, heard):
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        assert offer.pk in heard

    def test_no_statement_has_no_date(self, offer, member):
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        entries.state_places(offer=offer, places=Places.UNKNOWN, by=member)
        assert (fresh(offer).places, fresh(offer).places_stated_on) == ("", None)

    def test_a_pause_and_its_end(self, offer, member, clock):
        until = datetime.date(2027, 1, 6)
        entries.pause(offer=offer, until=until, by=member)
        assert (fresh(offer).is_temporarily_closed, fresh(offer).closed_until) == (True, until)
        entries.resume(offer=offer, by=member)
        assert (fresh(offer).is_temporarily_closed, fresh(offer).closed_until) == (False, None)

    def test_one_that_has_yet_to_begin_can_be_ended(self, offer, member, clock):
        Offer.objects.update(valid_from=datetime.date(2027, 1, 1))
        entries.end(offer=fresh(offer), by=member)
        assert fresh(offer).valid_to == fresh(offer).valid_from == datetime.date(2026, 11, 24)

    def test_what_it_replaced_can_be_put_back(self, offer, member, clock):
        for did in (
            entries.state_places(offer=offer, places=Places.FEW, by=member),
            entries.pause(offer=offer, until=datetime.date(2027, 1, 6), by=member),
            entries.end(offer=offer, by=member),
        ):
            entries.put_back(offer=offer, facts=did, by=member)
        now = fresh(offer)
        said = (now.places, now.places_stated_on, now.is_temporarily_closed, now.closed_until, now.valid_to)
        assert said == ("", None, False, None, None)

    def test_what_is_not_in_the_directory_stays_as_it_is(self, offer, member):
        Offer.objects.update(live=False)
        assert entries.state_places(offer=offer, places=Places.FULL, by=member) is None
        assert fresh(offer).places == ""

    def test_the_log_says_what_was_done_and_names_nobody(self, offer, member):
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        entry = ModelLogEntry.objects.get(action=entries.PLACES_ACTION)
        assert "ausgebucht" in str(entry.formatter.format_message(entry))
        assert entry.data["member"] == member.pk
        assert "Amira" not in str(entry.data)
        assert "amira" not in str(entry.data)

    def test_what_was_published_before_todays_rules_can_still_be_full(self, offer, member):
        Offer.objects.update(online_url="kein Link", is_online=True)
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        assert fresh(offer).places == "full"


class TestWithADraft:
    def test_both_say_it_and_the_draft_stays_a_draft(self, offer, member):
        draft = edited(offer)
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        now = fresh(offer)
        assert (now.title, now.places, now.has_unpublished_changes) == ("Sprachcafé", "full", True)
        assert now.latest_revision == draft
        assert draft.is_latest_revision()
        proposed = now.get_latest_revision_as_object()
        assert (proposed.title, proposed.places) == ("Sprachcafé am Markt", "full")
        assert proposed.places_stated_on == now.places_stated_on
        now.latest_revision.publish()
        assert (fresh(offer).title, fresh(offer).places) == ("Sprachcafé am Markt", "full")
        assert not fresh(offer).has_unpublished_changes

    def test_the_index_hears_of_it(self, offer, member, heard):
        edited(offer)
        heard.clear()
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        assert offer.pk in heard

    def test_its_history_has_the_published_version(self, offer, member):
        edited(offer)
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        kept = fresh(offer).live_revision.as_object()
        assert (kept.title, kept.places) == ("Sprachcafé", "full")

    def test_a_workflow_goes_on(self, offer, member):
        edited(offer)
        fresh(offer).get_workflow().start(fresh(offer), EditorFactory())
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        now = fresh(offer)
        assert now.workflow_in_progress
        assert now.current_workflow_task_state.revision.as_object().places == "full"

    def test_a_scheduled_version_stays_scheduled(self, offer, member):
        draft = edited(offer)
        draft.approved_go_live_at = timezone.now() + datetime.timedelta(days=3)
        draft.save()
        entries.state_places(offer=offer, places=Places.FULL, by=member)
        draft.refresh_from_db()
        assert draft.approved_go_live_at
        assert draft.as_object().places == "full"
