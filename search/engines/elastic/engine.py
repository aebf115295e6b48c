"""The Elasticsearch engine: reads the index in use, writes to it in turn, builds the next one beside it."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from elasticsearch import Elasticsearch

from search.documents import OfferDocument
from search.engines.base import (
    SEARCH_BUDGET,
    EngineAnswer,
    EngineHit,
    EngineRequest,
    EngineUnavailable,
)
from search.engines.elastic.answering import answer, complete, oddity_makes_unavailable
from search.engines.elastic.connection import Connection
from search.engines.elastic.entries import read_entries
from search.engines.elastic.indices import Indices, Names
from search.engines.elastic.lease import Lease
from search.engines.elastic.server import Server
from search.engines.elastic.writing import BulkWriter
from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.title_beginning import TitleBeginning

# Seconds. Who saves does not wait for a rebuild: the change stays in the outbox.
UPDATE_PATIENCE: Final = 0.5
UPDATE_BUDGET: Final = 2.0
BUDGET_OF_A_DOCUMENT: Final = 0.05
REBUILD_PATIENCE: Final = 70.0  # longer than a lease lasts whose holder was killed
LOOKED_AFTER: Final = 5.0  # how long another process's rebuild goes unnoticed, by the lexicon alone


@dataclass(frozen=True, slots=True)
class Current:
    """The index in use as it was found at a time, with the analyser of its lexicon."""

    index: str
    analyser: Analyser
    found_at: float


class ElasticEngine:
    """Implements `Engine` on a server; searches go to an alias, so a rebuild is never noticed."""

    name = "elasticsearch"

    def __init__(self, connection: Connection) -> None:
        self._connection: Final = connection
        self._names: Final = Names(connection.prefix)
        self._finding: Final = threading.Lock()
        self._current: Current | None = None
        self._has_state = False

    def waiting_at_most(self, seconds: float) -> AbstractContextManager[None]:
        return self._connection.spending_at_most(seconds)

    def lexicon(self) -> Lexicon:
        # Where the server is not asked, nothing is learnt about it: the breaker must not take it for well.
        current = self._known()
        if current:
            return current.analyser.lexicon
        with self._connection.asking(SEARCH_BUDGET) as client:
            return self._find_current(client).analyser.lexicon

    def search(self, request: EngineRequest) -> EngineAnswer:
        with self._connection.asking(SEARCH_BUDGET) as client:
            self._find_current(client)
            return answer(Server(client, self._names.offers), request)

    def version(self) -> None:
        """The server would have to be asked, which takes as long as a search."""
        return

    def complete(self, beginning: TitleBeginning, request: EngineRequest) -> tuple[EngineHit, ...]:
        with self._connection.asking(SEARCH_BUDGET) as client:
            self._find_current(client)
            return complete(Server(client, self._names.offers), beginning, request)

    def entries(self) -> Iterator[tuple[int, str]]:
        with self._connection.working() as client:
            index = self._find_current(client).index
            Indices(client, self._names).refresh(index)  # what was written a moment ago counts
            return iter(read_entries(client, index))

    def update(self, documents: Iterable[OfferDocument], gone: Iterable[int]) -> None:
        """Waits a little for another writer; raises EngineBusy when that takes long."""
        with self._connection.asking(SEARCH_BUDGET) as client:
            lease = self._take_lease(client, UPDATE_PATIENCE)
        with self._giving_back(lease):
            with self._connection.asking(SEARCH_BUDGET) as client:
                current = self._find_current(client, is_sure=True)
            prepared = list(self._holding(lease, documents))
            removed = sorted(set(gone) - {document.pk for document in prepared})
            budget = UPDATE_BUDGET + BUDGET_OF_A_DOCUMENT * len(prepared)
            with self._connection.asking(budget) as client:
                writer = BulkWriter(client, self._names.offers, lease.number, is_alias=True)
                changes = [*writer.put(prepared, current.analyser), *writer.remove(removed)]
                writer.write([*changes, lease.giving_back])
                lease.was_given_back()

    def rebuild(self, documents: Iterable[OfferDocument], lexicon: Lexicon) -> int:
        """Holds the lease all the while: what changes meanwhile waits in the outbox and is written after."""
        with self._connection.asking(SEARCH_BUDGET) as client:
            self._has_state = False
            client.cluster.health()  # who has no index tries to make one: not at a server that is away
        with self._connection.working() as client:
            lease = self._take_lease(client, REBUILD_PATIENCE)
        with self._giving_back(lease), self._connection.working() as client:
            indices = Indices(client, self._names)
            index = indices.create(lexicon)
            try:
                number = self._fill(client, index, lease, documents, Analyser(lexicon))
                lease.hold()
                indices.finish(index)
                lease.hold()
            except BaseException:
                indices.remove(index)
                raise
            indices.publish(index)
            self._current = None
        return number

    def _fill(
        self,
        client: Elasticsearch,
        index: str,
        lease: Lease,
        documents: Iterable[OfferDocument],
        analyser: Analyser,
    ) -> int:
        number = 0

        def counted() -> Iterator[OfferDocument]:
            nonlocal number
            for document in self._holding(lease, documents):
                number += 1
                yield document

        writer = BulkWriter(client, index, lease.number)
        writer.write(writer.put(counted(), analyser))
        return number

    def _holding(self, lease: Lease, documents: Iterable[OfferDocument]) -> Iterator[OfferDocument]:
        """To read documents may take longer than a lease lasts, where their vectors are made."""
        for document in documents:
            if lease.is_to_be_renewed:
                with self._connection.asking(SEARCH_BUDGET):
                    lease.hold()
            yield document

    @contextmanager
    def _giving_back(self, lease: Lease) -> Iterator[None]:
        try:
            yield
        finally:
            # What cannot be given back runs out by itself.
            with suppress(EngineUnavailable), self._connection.asking(SEARCH_BUDGET):
                lease.give_back()

    def _take_lease(self, client: Elasticsearch, patience: float) -> Lease:
        indices = Indices(client, self._names)
        if not self._has_state:
            indices.create_state()
            self._has_state = True
        lease = Lease(client, self._names.state)
        with oddity_makes_unavailable():
            lease.take(patience)
        if lease.was_abandoned:
            indices.remove_unfinished()
        return lease

    def _known(self) -> Current | None:
        current = self._current
        return current if current and time.monotonic() - current.found_at < LOOKED_AFTER else None

    def _find_current(self, client: Elasticsearch, *, is_sure: bool = False) -> Current:
        """The index in use; `is_sure` looks once more, others rely on what was found a moment ago."""
        found = None if is_sure else self._known()
        if found:
            return found
        current = self._current
        with self._finding, oddity_makes_unavailable():
            indices = Indices(client, self._names)
            index = indices.current()
            is_known = current is not None and current.index == index
            analyser = current.analyser if current and is_known else Analyser(indices.lexicon(index))
            self._current = Current(index, analyser, time.monotonic())
            return self._current
