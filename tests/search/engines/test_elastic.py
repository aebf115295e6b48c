"""The Elasticsearch engine on real servers: the contract, and what is its own affair."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from search.documents import OfferDocument
from search.engines.base import EngineBusy, EngineUnavailable
from search.engines.elastic import ElasticEngine, lease, pages, writing
from search.engines.elastic import engine as engine_module
from search.engines.elastic.connection import Connection
from search.engines.elastic.documents import mapping
from search.engines.elastic.indices import Indices, Names
from search.engines.elastic.lease import Lease
from search.text.compounds import Lexicon
from tests.search.engine_contract import EngineContract
from tests.search.near_contract import ANYWHERE, EAST, near
from tests.search.sample_documents import ask, found, make_document


@pytest.fixture
def engine(elastic_engine: ElasticEngine) -> ElasticEngine:
    return elastic_engine


@pytest.fixture
def client(elastic) -> Iterator[Elasticsearch]:
    with Elasticsearch(elastic["URLS"]) as client:
        yield client


@pytest.fixture
def names(elastic) -> Names:
    return Names(elastic["INDEX_PREFIX"])


class TestElasticEngine(EngineContract):
    """The contract, for this engine."""

    @pytest.fixture
    def engine(self, elastic_as_it_is: ElasticEngine) -> ElasticEngine:
        return elastic_as_it_is


class TestRebuilding:
    def test_searches_go_on_while_an_index_is_built_and_swapped(self, engine, elastic) -> None:
        engine.rebuild([make_document(pk) for pk in range(1, 6)], Lexicon())
        is_over, totals, failures = threading.Event(), set(), []

        def search() -> None:
            other = ElasticEngine(Connection(elastic))
            while not is_over.is_set():
                try:
                    totals.add(ask(other).total)
                except EngineUnavailable as error:
                    failures.append(error)

        searching = threading.Thread(target=search)
        searching.start()
        for _time in range(3):
            engine.rebuild([make_document(pk) for pk in range(1, 6)], Lexicon())
        is_over.set()
        searching.join()

        assert not failures
        assert totals == {5}

    def test_the_index_in_use_and_the_one_before_it_are_kept(self, engine, client, names) -> None:
        for pk in range(1, 5):
            engine.rebuild([make_document(pk)], Lexicon())

        assert len(client.indices.get(index=f"{names.offers}-*")) == 2

    def test_who_writes_during_a_rebuild_must_wait(self, engine, elastic) -> None:
        """The change stays in the outbox, and is written when the rebuild is done."""
        other = ElasticEngine(Connection(elastic))

        def documents() -> Iterator[OfferDocument]:
            with pytest.raises(EngineBusy):
                other.update([make_document(2, "Chor")], gone=[])
            yield make_document(1, "Chor")

        engine.rebuild(documents(), Lexicon())
        other.update([make_document(2, "Chor")], gone=[])

        assert sorted(found(engine, "chor")) == [1, 2]

    def test_a_rebuild_that_was_overtaken_is_not_put_in_place(self, engine, elastic, client, names) -> None:
        """Its process slept so long that another one took it for dead."""
        engine.rebuild([make_document(1)], Lexicon())

        def documents() -> Iterator[OfferDocument]:
            yield make_document(2)
            end_lease(client, names)
            ElasticEngine(Connection(elastic)).update([make_document(3)], gone=[])

        with pytest.raises(EngineUnavailable):
            engine.rebuild(documents(), Lexicon())
        assert sorted(found(engine)) == [1, 3]

    def test_another_process_sees_a_new_lexicon_soon(self, engine, elastic, monkeypatch) -> None:
        other = ElasticEngine(Connection(elastic))
        assert other.lexicon().words == {}
        monkeypatch.setattr(engine_module, "LOOKED_AFTER", 0.0)
        engine.rebuild([make_document(1, "Fahrradreparatur")], Lexicon({"reparatur": 2}))

        assert found(other, "reparatur") == [1]


class TestWriting:
    def test_what_is_written_is_found_by_itself(self, engine, monkeypatch) -> None:
        """Nobody asks the server to hurry; half a second is what the index says of itself."""
        monkeypatch.setattr(writing, "REFRESHES", False)
        engine.update([make_document(7, "Chor")], gone=[])
        began = time.monotonic()
        while found(engine, "chor") != [7]:
            assert time.monotonic() - began < 10, (
                "a busy machine may take longer than a quiet one, not so long"
            )
            time.sleep(0.05)

    def test_the_index_says_itself_how_soon(self, engine, client, names) -> None:
        settings = client.indices.get_settings(index=names.offers).body
        assert [found["settings"]["index"]["refresh_interval"] for found in settings.values()] == ["500ms"]

    def test_entries_hold_what_was_written_a_moment_ago(self, engine, monkeypatch) -> None:
        monkeypatch.setattr(writing, "REFRESHES", False)
        engine.update([make_document(7), make_document(8)], gone=[])
        assert sorted(pk for pk, _digest in engine.entries()) == [7, 8]


def end_lease(client: Elasticsearch, names: Names) -> None:
    """As if the lease had run out long ago."""
    document = client.get(index=names.state, id=lease.DOCUMENT)["_source"]
    client.index(index=names.state, id=lease.DOCUMENT, document={**document, "until": 1.0})


class TestWriters:
    def test_one_after_the_other(self, engine, client, names) -> None:
        first, second = Lease(client, names.state), Lease(client, names.state)
        first.take(0)
        with pytest.raises(EngineBusy):
            second.take(0)
        first.give_back()
        second.take(0)
        second.give_back()

        assert second.number == first.number + 1
        assert not second.was_abandoned

    def test_the_lease_of_a_dead_writer_runs_out(self, engine, client, names) -> None:
        Lease(client, names.state).take(0)
        end_lease(client, names)
        next_one = Lease(client, names.state)
        next_one.take(0)
        next_one.give_back()

        assert next_one.was_abandoned

    def test_the_lease_is_given_back_with_what_was_written(self, engine, client, names, monkeypatch) -> None:
        engine.update([make_document(1)], gone=[])
        asked = []
        perform = Elasticsearch.perform_request
        monkeypatch.setattr(
            Elasticsearch,
            "perform_request",
            lambda *args, **named: asked.append(args[1:3]) or perform(*args, **named),
        )
        engine.update([make_document(2)], gone=[])

        # The lease is looked at and taken, the index looked up, and all is written.
        assert [method for method, _path in asked] == ["GET", "PUT", "GET", "PUT"], asked
        assert client.get(index=names.state, id=lease.DOCUMENT)["_source"]["until"] == 0
        assert sorted(found(engine)) == [1, 2]

    def test_who_reads_for_long_keeps_the_lease(self, engine, elastic, client, names, monkeypatch) -> None:
        monkeypatch.setattr(lease, "RENEWED_AFTER", 0.0)
        ends: list[float] = []

        def documents() -> Iterator[OfferDocument]:
            for pk in (1, 2, 3):
                yield make_document(pk)
                ends.append(client.get(index=names.state, id=lease.DOCUMENT)["_source"]["until"])

        engine.update(documents(), gone=[])

        assert ends == sorted(set(ends))
        assert ends[0] > time.time()

    def test_who_was_overtaken_changes_nothing(self, engine, elastic, client, names) -> None:
        """A writer that slept must not write over what came after, nor bring back what was deleted."""
        engine.update([make_document(1, "Chor"), make_document(2, "Chor")], gone=[])
        other = ElasticEngine(Connection(elastic))

        def slept() -> Iterator[OfferDocument]:
            yield make_document(1, "Alt")
            yield make_document(2, "Alt")
            end_lease(client, names)
            other.update([make_document(1, "Neu")], gone=[2])

        with pytest.raises(EngineBusy):
            engine.update(slept(), gone=[])
        assert found(engine, "neu") == found(engine) == [1]

    def test_many_writers_lose_nothing(self, engine, elastic) -> None:
        def write(first: int) -> None:
            writer = ElasticEngine(Connection(elastic))
            for pk in range(first, first + 5):
                while True:
                    try:
                        writer.update([make_document(pk)], gone=[])
                        break
                    except EngineBusy:
                        time.sleep(0.01)

        threads = [threading.Thread(target=write, args=(first,)) for first in (1, 6, 11, 16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert {pk for pk, _digest in engine.entries()} == set(range(1, 21))


class TestUnavailable:
    def test_without_an_index(self, elastic) -> None:
        engine = ElasticEngine(Connection({**elastic, "INDEX_PREFIX": f"{elastic['INDEX_PREFIX']}-none"}))
        for act in (engine.lexicon, engine.entries, lambda: engine.update([make_document(1)], gone=[])):
            with pytest.raises(EngineUnavailable, match="no search index"):
                act()

    def test_nothing_is_made_by_writing_to_an_index_that_is_gone(self, engine, client, names) -> None:
        index = Indices(client, names).current()
        client.indices.delete(index=index)
        with pytest.raises(EngineUnavailable):
            engine.update([make_document(1)], gone=[2])
        assert not client.indices.exists(index=names.offers)

        assert engine.rebuild([make_document(1)], Lexicon()) == 1
        assert found(engine) == [1]

    def test_with_an_index_of_an_older_format(self, engine, elastic, client, names) -> None:
        engine.rebuild([make_document(1)], Lexicon())
        old = {**mapping(), "_meta": {"format": "0"}}
        client.indices.put_mapping(index=names.offers, meta=old["_meta"])
        other = ElasticEngine(Connection(elastic))

        with pytest.raises(EngineUnavailable, match="older format"):
            ask(other)
        other.rebuild([make_document(1)], Lexicon())
        assert found(other) == [1]

    def test_with_a_document_that_the_index_cannot_take(self, engine) -> None:
        wrong = replace(make_document(1), created_at="yesterday")

        with pytest.raises(EngineUnavailable, match="was not written"):
            engine.update([wrong], gone=[])
        with pytest.raises(EngineUnavailable, match="was not written"):
            engine.rebuild([wrong], Lexicon())
        assert found(engine) == []


class TestDeepPages:
    def test_pages_beyond_the_window_show_everything_once(self, engine, monkeypatch) -> None:
        """The server gives no more than ten thousand by their numbers; here the limit is seven."""
        monkeypatch.setattr(pages, "WINDOW", 7)
        monkeypatch.setattr("search.engines.elastic.answering.WINDOW", 7)
        monkeypatch.setattr("search.engines.elastic.compiling.FUSED", 4)
        engine.update(
            [make_document(pk, f"Kurs {pk % 5}", in_days=(pk % 4,)) for pk in range(1, 31)], gone=[]
        )
        for query in ({}, {"sort": "title"}, {"sort": "newest"}, {"text": "kurs"}):
            first = ask(engine, size=3, **query)
            numbers = range(1, first.pages + 1)
            shown = [pk for page in numbers for pk in found(engine, size=3, page=page, **query)]

            assert first.pages == 10, query
            assert sorted(shown) == list(range(1, 31)), query

    def test_so_do_pages_of_what_is_near_and_what_is_nowhere(self, engine, monkeypatch) -> None:
        monkeypatch.setattr(pages, "WINDOW", 7)
        monkeypatch.setattr("search.engines.elastic.answering.WINDOW", 7)
        here = [make_document(pk, points=(EAST[pk % 2],)) for pk in range(1, 11)]
        engine.update([*here, *(make_document(pk, **ANYWHERE) for pk in range(11, 31))], gone=[])
        shown = [pk for page in range(1, 11) for pk in found(engine, size=3, page=page, near=near(10))]

        assert shown == [10, 8, 6, 4, 2, 9, 7, 5, 3, 1, *range(30, 10, -1)]

    def test_a_page_far_beyond_the_end_is_the_last_one(self, engine) -> None:
        engine.update([make_document(pk) for pk in range(1, 4)], gone=[])
        answer = ask(engine, size=2, page=100_000)

        assert (answer.page, answer.total, len(answer.hits)) == (2, 3, 1)
