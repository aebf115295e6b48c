"""What the domain asks the database. Adjectives filter, `with_` brings related rows along."""

import datetime
from collections.abc import Sequence
from functools import lru_cache

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone


class OfferQuerySet(QuerySet):
    def live(self) -> "OfferQuerySet":
        """Published, whether or not the offer has ended."""
        return self.filter(live=True)

    def current(self, on: datetime.date | None = None) -> "OfferQuerySet":
        """Published and not ended: what the public finds. One that has yet to begin is current."""
        on = on or timezone.localdate()
        return self.live().filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))

    def ended(self, on: datetime.date | None = None) -> "OfferQuerySet":
        return self.filter(valid_to__lt=on or timezone.localdate())

    def with_facts(self) -> "OfferQuerySet":
        """With every row a card, a document of the index or the public page needs: 8 queries in all."""
        from offers.models import OfferLocation, OfferTerm, ServiceArea

        return self.select_related(
            "provider", "kind", "course_type", "responsible_municipality"
        ).prefetch_related(
            "translations",
            "cost_options",
            "schedules",
            "contacts",
            Prefetch("terms", OfferTerm.objects.select_related("term__taxonomy", "term__parent")),
            Prefetch("locations", OfferLocation.objects.select_related("location__municipality")),
            Prefetch("service_areas", ServiceArea.objects.select_related("municipality")),
        )


class ProviderQuerySet(QuerySet):
    def live(self) -> "ProviderQuerySet":
        return self.filter(live=True)

    def with_words(self) -> "ProviderQuerySet":
        return self.select_related("municipality", "logo").prefetch_related(
            "translations", "terms__term__taxonomy"
        )


def pks_of_current(pks: Sequence[int]) -> set[int]:
    """Those of these keys whose offers are current.

    Every list of offers asks this. Written by hand it costs the processor a tenth of what it costs to
    compose the same statement anew each time.
    """
    if not pks:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_statement(len(pks)), [timezone.localdate(), *pks])
        return {pk for (pk,) in cursor.fetchall()}


@lru_cache
def _statement(number: int) -> str:
    gaps = ", ".join(["%s"] * number)
    where = f"live AND (valid_to IS NULL OR valid_to >= %s) AND id IN ({gaps})"
    return f"SELECT id FROM offers_offer WHERE {where}"  # noqa: S608 - gaps only
