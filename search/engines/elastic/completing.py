"""What is being typed into the bodies that are sent to the server."""

from typing import Any

from search.engines.base import EngineRequest
from search.engines.elastic.filters import filters_of, findable
from search.engines.elastic.orders import BEST_MATCH
from search.engines.elastic.words import NOTHING, Query, compile_node
from search.text.title_beginning import TitleBeginning


def compile_beginning(beginning: TitleBeginning, request: EngineRequest) -> dict[str, Any]:
    """Titles with a word that begins with these letters or, inflected, is this one."""
    begun = {"prefix": {"title_words": {"value": beginning.letters}}}
    stems = [{"term": {"title_words": {"value": stem}}} for stem in beginning.stems]
    return _body({"bool": {"should": [begun, *stems], "minimum_should_match": 1}}, beginning, request)


def compile_mistyped(beginning: TitleBeginning, request: EngineRequest) -> dict[str, Any]:
    """Titles with most of the 4-grams of these letters."""
    if not beginning.shared:
        return _body(NOTHING, beginning, request)
    grams = [{"term": {"title_grams": {"value": gram}}} for gram in beginning.grams]
    return _body({"bool": {"should": grams, "minimum_should_match": beginning.shared}}, beginning, request)


def _body(title: Query, beginning: TitleBeginning, request: EngineRequest) -> dict[str, Any]:
    must = [title, *(compile_node(node) for node in beginning.before)]
    filters = [findable(request), *filters_of(request).values()]
    return {
        "query": {"bool": {"must": must, "filter": filters}},
        "size": request.size,
        "sort": BEST_MATCH,
        "track_total_hits": False,
        "_source": ["pk", "card"],
    }
