"""The orders of results. Each ends with the primary key: no two offers are in the same place."""

from typing import Any

from offers.geo import Point
from search.engines.base import EngineRequest
from search.engines.elastic.documents import LANGUAGES

Order = list[dict[str, Any]]

BEST_MATCH: Order = [{"_score": "desc"}, {"pk": "asc"}]


def order_of(request: EngineRequest) -> Order:
    """The order asked for; what comes next where the best match was asked for but there are no words."""
    match request.query.effective_sort:
        case "title":
            language = request.language if request.language in LANGUAGES else "de"
            return [{f"titles.{language}": "asc"}, {"pk": "asc"}]
        case "distance" if request.near is not None:
            return [_distance(request.near.centre), {"pk": "desc"}]
        case "newest":
            return [{"created_at": "desc"}, {"pk": "desc"}]
        case _:
            return [_next(int(request.now.timestamp())), {"created_at": "desc"}, {"pk": "desc"}]


def _distance(origin: Point) -> dict[str, Any]:
    """By the nearest place of each; what is nowhere comes last."""
    centre = {"lat": origin.latitude, "lon": origin.longitude}
    return {"_geo_distance": {"points": centre, "order": "asc", "mode": "min", "unit": "km"}}


def _next(now: int) -> dict[str, Any]:
    """By the first moment that is not over; what has none comes last."""
    to_come = {"range": {"moments.is_over_at": {"gt": now}}}
    return {
        "moments.starts_at": {
            "order": "asc",
            "mode": "min",
            "missing": "_last",
            "nested": {"path": "moments", "filter": to_come},
        }
    }
