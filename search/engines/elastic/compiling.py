"""Requests into the bodies that are sent to the server. Pure: nothing here asks anything of it."""

from collections.abc import Iterable
from typing import Any, Final

from search.embeddings import Vector
from search.engines.base import EngineRequest
from search.engines.elastic.filters import all_of, compile_counts, filters_of, findable
from search.engines.elastic.orders import BEST_MATCH, order_of
from search.engines.elastic.words import (
    NOTHING,
    Query,
    Unknown,
    compile_any,
    compile_exact,
    compile_grams,
    compile_required,
)
from search.query import FACET_OF, FACET_PARAMETERS
from search.ranking import FUSED, weights_for

Body = dict[str, Any]

CANDIDATES: Final = 500  # vectors that are compared exactly
SIGNALS: Final = (
    "pk",
    "towns",
    "places",
    "verified_on",
    "review_on",
    "when",
    *(f"facets.{facet}" for facet in FACET_OF.values()),
)


def compile_request(request: EngineRequest, unknown: Unknown = (), meant: Iterable[int] = ()) -> Body:
    """All that is found, in the order asked for: without its page, which `pages` adds.

    `unknown` are clauses that the index has nothing for as they were typed; `meant` are offers that are
    found for their meaning, whatever their words.
    """
    return {
        "query": _narrowed(request, found_by(request, unknown, meant)),
        "sort": order_of(request),
        "track_total_hits": not request.with_counts,
        "_source": ["pk", "card"],
    }


def compile_tally(request: EngineRequest, unknown: Unknown = ()) -> Body:
    """How many are found by their words, and the counts of the facets.

    Filters apply after counting, so that a facet can leave out its own. Asked apart from the hits: the
    server remembers answers without hits until the index changes.
    """
    filters = filters_of(request)
    body = {
        "query": _all(found_by(request, unknown, ()), [findable(request)]),
        "aggs": compile_counts(filters),
        "size": 0,
        "track_total_hits": True,
    }
    return {**body, "post_filter": all_of(filters.values())} if filters else body


def compile_best_words(request: EngineRequest, unknown: Unknown = ()) -> Body:
    """The best offers by their words, with what their boosts follow from, and the number of all."""
    is_ranked = request.query.effective_sort == "relevance"
    narrowed = _narrowed(request, _required(request, unknown))
    return {
        "query": {"bool": {**narrowed["bool"], "should": [_unscored(_grams(request))]}},
        "sort": BEST_MATCH,
        "track_total_hits": not request.with_counts,
        "size": FUSED if is_ranked else 0,
        "_source": False,
        "docvalue_fields": list(SIGNALS),
    }


def compile_nearest(request: EngineRequest, filters: Iterable[Query], unknown: Unknown = ()) -> Body:
    """The nearest offers by meaning, each with what its words score, and whether those alone would do.

    The named queries say how near title and words are, and the rest. The score of a hit is the sum of
    both: what is among the nearest by only one of them comes last.
    """
    by_title = _nearest("title_vector", request, filters)
    by_piece = {
        "nested": {
            "path": "passages",
            "score_mode": "max",
            "query": _nearest("passages.vector", request, filters),
        }
    }
    near = [_named("title", by_title), _named("piece", by_piece)]
    named = {"any": compile_any(request.plan, unknown), "required": _required(request, unknown)}
    said = [_named(name, query) for name, query in named.items()] + _grams(request)
    return {
        "query": {
            "bool": {
                "must": [{"bool": {"should": near, "minimum_should_match": 1}}],
                "should": [_unscored(said)],
            }
        },
        "size": FUSED,
        "track_total_hits": False,
        "_source": False,
        "docvalue_fields": list(
            dict.fromkeys([*SIGNALS, *(f"facets.{facet}" for facet in FACET_PARAMETERS)])
        ),
    }


def _nearest(field: str, request: EngineRequest, filters: Iterable[Query]) -> Query:
    vector: Vector = request.meaning  # type: ignore[assignment]
    return {
        "knn": {
            "field": field,
            "query_vector": [round(float(number), 5) for number in vector],
            "k": FUSED,
            "num_candidates": CANDIDATES,
            "rescore_vector": {"oversample": 2.0},
            "filter": [findable(request), *filters],
        }
    }


def _grams(request: EngineRequest) -> list[Query]:
    """Where they count."""
    return [_named("grams", compile_grams(request.plan))] if weights_for(request.plan).grams else []


def _unscored(named: list[Query]) -> Query:
    """For their names alone."""
    return {"bool": {"should": named, "boost": 0}}


def _named(name: str, query: Query) -> Query:
    return {"bool": {"must": [query], "_name": name}}


def compile_rest(request: EngineRequest, unknown: Unknown, shown_before: Iterable[int]) -> Body:
    """What comes after the best: by words alone."""
    before = {"ids": {"values": [str(pk) for pk in shown_before]}}
    rest = {"bool": {"must": [_required(request, unknown)], "must_not": [before]}}
    return {
        "query": _narrowed(request, rest),
        "sort": BEST_MATCH,
        "track_total_hits": False,
        "_source": ["pk", "card"],
    }


def compile_checks(request: EngineRequest) -> dict[int, Body]:
    """Asks whether the index has anything for a clause as it was typed, by the clause's position."""
    return {
        position: {
            "query": compile_exact(clause),
            "size": 0,
            "terminate_after": 1,
            "track_total_hits": 1,
        }
        for position, clause in enumerate(request.plan.clauses)
        if clause.similar
    }


def found_by(request: EngineRequest, unknown: Unknown, meant: Iterable[int]) -> Query:
    """By its words, or named in `meant`; everything, where nothing is looked for."""
    if not request.is_for_text:
        return {"match_all": {}}
    by_meaning = {"ids": {"values": [str(pk) for pk in meant]}}
    return {"bool": {"should": [_required(request, unknown), by_meaning], "minimum_should_match": 1}}


def _required(request: EngineRequest, unknown: Unknown) -> Query:
    return compile_required(request.plan, unknown) if request.plan else NOTHING


def _narrowed(request: EngineRequest, query: Query) -> Query:
    return _all(query, [findable(request), *filters_of(request).values()])


def _all(query: Query, filters: list[Query]) -> Query:
    return {"bool": {"must": [query], "filter": filters}}
