"""Filters and the counts of facets, into Elasticsearch's language and back."""

from collections.abc import Iterable
from typing import Any, Final

from django.utils.timezone import localdate

from offers.geo import Circle
from search.engines.base import EngineRequest
from search.engines.elastic.words import Query
from search.query import FACET_PARAMETERS

MOST_VALUES: Final = 1000  # of one facet; by itself Elasticsearch gives ten

Filters = dict[str, Query]  # by the facet that they are of


def findable(request: EngineRequest) -> Query:
    """Leaves out what has ended."""
    ended = {"range": {"ends_on": {"lt": localdate(request.now).isoformat()}}}
    return {"bool": {"must_not": [ended]}}


def filters_of(request: EngineRequest) -> Filters:
    query = request.query
    filters: Filters = {
        facet: {"terms": {f"facets.{facet}": list(values)}} for facet, values in query.filters.items()
    }
    if query.provider is not None:
        filters["provider"] = {"term": {"facets.provider": str(query.provider)}}
    if request.near is not None:
        filters["near"] = _in(request.near)
    return filters


def _in(circle: Circle) -> Query:
    """In it, or near to everybody."""
    centre = {"lat": circle.centre.latitude, "lon": circle.centre.longitude}
    inside = {"geo_distance": {"distance": f"{circle.radius}km", "points": centre}}
    everybody = {"term": {"facets.reach": "anywhere"}}
    return {"bool": {"should": [inside, everybody], "minimum_should_match": 1}}


def without(filters: Filters, facet: str) -> list[Query]:
    return [query for name, query in filters.items() if name != facet]


def all_of(queries: Iterable[Query]) -> Query:
    return {"bool": {"filter": list(queries)}}


def compile_counts(filters: Filters) -> dict[str, Any]:
    """Aggregations beside a `post_filter`: those of a facet that narrows down leave its own filter out."""
    free = [facet for facet in FACET_PARAMETERS if facet not in filters]
    narrowing = [facet for facet in FACET_PARAMETERS if facet in filters]
    counts: dict[str, Any] = {}
    if free:
        counts["others"] = {
            "filter": all_of(filters.values()),
            "aggs": {facet: _values(facet) for facet in free},
        }
    for facet in narrowing:
        counts[f"own_{facet}"] = {
            "filter": all_of(without(filters, facet)),
            "aggs": {facet: _values(facet)},
        }
    return counts


def read_counts(aggregations: dict[str, Any]) -> dict[str, dict[str, int]]:
    """The counts of each facet; values of none are left out."""
    found = {
        facet: {bucket["key"]: bucket["doc_count"] for bucket in values["buckets"]}
        for group in aggregations.values()
        for facet, values in group.items()
        if isinstance(values, dict)
    }
    return {facet: found.get(facet, {}) for facet in FACET_PARAMETERS}


def _values(facet: str) -> dict[str, Any]:
    return {"terms": {"field": f"facets.{facet}", "size": MOST_VALUES}}
