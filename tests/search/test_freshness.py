"""Whatever changes, by whatever way: it is in the outbox with the change, and in the index after it."""

import datetime
from collections.abc import Callable, Sequence
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from offers.enums import CostKind, StepFree
from offers.models import (
    CostOption,
    Municipality,
    Offer,
    OfferLocation,
    OfferTerm,
    OfferTranslation,
    Schedule,
    ServiceArea,
)
from search import indexing, service
from search.checks import compare_index
from search.embeddings import SideBySide
from search.engines import current_engine
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.words import WordsWriter
from search.indexing import announce, drain
from search.models import IndexChange
from search.query import SearchQuery
from tests.factories.offers import LocationFactory, OfferFactory, ProviderFactory
from tests.factories.reference import municipality, term

Subject = IndexChange.Subject
Change = Callable[[Offer], object]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` runs what is to be done after the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def offer(db) -> Offer:
    """One that has every kind of row."""
    return OfferFactory(
        title="Chor",
        words={"en": {"title": "Choir"}},
        topics=["german-practice"],
        locations=[LocationFactory(name="Rathaus", municipality=municipality("Much"))],
        serves=["Siegburg", "Lohmar"],
        schedules=[Schedule(byday="MO", starts_at=datetime.time(15))],
        costs=[CostOption(kind=CostKind.AMOUNT, amount=5)],
    )


def save(record: object, **values: object) -> None:
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def expire(offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))
    call_command("publish_scheduled")


def publish_when_scheduled(offer: Offer) -> None:
    row = offer.translations.get(language="de")
    row.title = "Orchester"
    offer.translations.add(row)
    offer.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    revision = offer.save_revision()
    revision.publish()
    # An hour and a minute later …
    moment = timezone.now() - datetime.timedelta(minutes=1)
    revision.content["go_live_at"], revision.approved_go_live_at = moment.isoformat(), moment
    revision.save()
    call_command("publish_scheduled")


CHANGES: dict[str, Change] = {
    "an offer is saved": lambda offer: save(offer, has_childcare=True),
    "an offer is taken back": lambda offer: offer.unpublish(),
    "an offer is deleted": lambda offer: offer.delete(),
    "an offer expires as scheduled": expire,
    "a draft is published as scheduled": publish_when_scheduled,
    "offers are updated in bulk": lambda offer: Offer.objects.filter(pk=offer.pk).update(is_online=True),
    "offers are taken back in bulk": lambda offer: Offer.objects.update(live=False),
    "offers are deleted in bulk": lambda offer: Offer.objects.filter(pk=offer.pk).delete(),
    "its words change": lambda offer: save(offer.translations.get(language="de"), title="Orchester"),
    "a translation is added": lambda offer: OfferTranslation.objects.create(
        offer=offer, language="tr", title="Koro"
    ),
    "a translation is deleted": lambda offer: OfferTranslation.objects.get(language="en").delete(),
    "translations are deleted in bulk": lambda offer: OfferTranslation.objects.filter(language="en").delete(),
    "a topic is added": lambda offer: OfferTerm.objects.create(offer=offer, term=term("literacy")),
    "a topic is taken away": lambda offer: OfferTerm.objects.get(offer=offer).delete(),
    "a place is taken away": lambda offer: OfferLocation.objects.get(offer=offer).delete(),
    "a town is served no more": lambda offer: ServiceArea.objects.filter(offer=offer)[0].delete(),
    "a price changes": lambda offer: save(CostOption.objects.get(offer=offer), amount=9),
    "a time changes": lambda offer: save(Schedule.objects.get(offer=offer), byday="TU"),
    "its provider is renamed": lambda offer: save(offer.provider, name="Sängerbund"),
    "it moves to another provider": lambda offer: Offer.objects.update(provider=ProviderFactory()),
    "its place gets a ramp": lambda offer: save(offer.locations.get().location, step_free=StepFree.FULL),
    "its place moves to another town": lambda offer: save(
        offer.locations.get().location, municipality=municipality("Lohmar")
    ),
    "its town is renamed": lambda offer: save(municipality("Much"), name="Muchhausen"),
    "a town that it serves gets another key": lambda offer: save(municipality("Lohmar"), ags="05382999"),
    "its kind gets another key": lambda offer: save(offer.kind, code="lessons"),
    "its topic moves to another focus area": lambda offer: save(
        term("german-practice"), parent=term("counselling")
    ),
    "its focus area gets another key": lambda offer: save(term("language-education"), code="languages"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_after_a_change_the_index_says_what_the_database_says(build_index, committed, offer, what) -> None:
    build_index()
    with committed():
        CHANGES[what](offer)
        assert IndexChange.objects.exists()

    assert not compare_index(current_engine())
    assert not IndexChange.objects.exists()


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_for_the_whole_county_is_for_a_town_more_or_fewer(build_index, committed, is_new) -> None:
    OfferFactory(serves_whole_county=True)
    town = {"ags": "05382998", "name": "Neustadt", "kind": "town"}
    if not is_new:
        Municipality.objects.create(**town)
    build_index()
    with committed():
        if is_new:
            Municipality.objects.create(**town)
        else:
            Municipality.objects.get(name="Neustadt").delete()

    assert not compare_index(current_engine())
    assert service.find(SearchQuery(municipalities=("05382998",))).total == is_new


@pytest.mark.parametrize(
    "what",
    [
        lambda offer: offer.save_revision(),
        lambda offer: offer.provider.save_revision(),
        lambda offer: OfferFactory(live=False),
        lambda offer: offer.contacts.create(phone="02241 1"),
    ],
)
def test_what_the_index_does_not_show_is_not_announced(build_index, offer, what: Change) -> None:
    build_index()
    what(offer)

    assert not IndexChange.objects.exists()


def test_one_change_of_many_rows_is_announced_once(build_index, committed, offer) -> None:
    build_index()
    with committed():
        offer.save_revision().publish()
        assert IndexChange.objects.count() == 1


def test_what_is_taken_back_to_a_savepoint_is_announced_when_it_comes_again(build_index, offer) -> None:
    build_index()
    with transaction.atomic():
        offer.save()
        transaction.set_rollback(True)
    assert not IndexChange.objects.exists()
    offer.save()

    assert IndexChange.objects.count() == 1


@pytest.fixture
def writes(monkeypatch) -> list[set[int]]:
    """The offers of every write of the index."""
    seen: list[set[int]] = []
    update = EmbeddedEngine.update

    def counted(self: EmbeddedEngine, documents: object, gone: set[int]) -> None:
        seen.append(set(gone))
        update(self, documents, gone)

    monkeypatch.setattr(EmbeddedEngine, "update", counted)
    return seen


def test_many_records_of_one_transaction_are_one_write(build_index, committed, writes) -> None:
    offers = [OfferFactory() for _number in range(5)]
    build_index()
    with committed():
        for offer in offers:
            with transaction.atomic():
                offer.unpublish()

    assert writes == [{offer.pk for offer in offers}]


def test_a_change_of_many_offers_waits_for_the_command(build_index, committed, writes, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "DRAINED_AT_ONCE", 2)
    provider = ProviderFactory()
    offers = [OfferFactory(provider=provider) for _number in range(3)]
    build_index()
    with committed():
        save(provider, name="Sängerbund")

    assert writes == []
    assert IndexChange.objects.get().subject == Subject.PROVIDER
    call_command("update_search_index")
    assert writes == [{offer.pk for offer in offers}]
    assert not compare_index(current_engine())


def test_who_publishes_does_not_wait_for_what_waits(build_index, committed, writes) -> None:
    many = [OfferFactory().pk for _number in range(5)]
    published = OfferFactory(live=False)
    build_index()
    announce(Subject.OFFER, many)
    indexing.outbox.forget_noted()
    with committed():
        published.save_revision().publish()

    assert writes == [{published.pk}]
    assert set(IndexChange.objects.values_list("object_id", flat=True)) == set(many)


def test_the_command_takes_what_came_last_first(build_index, writes, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "WRITTEN_AT_ONCE", 1)
    first, second = OfferFactory(), OfferFactory()
    build_index()
    announce(Subject.OFFER, [first.pk, second.pk])
    drain()

    assert writes == [{second.pk}, {first.pk}]


def test_the_command_makes_vectors_before_it_keeps_others_from_writing(
    build_index, offer, monkeypatch, settings, tmp_path
) -> None:
    settings.SEARCH_BY_MEANING = True
    settings.SEARCH_VECTORS_FILE = tmp_path / "vectors.sqlite3"
    build_index()
    OfferTranslation.objects.filter(offer=offer).update(title="Orchester")
    announce(Subject.OFFER, [offer.pk])
    made_while_writing: list[str] = []
    update = EmbeddedEngine.update

    def watched(self: EmbeddedEngine, documents: object, gone: set[int]) -> None:
        def note(embedder: SideBySide, texts: Sequence[str]) -> None:
            made_while_writing.extend(texts)

        with (
            mock.patch.object(SideBySide, "titles", autospec=True, side_effect=note),
            mock.patch.object(SideBySide, "pieces", autospec=True, side_effect=note),
        ):
            update(self, documents, gone)

    monkeypatch.setattr(EmbeddedEngine, "update", watched)
    drain()

    assert made_while_writing == []
    assert not compare_index(current_engine())


def test_the_check_finds_an_offer_whose_words_were_lost(build_index, offer) -> None:
    build_index()
    writer = WordsWriter(current_engine()._generations.current() / "words")
    writer.remove([offer.pk])
    writer.close()
    assert service.find(SearchQuery(text="chor")).total == 0

    assert compare_index(current_engine()).outdated == {offer.pk}
    call_command("check_search_index", "--repair")
    assert service.find(SearchQuery(text="chor")).total == 1


def test_when_the_dates_of_an_offer_run_out_the_nightly_rebuild_brings_more(build_index, clock) -> None:
    OfferFactory(schedules=[Schedule(byday="MO", starts_at=datetime.time(15))])
    build_index()
    clock.shift(datetime.timedelta(weeks=7))
    assert service.find(SearchQuery()).hits[0].card.next_on
    clock.shift(datetime.timedelta(weeks=3))
    assert service.find(SearchQuery()).hits[0].card.next_on is None
    call_command("rebuild_search_index")

    assert service.find(SearchQuery()).hits[0].card.next_on
