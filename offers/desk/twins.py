"""Published offers that may be the one that is proposed, and why they may."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from offers.models import Offer

MOST_SHOWN: Final = 5
ALIKE: Final = (
    0.45  # of the trigrams of two titles; "Deutschkurs A1" and "Deutschkurs A1 in Siegburg" have .5
)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Twin:
    offer: Offer
    reasons: tuple[str, ...]


def possible_twins(offer: Offer) -> list[Twin]:
    """The likeliest first: what is called nearly the same, and what its provider offers of this kind."""
    titles = Offer.objects.live().exclude(pk=offer.pk).values_list("pk", "title")
    own = trigrams(offer.title)
    alike = {pk: share for pk, title in titles.iterator() if (share := _share(own, trigrams(title))) >= ALIKE}
    likeliest = sorted(alike, key=lambda pk: -alike[pk])[:MOST_SHOWN]
    same_kind = Q(provider=offer.provider_id, kind=offer.kind_id)
    found = Offer.objects.live().exclude(pk=offer.pk).filter(Q(pk__in=likeliest) | same_kind)
    rows = found.select_related("provider").prefetch_related("locations")
    twins = [(Twin(row, tuple(_reasons(offer, row, alike.get(row.pk, 0.0)))), row) for row in rows]
    in_order = sorted(
        twins, key=lambda pair: (-len(pair[0].reasons), -alike.get(pair[1].pk, 0), pair[1].title)
    )
    return [twin for twin, _row in in_order[:MOST_SHOWN]]


def _reasons(offer: Offer, other: Offer, share: float) -> Iterator[str]:
    if share == 1:
        yield _("gleicher Titel")
    elif share >= ALIKE:
        yield _("ähnlicher Titel")
    if offer.provider_id == other.provider_id:
        yield _("derselbe Anbieter")
    if _places(offer) & _places(other):
        yield _("am selben Ort")


def _places(offer: Offer) -> set[int]:
    return {row.location_id for row in offer.locations.all()}


def trigrams(text: str) -> frozenset[str]:
    """Each three letters in a row, with the ends of words, as in PostgreSQL's `pg_trgm`."""
    words = (f"  {word} " for word in _WORD.findall(text.casefold()))
    return frozenset(word[start : start + 3] for word in words for start in range(len(word) - 2))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    """What they have in common, of all that either has (Jaccard); 1 where both are the same."""
    return len(some & others) / len(some | others) if some and others else 0.0
