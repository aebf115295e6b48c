"""Documents into an index, in bulk, each with the number of the lease as its version."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.documents import OfferDocument
from search.engines.base import EngineBusy, EngineUnavailable
from search.engines.elastic.deadlines import remaining
from search.engines.elastic.documents import to_source
from search.text.analysis import Analyser

SENT_AT_ONCE: Final = 500  # documents
BYTES_AT_ONCE: Final = 10 * 1024 * 1024

# For what a busy server refuses: tries, seconds to wait after the first (then twice as long each time), and
# seconds for each call. Somebody may be waiting for an update, nobody does for a rebuild.
HASTE: Final = (1, 0.1, 30.0)
PATIENCE: Final = (5, 0.5, 30.0)

# To have each write found at once takes the server as long as the write itself; it is found by itself a
# moment later (`indices.IN_USE`), and what was taken back is left out of lists at once, by the database.
REFRESHES: Final = False

_CONFLICT: Final = 409
_MISSING: Final = 404


class BulkWriter:
    """Writes to `index`, for the holder of the lease with this number."""

    def __init__(self, client: Elasticsearch, index: str, number: int, *, is_alias: bool = False) -> None:
        """To an alias, in haste; to an index that is being made, with patience."""
        self._tries, self._first_wait, seconds = HASTE if is_alias else PATIENCE
        # Writing the same once more does no harm, so every failure that may pass is tried again.
        self._client: Final = client.options(
            max_retries=self._tries,
            retry_on_timeout=True,
            retry_on_status=(502, 503, 504),
            request_timeout=remaining(seconds),
        )
        self._address: Final = {
            "_index": index,
            "version": number,
            "version_type": "external_gte",
            **({"require_alias": True} if is_alias else {}),
        }

    def put(self, documents: Iterable[OfferDocument], analyser: Analyser) -> Iterator[dict[str, Any]]:
        for document in documents:
            source = to_source(document, analyser)
            yield {**self._address, "_op_type": "index", "_id": str(document.pk), "_source": source}

    def remove(self, pks: Iterable[int]) -> Iterator[dict[str, Any]]:
        address = {name: value for name, value in self._address.items() if name != "require_alias"}
        for pk in pks:
            yield {**address, "_op_type": "delete", "_id": str(pk)}

    def write(self, actions: Iterable[dict[str, Any]]) -> None:
        """Raises EngineBusy where somebody else has written since: the lease was lost."""
        written = streaming_bulk(
            self._client,
            actions,
            chunk_size=SENT_AT_ONCE,
            max_chunk_bytes=BYTES_AT_ONCE,
            raise_on_error=False,
            max_retries=self._tries,
            initial_backoff=self._first_wait,
            refresh=REFRESHES,
        )
        for is_done, outcome in written:
            if not is_done:
                _refuse(*next(iter(outcome.items())))


def _refuse(action: str, result: dict[str, Any]) -> None:
    if action == "delete" and result["status"] == _MISSING and "error" not in result:
        return
    if result["status"] == _CONFLICT:
        raise EngineBusy("Another process has taken over the search index.")
    raise EngineUnavailable(f"A document was not written: {str(result.get('error'))[:300]}")
