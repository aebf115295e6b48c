"""The last resort: offers straight from the database, by the filters only.

Slower than an engine and deaf to words, but right about filters, and there as long as the portal is.
"""

from collections.abc import Callable, Collection
from datetime import time
from functools import reduce
from math import ceil, cos, degrees, radians
from operator import or_
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from offers.enums import GermanLevel, StepFree, TaxonomyCode
from offers.geo import EARTH_RADIUS_KM, Circle
from offers.models import Offer, OfferLocation
from offers.querysets import OfferQuerySet
from search.documents import build_document
from search.engines.base import EngineAnswer, EngineHit, EngineRequest
from search.offer_rows import COST_VALUES
from search.query import SearchQuery

ORDERS: Final = {"title": ("title", "pk"), "newest": ("-first_published_at", "-pk")}

_HOURS: Final = {
    "morning": (time.min, time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time.max),
}


def answer_from_database(request: EngineRequest, municipalities: Collection[str]) -> EngineAnswer:
    """One page of what the filters leave, without counts; newest first unless titles are asked for."""
    offers = matching(request.query, Offer.objects.current(localdate(request.now)))
    if request.near is not None:
        offers = offers.filter(pk__in=Offer.objects.filter(is_near(request.near)).values("pk"))
    total = offers.count()
    pages = max(1, ceil(total / request.size))
    page = min(request.query.page, pages)
    order = ORDERS.get(request.query.effective_sort, ORDERS["newest"])
    shown = offers.with_facts().order_by(*order)[(page - 1) * request.size : page * request.size]
    documents = [build_document(offer, municipalities=municipalities, now=request.now) for offer in shown]
    hits = tuple(EngineHit(document.pk, 0.0, document.card) for document in documents)
    return EngineAnswer(hits, total, page, pages)


def matching(query: SearchQuery, offers: OfferQuerySet) -> OfferQuerySet:
    """The offers that every filter of a search leaves."""
    for facet, values in query.filters.items():
        chosen = reduce(or_, (_CONDITIONS[facet](value) for value in values))
        # One subquery a facet: a join would give an offer as often as it matches.
        offers = offers.filter(pk__in=Offer.objects.filter(chosen).values("pk"))
    return offers if query.provider is None else offers.filter(provider=query.provider)


def is_near(circle: Circle) -> Q:
    """In the square around a circle, or near to everybody: what a database can tell without geometry."""
    place, town, area = (
        "locations__location__",
        "locations__location__municipality__",
        "service_areas__municipality__",
    )
    is_hidden = Q(**{f"{place}is_address_hidden": True})
    is_vague = is_hidden | Q(**{f"{place}latitude__isnull": True})
    nowhere = Q(locations__isnull=True)
    return (
        Q(is_online=True)
        | (Q(**{f"{place}is_address_hidden": False}) & _in_square(place, circle))
        | (is_vague & _in_square(town, circle))
        | (nowhere & (Q(serves_whole_county=True) | Q(service_areas__isnull=True)))
        | (nowhere & _in_square(area, circle))
    )


def _in_square(prefix: str, circle: Circle) -> Q:
    height = degrees(circle.radius / EARTH_RADIUS_KM)
    width = height / cos(radians(circle.centre.latitude))
    latitude, longitude = circle.centre
    return Q(
        **{
            f"{prefix}latitude__range": (latitude - height, latitude + height),
            f"{prefix}longitude__range": (longitude - width, longitude + width),
        }
    )


def _topic(code: str) -> Q:
    is_topic = Q(terms__term__taxonomy__code=TaxonomyCode.TOPIC)
    return is_topic & (Q(terms__term__code=code) | Q(terms__term__parent__code=code))


def _term(taxonomy: str) -> Callable[[str], Q]:
    return lambda code: Q(terms__term__taxonomy__code=taxonomy, terms__term__code=code)


def _municipality(ags: str) -> Q:
    serves = Q(service_areas__municipality__ags=ags) | Q(serves_whole_county=True)
    return Q(locations__location__municipality__ags=ags) | serves


def _level(level: str) -> Q:
    values = GermanLevel.values
    if level not in values:
        return Q(pk__in=())
    position = values.index(level)
    is_stated = ~Q(level_from="", level_to="")
    begins = Q(level_from__in=["", *values[: position + 1]])
    return is_stated & begins & Q(level_to__in=["", *values[position:]])


def _cost(value: str) -> Q:
    return Q(cost_options__kind__in=[kind for kind, name in COST_VALUES.items() if name == value])


def _time(value: str) -> Q:
    if value in _HOURS:
        first, last = _HOURS[value]
        return Q(schedules__starts_at__gte=first, schedules__starts_at__lt=last)
    return Q(schedules__byday__contains=value.upper())


def _attribute(value: str) -> Q:
    conditions = {
        "childcare": Q(has_childcare=True),
        "women_only": Q(is_women_only=True),
        "online": Q(is_online=True),
        "barrier_free": _is_barrier_free(),
    }
    return conditions.get(value, Q(pk__in=()))


def _is_barrier_free() -> Q:
    places = OfferLocation.objects.filter(offer=OuterRef("pk"))
    return Q(Exists(places)) & ~Q(Exists(places.exclude(location__step_free=StepFree.FULL)))


_CONDITIONS: Final[dict[str, Callable[[str], Q]]] = {
    "topics": _topic,
    "municipalities": _municipality,
    "target_groups": _term(TaxonomyCode.TARGET_GROUP),
    "languages": _term(TaxonomyCode.LANGUAGE),
    "levels": _level,
    "kinds": lambda code: Q(kind__code=code),
    "costs": _cost,
    "times": _time,
    "attributes": _attribute,
}
