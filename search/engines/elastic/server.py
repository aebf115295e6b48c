"""What a search asks of the server, within its time."""

from collections.abc import Sequence
from typing import Any, Final

from elasticsearch import Elasticsearch

from search.engines.base import EngineUnavailable


class Server:
    """Searches one index, or an alias of one, through a client."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client: Final = client
        self._index: Final = index

    def search(self, body: dict[str, Any]) -> dict[str, Any]:
        return self.search_all([body])[0]

    def search_all(self, bodies: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Several searches in one call, answered in their order; all of them or none."""
        lines = [line for body in bodies for line in ({"allow_partial_search_results": False}, body)]
        answered = self._client.msearch(index=self._index, searches=lines, include_named_queries_score=True)
        found: list[dict[str, Any]] = answered["responses"]
        for one in found:
            if "error" in one or one["timed_out"]:
                raise EngineUnavailable(f"Elasticsearch could not search: {str(one.get('error'))[:300]}")
        return found

    def documents(self, pks: Sequence[int]) -> list[dict[str, Any]]:
        """Documents by their keys, in their order, as they can be found."""
        answered = self._client.mget(
            index=self._index, ids=[str(pk) for pk in pks], source_includes=["card"], realtime=False
        )
        return list(answered["docs"])
