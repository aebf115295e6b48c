"""What the other tables say of offers, read for many of them at once.

Django's prefetching, through django-modelcluster, makes a queryset for each offer and each of its relations:
that takes longer than reading the rows (docs/adr/0036).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Self

from django.db.models import Model

from offers.models import (
    CostOption,
    Location,
    Municipality,
    Offer,
    OfferLocation,
    OfferTerm,
    OfferTranslation,
    Provider,
    Schedule,
    ServiceArea,
    Term,
)


@dataclass(frozen=True, slots=True)
class OfferTables:
    """Of one offer, each in the order that it was given."""

    words: Sequence[OfferTranslation]
    costs: Sequence[CostOption]
    schedules: Sequence[Schedule]
    terms: Sequence[Term]
    locations: Sequence[Location]
    served: Sequence[Municipality]

    @classmethod
    def of(cls, offer: Offer) -> Self:
        """Of an offer whose rows were fetched (`with_facts`) or are still to be."""
        return cls(
            words=list(offer.translations.all()),
            costs=list(offer.cost_options.all()),
            schedules=list(offer.schedules.all()),
            terms=[row.term for row in offer.terms.all()],
            locations=[row.location for row in offer.locations.all()],
            served=[row.municipality for row in offer.service_areas.all()],
        )


def read_tables(offers: Sequence[Offer]) -> list[OfferTables]:
    """Of each of some offers, which get their provider and kind besides: ten queries in all.

    Offers share terms, places and towns: of these one object serves all.
    """
    pks = [offer.pk for offer in offers]
    words, costs, schedules = (_rows(model, pks) for model in (OfferTranslation, CostOption, Schedule))
    own_terms = _keys(OfferTerm, "term_id", pks)
    own_locations = _keys(OfferLocation, "location_id", pks)
    served = _keys(ServiceArea, "municipality_id", pks)
    providers = Provider.objects.in_bulk({offer.provider_id for offer in offers})
    kinds = ({offer.kind_id, offer.course_type_id} - {None} for offer in offers)
    terms = Term.objects.select_related("taxonomy", "parent").in_bulk(set(chain(*own_terms.values(), *kinds)))
    locations = Location.objects.in_bulk(set(chain(*own_locations.values())))
    of_locations = (location.municipality_id for location in locations.values())
    towns = Municipality.objects.in_bulk(set(chain(of_locations, *served.values())))
    for location in locations.values():
        location.municipality = towns[location.municipality_id]
    for offer in offers:
        offer.provider = providers[offer.provider_id]
        offer.kind = terms[offer.kind_id]
        offer.course_type = terms[offer.course_type_id] if offer.course_type_id else None
    return [
        OfferTables(
            words=words[pk],
            costs=costs[pk],
            schedules=schedules[pk],
            terms=[terms[key] for key in own_terms[pk]],
            locations=[locations[key] for key in own_locations[pk]],
            served=[towns[key] for key in served[pk]],
        )
        for pk in pks
    ]


def _rows(model: type[Model], pks: Iterable[int]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    rows: Iterable[Any] = model._default_manager.filter(offer__in=pks)
    for row in rows:
        found[row.offer_id].append(row)
    return found


def _keys(model: type[Model], field: str, pks: Iterable[int]) -> Mapping[int, list[int]]:
    found = defaultdict(list)
    for pk, key in model._default_manager.filter(offer__in=pks).values_list("offer_id", field):
        found[pk].append(key)
    return found
