"""A draft holds everything: facts, words, every child row. The published offer stays until it is replaced."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from modelcluster.models import get_all_child_relations

from offers.enums import CostKind, TaxonomyCode
from offers.models import Contact, CostOption, Offer, OfferTranslation, Schedule
from tests.factories import EditorFactory, LocationFactory, OfferFactory, term

pytestmark = pytest.mark.django_db

CHILD_RELATIONS = {relation.related_name for relation in get_all_child_relations(Offer)}


@pytest.fixture
def full_offer() -> Offer:
    """An offer with at least one row in every child table."""
    return OfferFactory(
        words={"en": {"title": "Language café"}},
        topics=["german-practice"],
        target_groups=[],
        languages=["tr"],
        documents=[],
        locations=[LocationFactory()],
        serves=["Siegburg", "Troisdorf"],
        schedules=[Schedule(byday="MO", starts_at=datetime.time(15))],
        costs=[CostOption(kind=CostKind.FREE)],
        contacts=[Contact(name="Anna", phone="02241 130")],
    )


def child_rows(offer: Offer) -> dict[str, int]:
    return {name: getattr(offer, name).count() for name in CHILD_RELATIONS}


class TestDraft:
    def test_holds_all_child_rows(self, full_offer: Offer):
        assert all(child_rows(full_offer).values()), child_rows(full_offer)
        full_offer.save_revision()
        assert child_rows(full_offer.get_latest_revision_as_object()) == child_rows(full_offer)

    def test_changes_nothing_that_is_published(self, full_offer: Offer):
        draft = full_offer.get_latest_revision_as_object()
        draft.maximum_age = 27
        draft.translations.get(language="de").title = "Neuer Titel"
        draft.translations = [OfferTranslation(language="de", title="Neuer Titel")]
        draft.contacts = []
        draft.save_revision()

        published = Offer.objects.get(pk=full_offer.pk)
        assert published.maximum_age is None
        assert published.words_in("en").title == "Language café"
        assert published.contacts.count() == 1
        assert published.has_unpublished_changes

    def test_replaces_the_published_when_it_is_published(self, full_offer: Offer):
        draft = full_offer.get_latest_revision_as_object()
        draft.translations = [OfferTranslation(language="de", title="Neuer Titel")]
        draft.cost_options = [CostOption(kind=CostKind.AMOUNT, amount=20)]
        draft.save_revision().publish()

        published = Offer.objects.get(pk=full_offer.pk)
        assert published.title == "Neuer Titel"
        assert [row.language for row in published.translations.all()] == ["de"]
        assert published.cost_options.get().amount == 20

    def test_an_offer_that_was_never_published_is_found_by_nobody(self, client):
        draft = OfferFactory(live=False)
        assert draft not in Offer.objects.current()
        assert client.get(draft.get_absolute_url()).status_code == 404


class TestSchedule:
    def test_publishes_when_its_time_has_come(self, clock):
        from django.core.management import call_command

        offer = OfferFactory(live=False, go_live_at=timezone.now() + datetime.timedelta(days=1))
        offer.save_revision(approved_go_live_at=offer.go_live_at)
        call_command("publish_scheduled", verbosity=0)
        assert not Offer.objects.get(pk=offer.pk).live

        clock.shift(datetime.timedelta(days=2))
        call_command("publish_scheduled", verbosity=0)
        assert Offer.objects.get(pk=offer.pk).live

    def test_takes_back_when_it_expires(self, clock):
        from django.core.management import call_command

        offer = OfferFactory(expire_at=timezone.now() + datetime.timedelta(days=1))
        clock.shift(datetime.timedelta(days=2))
        call_command("publish_scheduled", verbosity=0)
        offer.refresh_from_db()
        assert (offer.live, offer.expired) == (False, True)


class TestRevisions:
    def test_compare_names_what_changed(self, client, full_offer: Offer):
        client.force_login(EditorFactory())
        first = full_offer.save_revision()
        full_offer.maximum_age = 27
        full_offer.terms.add(full_offer.terms.model(term=term("german-courses")))
        full_offer.translations.first().title = "Anders"
        second = full_offer.save_revision()
        compare = reverse(
            "wagtailsnippets_offers_offer:revisions_compare", args=[full_offer.pk, first.pk, second.pk]
        )
        page = client.get(compare).content.decode()
        assert "Alter bis" in page
        assert "Deutschkurse" in page

    def test_an_old_revision_can_be_looked_at_again(self, client, full_offer: Offer):
        client.force_login(EditorFactory())
        first = full_offer.save_revision()
        address = reverse("wagtailsnippets_offers_offer:revisions_revert", args=[full_offer.pk, first.pk])
        assert client.get(address).status_code == 200


class TestLock:
    def test_keeps_others_from_editing(self, client, full_offer: Offer):
        anna, bela = EditorFactory(), EditorFactory()
        full_offer.locked, full_offer.locked_by, full_offer.locked_at = True, anna, timezone.now()
        full_offer.save()
        client.force_login(bela)
        address = reverse("wagtailsnippets_offers_offer:edit", args=[full_offer.pk])
        assert full_offer.get_lock().for_user(bela)
        client.post(address, {"maximum_age": "99"})
        full_offer.refresh_from_db()
        assert full_offer.maximum_age is None
        assert full_offer.latest_revision is None


class TestWords:
    def test_title_follows_the_german_words(self, full_offer: Offer):
        full_offer.translations = [
            OfferTranslation(language="en", title="English first"),
            OfferTranslation(language="de", title="Deutsch"),
        ]
        full_offer.save()
        assert Offer.objects.get(pk=full_offer.pk).title == "Deutsch"

    def test_words_fall_back_to_german_then_to_any(self, full_offer: Offer):
        assert full_offer.words_in("en").title == "Language café"
        assert full_offer.words_in("ar").language == "de"
        full_offer.translations = [OfferTranslation(language="tr", title="Dil kafesi")]
        assert full_offer.words_in("ar").language == "tr"

    def test_a_changed_german_text_shows_what_fell_behind(self, full_offer: Offer):
        german = full_offer.words_in("de")
        before = german.digest()
        german.summary += " Jetzt auch am Abend."
        assert german.digest() != before


class TestQuerySet:
    def test_current_leaves_out_what_has_ended_and_what_is_a_draft(self, clock):
        today = timezone.localdate()
        ends_today = OfferFactory(valid_to=today)
        begins_later = OfferFactory(valid_from=today + datetime.timedelta(days=30))
        ended = OfferFactory(valid_to=today - datetime.timedelta(days=1))
        OfferFactory(live=False)
        assert set(Offer.objects.current()) == {ends_today, begins_later}
        assert set(Offer.objects.ended()) == {ended}

    def test_facts_come_with_the_same_number_of_queries(self, full_offer, assert_constant_queries):
        """Labels of terms are not among them: `vocabulary()` has those."""

        def read() -> None:
            for offer in Offer.objects.with_facts():
                assert [row.pk for name in CHILD_RELATIONS for row in getattr(offer, name).all()]
                assert [row.location.municipality.name for row in offer.locations.all()]
                assert [row.code for row in offer.terms_in(TaxonomyCode.TOPIC)]
                assert offer.provider.name

        def grow() -> None:
            for _number in range(3):
                OfferFactory(topics=["networks"], languages=["ar"], locations=[LocationFactory()])

        assert_constant_queries(read, grow, 8)


class TestFreshness:
    def test_nobody_verifies_in_the_future(self, clock):
        from django.core.exceptions import ValidationError

        offer = OfferFactory(
            verified_on=timezone.localdate() + datetime.timedelta(days=1), verified_by="Anna"
        )
        with pytest.raises(ValidationError, match="liegt in der Zukunft"):
            offer.full_clean()

    def test_kind_is_a_term_of_its_vocabulary(self):
        from django.core.exceptions import ValidationError

        offer = OfferFactory(kind=term("networks", TaxonomyCode.TOPIC))
        with pytest.raises(ValidationError, match="keine Art von Angebot"):
            offer.clean()
