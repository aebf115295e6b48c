"""What only servers of one's own can show: one that wants a password, and several of which one dies."""

import threading
from collections.abc import Callable, Iterator

import pytest
from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable
from search.engines.elastic import ElasticEngine, lease
from search.engines.elastic.connection import Connection
from search.text.compounds import Lexicon
from tests.search.engines.conftest import NONE, URLS, elastic_settings, patient
from tests.search.engines.nodes import Node, cluster, node_with_password
from tests.search.sample_documents import ask, found, make_document

# Once in a run, on one worker: they take their time to start, and memory. No database has to do with them.
pytestmark = [
    pytest.mark.sqlite,
    pytest.mark.xdist_group("elastic_nodes"),
    pytest.mark.skipif(not URLS, reason=NONE),
]

PASSWORD = "ein-langes-Wort"
OFFERS = 200
WRITTEN_BEFORE_A_LOSS = 5
WRITTEN_AFTER_A_LOSS = 20


@pytest.fixture(scope="module")
def secured() -> Iterator[Node]:
    with node_with_password(PASSWORD) as node, patient():
        yield node


def engine_on(url: str, **signing_in: str) -> ElasticEngine:
    return ElasticEngine(Connection(elastic_settings(url, "test", **signing_in)))


class TestPassword:
    def test_with_user_and_password_everything_works(self, secured: Node) -> None:
        engine = engine_on(secured.url, USER="elastic", PASSWORD=PASSWORD)
        engine.rebuild([make_document(1, "Chor")], Lexicon())
        engine.update([make_document(2, "Chor")], gone=[1])

        assert found(engine, "chor") == [2]
        assert [pk for pk, _digest in engine.entries()] == [2]

    @pytest.mark.parametrize(
        "signing_in", [{}, {"USER": "elastic", "PASSWORD": "falsch"}, {"API_KEY": "ZmFsc2NoOmZhbHNjaA=="}]
    )
    def test_who_is_not_let_in_cannot_use_the_engine(self, secured: Node, signing_in: dict[str, str]) -> None:
        # Each an engine of its own: one that was refused slowly leaves the server alone for a while.
        with pytest.raises(EngineUnavailable, match="refused"):
            ask(engine_on(secured.url, **signing_in))
        with pytest.raises(EngineUnavailable, match="refused"):
            engine_on(secured.url, **signing_in).update([make_document(1)], gone=[])


class Load:
    """Searches and writes without end, from several threads; what came of them."""

    def __init__(self, urls: list[str]) -> None:
        self.settings = elastic_settings("", "test", URLS=urls)
        self.failed: list[Exception] = []
        self.incomplete: list[int] = []
        self.searches = 0
        self.written: list[int] = []
        self.is_over = threading.Event()

    def run(self, meanwhile: Callable[[], None]) -> None:
        tasks = [threading.Thread(target=task) for task in (self._search, self._search, self._write)]
        for task in tasks:
            task.start()
        try:
            meanwhile()
        finally:
            self.is_over.set()
            for task in tasks:
                task.join()

    def engine(self) -> ElasticEngine:
        return ElasticEngine(Connection(self.settings))

    def wait_for_writes(self, number: int) -> None:
        """So many more from now on."""
        wanted = len(self.written) + number
        while len(self.written) < wanted and not self.is_over.wait(0.05):
            assert not self.failed, self.failed

    def _search(self) -> None:
        engine = self.engine()
        while not self.is_over.is_set():
            try:
                total = ask(engine, "chor").total
            except Exception as error:
                self.failed.append(error)
                return
            self.searches += 1
            if total < OFFERS:
                self.incomplete.append(total)

    def _write(self) -> None:
        """As the outbox does it: what was not taken is tried again, until it was."""
        engine, pk = self.engine(), OFFERS
        while not self.is_over.is_set():
            try:
                engine.update([make_document(pk + 1, "Chor")], gone=[])
            except EngineUnavailable:
                self.is_over.wait(0.2)
                continue
            pk += 1
            self.written.append(pk)


def test_a_node_dies_under_load_and_nobody_notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that dies is the worst to lose: it holds the index that is written to, and leads the others."""
    # A writer whose call died with the node may hold the right to write without knowing; it runs out.
    monkeypatch.setattr(lease, "LASTS", 6.0)
    with cluster() as nodes, patient():
        load = Load([node.url for node in nodes])
        load.engine().rebuild((make_document(pk, "Chor") for pk in range(1, OFFERS + 1)), Lexicon())
        name = make_leader_of_the_index(nodes[0].url)
        (worst,) = (node for node in nodes if node.name == name)

        def lose_a_node() -> None:
            load.wait_for_writes(WRITTEN_BEFORE_A_LOSS)
            worst.kill()
            load.wait_for_writes(WRITTEN_AFTER_A_LOSS)

        load.run(lose_a_node)

        assert not load.failed
        assert not load.incomplete
        assert load.searches > WRITTEN_AFTER_A_LOSS
        present = {pk for pk, _digest in load.engine().entries()}
        assert present == {*range(1, OFFERS + 1), *load.written}


def make_leader_of_the_index(url: str) -> str:
    """The name of the node with the index that is written to, which leads the others from now on."""
    with Elasticsearch(url) as client:
        shards = client.cat.shards(index="test-offers-*", format="json", h=["prirep", "node"])
        (name,) = (shard["node"] for shard in shards if shard["prirep"] == "p")
        others = [node["name"] for node in client.nodes.info().body["nodes"].values() if node["name"] != name]
        client.cluster.post_voting_config_exclusions(node_names=others)
        client.cluster.delete_voting_config_exclusions(wait_for_removal=False)
        (leader,) = client.cat.master(format="json", h=["node"])
        assert leader["node"] == name
        return str(name)
