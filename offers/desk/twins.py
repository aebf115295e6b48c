"""Published offers that may be the one that is proposed, and why they may."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from offers.models import Offer
from offers.similar_titles import similar_titles

MOST_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Twin:
    offer: Offer
    reasons: tuple[str, ...]


def possible_twins(offer: Offer) -> list[Twin]:
    """The likeliest first: what is called nearly the same, and what its provider offers of this kind."""
    alike = similar_titles(offer.title, besides=offer.pk)
    likeliest = list(alike)[:MOST_SHOWN]
    same_kind = Q(provider=offer.provider_id, kind=offer.kind_id)
    found = Offer.objects.live().exclude(pk=offer.pk).filter(Q(pk__in=likeliest) | same_kind)
    rows = found.select_related("provider").prefetch_related("locations")
    twins = [Twin(row, tuple(_reasons(offer, row, alike.get(row.pk, 0.0)))) for row in rows]
    twins.sort(key=lambda twin: (-len(twin.reasons), -alike.get(twin.offer.pk, 0.0), twin.offer.title))
    return twins[:MOST_SHOWN]


def _reasons(offer: Offer, other: Offer, share: float) -> Iterator[str]:
    if share == 1:
        yield _("gleicher Titel")
    elif share:
        yield _("ähnlicher Titel")
    if offer.provider_id == other.provider_id:
        yield _("derselbe Anbieter")
    if _places(offer) & _places(other):
        yield _("am selben Ort")


def _places(offer: Offer) -> set[int]:
    return {row.location_id for row in offer.locations.all()}
