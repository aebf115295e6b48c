"""While a server cannot answer, this machine's own index does; it is kept fresh from the same outbox."""

import datetime
import io
import logging

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from offers.models import OfferTranslation
from search import outbox, service, standby
from search.checks import compare_index
from search.engines import _elastic, current_engine, standby_engine
from search.engines.base import EngineUnavailable
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.indexing import announce, drain, drain_quietly, rebuild, rebuild_standby, refresh_standby
from search.models import IndexChange
from search.query import SearchQuery
from tests.factories.offers import OfferFactory, ProviderFactory
from tests.search.engines.conftest import elastic_settings

Subject = IndexChange.Subject


class Server(EmbeddedEngine):
    """In place of Elasticsearch: an index elsewhere, which can be away."""

    name = "elasticsearch"
    is_away = False

    def _read(self):
        if self.is_away:
            raise EngineUnavailable("away")
        return super()._read()


@pytest.fixture
def server(db, settings, tmp_path, index_folder, monkeypatch) -> Server:
    server = Server(tmp_path / "server")
    settings.SEARCH_ENGINE = "elasticsearch"
    monkeypatch.setattr("search.engines._elastic", lambda _values: server)
    return server


def titles(text: str = "") -> list[str]:
    return [hit.card.title for hit in service.find(SearchQuery(text=text)).hits]


def change(offer, title: str) -> None:
    OfferTranslation.objects.filter(offer=offer).update(title=title)
    outbox.forget_noted()  # as if it were another transaction
    announce(Subject.OFFER, [offer.pk])


def waiting() -> list[int]:
    return list(IndexChange.objects.waiting().values_list("pk", flat=True))


def run(*arguments: str) -> str:
    output = io.StringIO()
    call_command(*arguments, stdout=output, stderr=output)
    return output.getvalue()


def test_the_embedded_engine_needs_nobody_to_stand_in(db, index_folder) -> None:
    assert standby_engine() is None
    assert standby.state() == "off"
    with pytest.raises(EngineUnavailable):
        refresh_standby()


def test_while_the_server_is_away_the_own_index_answers_and_the_results_say_so(server, caplog) -> None:
    OfferFactory(title="Chor"), OfferFactory(title="Fußball")
    rebuild(), rebuild_standby()
    assert not service.find(SearchQuery(text="chor")).is_degraded
    server.is_away = True
    with caplog.at_level(logging.WARNING):
        results = service.find(SearchQuery(text="chor"))

    assert (results.engine, results.is_degraded, results.total) == ("embedded", True, 1)
    assert results.facets
    assert service.count(SearchQuery(text="chor")) == 1
    assert service.state() == "degraded"
    assert "elasticsearch" in caplog.text


def test_last_the_database_answers(server) -> None:
    OfferFactory(title="Chor")
    results = service.find(SearchQuery(text="fußball"))

    assert (results.engine, results.is_degraded, results.total) == ("database", True, 1)


def test_what_is_drained_into_the_server_is_still_there_for_the_others(server) -> None:
    offer = OfferFactory(title="Chor")
    rebuild(), rebuild_standby()
    change(offer, "Orchester")
    drain()
    server.is_away = True
    assert titles("orchester") == []
    refresh_standby()

    assert titles("orchester") == ["Orchester"]
    assert not IndexChange.objects.waiting().exists()


def test_who_saves_writes_both(server, django_capture_on_commit_callbacks) -> None:
    offer = OfferFactory(title="Chor")
    rebuild(), rebuild_standby()
    with django_capture_on_commit_callbacks(execute=True):
        change(offer, "Orchester")
    for server.is_away in (False, True):
        assert titles("orchester") == ["Orchester"]


def test_what_changes_while_the_server_is_away_is_in_the_own_index_and_waits_for_the_server(
    server, django_capture_on_commit_callbacks
) -> None:
    offer, gone = OfferFactory(title="Chor"), OfferFactory(title="Chor")
    rebuild(), rebuild_standby()
    server.is_away = True
    with django_capture_on_commit_callbacks(execute=True):
        change(offer, "Orchester")
        gone.delete()
    assert titles() == titles("orchester") == ["Orchester"]
    assert IndexChange.objects.waiting().count() == 2
    server.is_away = False
    drain()

    assert titles("orchester") == ["Orchester"]
    assert not compare_index(current_engine())
    assert not compare_index(standby_engine())


def test_a_renamed_provider_reaches_the_own_index(server, django_capture_on_commit_callbacks) -> None:
    provider = ProviderFactory(name="Alter Verein")
    OfferFactory(title="Chor", provider=provider)
    rebuild(), rebuild_standby()
    server.is_away = True
    provider.name = "Nachbarschaftsbund"
    with django_capture_on_commit_callbacks(execute=True):
        provider.save()

    assert titles("nachbarschaftsbund") == ["Chor"]


