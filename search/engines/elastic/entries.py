"""Every document of an index, a batch at a time, as it was at one moment."""

from collections.abc import Iterator
from typing import Any, Final

from elasticsearch import Elasticsearch

from search.engines.elastic.answering import oddity_makes_unavailable

READ_AT_ONCE: Final = 5000
KEPT: Final = "2m"  # between two batches


def read_entries(client: Elasticsearch, index: str) -> list[tuple[int, str]]:
    """The primary key and digest of every document."""
    point: dict[str, Any] = {"id": client.open_point_in_time(index=index, keep_alive=KEPT)["id"]}
    try:
        with oddity_makes_unavailable():
            return list(_walk(client, point))
    finally:
        client.options(ignore_status=404).close_point_in_time(id=point["id"])


def _walk(client: Elasticsearch, point: dict[str, Any]) -> Iterator[tuple[int, str]]:
    after: dict[str, Any] = {}
    while True:
        found = client.search(
            pit={**point, "keep_alive": KEPT},
            size=READ_AT_ONCE,
            sort=[{"pk": "asc"}],
            source={"includes": ["pk", "digest"]},
            track_total_hits=False,
            allow_partial_search_results=False,
            **after,
        )
        point["id"] = found["pit_id"]
        hits = found["hits"]["hits"]
        yield from ((hit["_source"]["pk"], hit["_source"]["digest"]) for hit in hits)
        if len(hits) < READ_AT_ONCE:
            return
        after = {"search_after": hits[-1]["sort"]}
