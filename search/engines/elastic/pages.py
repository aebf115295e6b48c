"""Pages of a list, however deep: the server counts to ten thousand, beyond that it goes on from a place."""

from typing import Any, Final

from search.engines.elastic.compiling import Body
from search.engines.elastic.server import Server

WINDOW: Final = 10_000  # `index.max_result_window` of a plain server


def read_page(server: Server, body: Body, offset: int, size: int) -> list[Any]:
    """The hits from `offset` on. The order must be one without ties."""
    if offset + size <= WINDOW:
        return list(server.search({**body, "from": offset, "size": size})["hits"]["hits"])
    start = _place_before(server, body, offset)
    return list(server.search({**body, **start, "size": size})["hits"]["hits"])


def _place_before(server: Server, body: Body, offset: int) -> Body:
    light = {**body, "_source": False, "track_total_hits": False}
    start: Body = {}
    while offset:
        step = min(offset, WINDOW)
        # Only where the step ends is of interest; the server has to go all the way in any case.
        skipped = {"from": step - 1, "size": 1} if not start else {"size": step}
        hits = server.search({**light, **start, **skipped})["hits"]["hits"]
        start = {"search_after": hits[-1]["sort"]}
        offset -= step
    return start