def test_a_rebuild_of_the_server_keeps_what_waited_for_the_others(server) -> None:
    provider = ProviderFactory(name="Alter Verein")
    OfferFactory(title="Chor", provider=provider)
    rebuild(), rebuild_standby()
    provider.name = "Nachbarschaftsbund"
    provider.save()
    rebuild()
    refresh_standby()

    assert not compare_index(standby_engine())


def test_a_change_is_written_once(server, monkeypatch) -> None:
    offer = OfferFactory(title="Chor")
    rebuild(), rebuild_standby()
    change(offer, "Orchester")

    assert refresh_standby() == 1
    assert refresh_standby() == 0


def test_a_few_at_a_time_leave_the_rest_for_later(server) -> None:
    offers = [OfferFactory(title="Chor") for _number in range(5)]
    rebuild(), rebuild_standby()
    for offer in offers:
        change(offer, "Orchester")
    for _time in range(2):
        drain_quietly(waiting()[:2])
    server.is_away = True
    assert len(titles("orchester")) == 4
    assert refresh_standby() == 1

    assert not compare_index(standby_engine())


def test_a_change_whose_transaction_ended_late_is_seen(server) -> None:
    """It was announced before the last look, which could not see it."""
    offer = OfferFactory(title="Chor")
    rebuild(), rebuild_standby()
    change(offer, "Orchester")
    late = timezone.now() - standby.OVERLAP / 2
    IndexChange.objects.update(announced_at=late)

    assert refresh_standby() == 1
    assert refresh_standby() == 0


def test_after_days_without_a_look_it_is_made_anew(server, clock) -> None:
    offer = OfferFactory(title="Chor")
    rebuild(), rebuild_standby()
    change(offer, "Orchester")
    drain()
    clock.shift(standby.KEPT)
    assert standby.state() == "behind"
    standby.forget_old_changes()
    refresh_standby()

    assert standby.state() == "ok"
    assert not compare_index(standby_engine())


def test_settled_changes_are_kept_some_days_and_waiting_ones_for_ever(server, clock) -> None:
    offer = OfferFactory()
    rebuild()
    change(offer, "Chor")
    drain()
    change(offer, "Orchester")
    standby.forget_old_changes()
    assert (IndexChange.objects.count(), len(waiting())) == (3, 1)
    clock.shift(standby.KEPT + datetime.timedelta(minutes=1))
    standby.forget_old_changes()

    assert IndexChange.objects.count() == IndexChange.objects.waiting().count() == 1


def test_a_memory_that_cannot_be_read_makes_the_index_anew(server) -> None:
    OfferFactory(title="Chor")
    rebuild(), rebuild_standby()
    standby._path().write_text("[")

    assert standby.state() == "missing"
    assert refresh_standby() == 1
    assert standby.state() == "ok"


class TestCommands:
    def test_rebuilding_makes_both(self, server) -> None:
        OfferFactory()

        assert "1 offers are in the index that stands in" in run("rebuild_search_index")
        assert (service.state(), standby.state()) == ("ok", "ok")

    def test_updating_makes_and_updates_both(self, server) -> None:
        offer = OfferFactory()
        run("update_search_index")
        assert (service.state(), standby.state()) == ("ok", "ok")
        change(offer, "Orchester")
        run("update_search_index")

        assert not compare_index(current_engine())
        assert not compare_index(standby_engine())

    @pytest.mark.parametrize("command", ["update_search_index", "rebuild_search_index"])
    def test_a_server_that_is_away_does_not_keep_the_own_index_from_being_made(
        self, settings, db, index_folder, command: str
    ) -> None:
        settings.SEARCH_ENGINE = "elasticsearch"
        settings.ELASTICSEARCH = elastic_settings("http://127.0.0.1:1", "test")
        OfferFactory(title="Chor")
        with pytest.raises(CommandError, match=r"cannot be reached|a moment ago"):
            run(command)
        _elastic.cache_clear()

        assert standby.state() == "ok"
        assert titles("chor") == ["Chor"]

    def test_the_check_compares_and_mends_both(self, server) -> None:
        offer = OfferFactory(title="Chor")
        rebuild(), rebuild_standby()
        standby_engine().update([], gone=[offer.pk])
        with pytest.raises(CommandError, match="differs"):
            run("check_search_index")
        said = run("check_search_index", "--repair")

        assert "elasticsearch: 1 equal, 0 missing" in said
        assert "embedded: 0 equal, 1 missing" in said
        assert not compare_index(standby_engine())


@pytest.mark.django_db
def test_who_saves_waits_for_no_index_to_be_made_on_a_server(settings, index_folder, monkeypatch) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = elastic_settings("http://127.0.0.1:1", "test")
    monkeypatch.setattr(ElasticEngine, "rebuild", lambda *_arguments: pytest.fail("was rebuilt"))
    announce(Subject.OFFER, [OfferFactory().pk])
    drain_quietly(waiting())
    _elastic.cache_clear()

    assert IndexChange.objects.waiting().count() == 1
