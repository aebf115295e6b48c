"""Changes reach the index: noted in their transaction, written after it, none lost."""

import pytest
from django.db import transaction

from offers.models import Offer, OfferTranslation
from offers.signals import offers_changed
from search import indexing, service
from search.engines import current_engine
from search.engines.base import EngineBusy, EngineUnavailable
from search.engines.embedded import EmbeddedEngine
from search.indexing import announce, drain
from search.models import IndexChange
from search.query import SearchQuery
from tests.factories.offers import LocationFactory, OfferFactory, ProviderFactory
from tests.factories.reference import municipality, term

Subject = IndexChange.Subject


def titles(text: str = "") -> list[str]:
    return [hit.card.title for hit in service.find(SearchQuery(text=text)).hits]


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """`with committed():` runs what is to be done after the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def draft_of(offer: Offer, title: str):
    row = offer.translations.get(language="de")
    row.title = title
    offer.translations.add(row)
    return offer.save_revision()


def test_a_published_offer_is_found(build_index, committed) -> None:
    offer = OfferFactory(title="Chor", live=False)
    build_index()
    with committed():
        offer.save_revision().publish()

    assert titles("chor") == ["Chor"]


def test_a_change_is_found_when_it_is_published_and_not_before(build_index, committed) -> None:
    offer = OfferFactory(title="Chor")
    build_index()
    with committed():
        revision = draft_of(offer, "Orchester")
    assert titles() == ["Chor"]
    with committed():
        revision.publish()

    assert titles("orchester") == titles() == ["Orchester"]


def test_an_unpublished_offer_leaves_the_index(build_index, committed) -> None:
    offer = OfferFactory()
    build_index()
    with committed():
        offer.unpublish()

    assert dict(current_engine().entries()) == {}


def test_a_deleted_offer_leaves_the_index(build_index, committed) -> None:
    offer = OfferFactory()
    build_index()
    with committed():
        offer.delete()

    assert dict(current_engine().entries()) == {}


def test_a_bulk_change_is_announced_by_a_signal(build_index, committed) -> None:
    pks = [OfferFactory(title=f"Chor {number}").pk for number in range(3)]
    build_index()
    OfferTranslation.objects.filter(offer__in=pks[:2]).update(title="Orchester")
    with committed():
        offers_changed.send(sender=None, pks=pks[:2])

    assert len(titles("orchester")) == 2


def test_the_offers_of_a_renamed_provider_are_found_by_its_new_name(build_index, committed) -> None:
    provider = ProviderFactory(name="Alter Verein")
    OfferFactory(title="Chor", provider=provider)
    build_index()
    provider.name = "Nachbarschaftsbund"
    with committed():
        provider.save()

    assert titles("nachbarschaftsbund") == ["Chor"]


def test_a_renamed_place_or_town_is_found_by_its_new_name(build_index, committed) -> None:
    town = municipality("Much")
    place = LocationFactory(name="Rathaus", city="", municipality=town)
    OfferFactory(title="Chor", locations=[place])
    build_index()
    place.name, town.name = "Kulturscheune", "Muchhausen"
    with committed():
        place.save()
        town.save()

    assert titles("kulturscheune") == titles("muchhausen") == ["Chor"]


def test_a_topic_that_moves_to_another_focus_area_takes_its_offers_along(build_index, committed) -> None:
    OfferFactory(title="Chor", topics=["literacy"])
    build_index()
    topic = term("literacy")
    topic.parent = term("counselling")
    with committed():
        topic.save()
    found = service.find(SearchQuery(topics=("counselling",)))

    assert [hit.card.title for hit in found.hits] == ["Chor"]


def test_what_is_rolled_back_is_not_announced(build_index) -> None:
    offer = OfferFactory()
    build_index()

    def announce_and_fail() -> None:
        with transaction.atomic():
            announce(Subject.OFFER, [offer.pk])
            raise LookupError

    with pytest.raises(LookupError):
        announce_and_fail()
    assert not IndexChange.objects.exists()


def test_a_change_waits_while_somebody_else_writes(build_index, committed, monkeypatch) -> None:
    offer = OfferFactory(title="Chor", live=False)
    build_index()

    def busy(self: object, documents: object, gone: object) -> None:
        raise EngineBusy

    with monkeypatch.context() as patch:
        patch.setattr(EmbeddedEngine, "update", busy)
        with committed():
            offer.save_revision().publish()
    assert IndexChange.objects.count() == 1
    assert titles("chor") == []
    drain()

    assert not IndexChange.objects.exists()
    assert titles("chor") == ["Chor"]


def test_a_change_made_during_a_drain_is_not_lost(build_index, monkeypatch) -> None:
    offer = OfferFactory(title="Chor")
    build_index()
    update = EmbeddedEngine.update
    later = ["once"]

    def change_meanwhile(self: EmbeddedEngine, documents: object, gone: object) -> None:
        update(self, documents, gone)
        if later:
            later.clear()
            OfferTranslation.objects.filter(offer=offer).update(title="Orchester")
            announce(Subject.OFFER, [offer.pk])

    monkeypatch.setattr(EmbeddedEngine, "update", change_meanwhile)
    announce(Subject.OFFER, [offer.pk])
    drain()

    assert titles("orchester") == ["Orchester"]


def test_the_first_index_of_a_small_portal_builds_itself(index_folder, db, committed) -> None:
    offer = OfferFactory(title="Chor", live=False)
    with committed():
        offer.save_revision().publish()
    results = service.find(SearchQuery(text="chor"))

    assert (results.total, results.is_degraded) == (1, False)


def test_the_first_index_of_a_large_portal_is_built_by_the_command(
    index_folder, db, committed, monkeypatch, caplog
) -> None:
    monkeypatch.setattr(indexing, "BUILT_AT_ONCE", 0)
    offer = OfferFactory(live=False)
    with committed():
        offer.save_revision().publish()

    assert IndexChange.objects.count() == 1
    assert "was not updated" in caplog.text
    with pytest.raises(EngineUnavailable):
        current_engine().lexicon()


def test_many_changes_are_written_in_batches(build_index, monkeypatch) -> None:
    monkeypatch.setattr(indexing, "WRITTEN_AT_ONCE", 2)
    pks = [OfferFactory(title="Chor").pk for _number in range(5)]
    build_index()
    OfferTranslation.objects.update(title="Orchester")
    announce(Subject.OFFER, pks)

    assert drain(limit=2) == 2
    assert len(titles("orchester")) == 2
    assert drain() == 3
    assert len(titles("orchester")) == 5


def test_a_draft_saved_for_an_unpublished_offer_changes_nothing(build_index, committed) -> None:
    offer = OfferFactory(live=False)
    build_index()
    with committed():
        draft_of(offer, "Orchester")

    assert not IndexChange.objects.exists()
    assert dict(current_engine().entries()) == {}


def test_a_rebuild_settles_what_waited_and_keeps_what_comes_meanwhile(build_index, monkeypatch) -> None:
    offer = OfferFactory(title="Chor")
    announce(Subject.OFFER, [offer.pk])
    looked_at = []
    rebuild = EmbeddedEngine.rebuild

    def change_meanwhile(self: EmbeddedEngine, documents: object, lexicon: object) -> int:
        number = rebuild(self, documents, lexicon)
        OfferTranslation.objects.filter(offer=offer).update(title="Orchester")
        announce(Subject.OFFER, [offer.pk])
        return number

    monkeypatch.setattr(EmbeddedEngine, "rebuild", change_meanwhile)
    monkeypatch.setattr(
        indexing, "drain", lambda: looked_at.append(indexing.IndexChange.objects.count()) or drain()
    )
    build_index()

    assert looked_at == [1]
    assert titles("orchester") == ["Orchester"]


def test_a_town_that_gets_another_centre_moves_offers_that_come_to_it(build_index, committed) -> None:
    OfferFactory(title="Besuche", serves=["Much"])
    build_index()
    assert service.find(SearchQuery(near="05382060", radius=5)).total == 0
    town = municipality("Much")
    town.latitude, town.longitude = 50.8, 7.2
    with committed():
        town.save()

    assert service.find(SearchQuery(near="05382060", radius=5)).total == 1
