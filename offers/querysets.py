"""What the domain asks the database. Adjectives filter, `with_` brings related rows along."""

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from offers.enums import SubmissionState
from offers.freshness import interval_of
from offers.signals import offers_changed

if TYPE_CHECKING:
    from offers.models import Provider

# Nobody but the sender knows of it yet.
NOT_RECEIVED = (SubmissionState.DRAFT, SubmissionState.UNCONFIRMED)
UNDECIDED = (SubmissionState.WAITING, SubmissionState.QUESTION)


class OfferQuerySet(QuerySet):
    def update(self, **values) -> int:
        """Also announced: an update sends no signals of its own, and lists would go on showing the old."""
        with transaction.atomic(using=self.db):
            pks = list(self.order_by().values_list("pk", flat=True))
            number = super().update(**values)
            offers_changed.send(sender=self.model, pks=pks)
        return number

    update.alters_data = True

    def received(self) -> "OfferQuerySet":
        """Without what somebody is still writing or has not confirmed: what the administration knows of."""
        from offers.models import Submission

        proposed = Submission.objects.filter(offer=OuterRef("pk"))
        unknown = Exists(proposed.unknown()) & ~Exists(proposed.received())
        return self.exclude(unknown, live=False, first_published_at=None)

    def known_to(self, provider: "Provider") -> "OfferQuerySet":
        """The offers of a provider that it may know of: published some time, or proposed."""
        from offers.models import Submission

        proposed = Submission.objects.known_to(provider).values("offer")
        known = Q(live=True) | Q(first_published_at__isnull=False) | Q(pk__in=proposed)
        return self.filter(known, provider=provider)

    def live(self) -> "OfferQuerySet":
        """Published, whether or not the offer has ended."""
        return self.filter(live=True)

    def current(self, on: datetime.date | None = None) -> "OfferQuerySet":
        """Published and not ended: what the public finds. One that has yet to begin is current."""
        on = on or timezone.localdate()
        return self.live().filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))

    def ended(self, on: datetime.date | None = None) -> "OfferQuerySet":
        return self.filter(valid_to__lt=on or timezone.localdate())

    def due(self, days: int = 0) -> "OfferQuerySet":
        """Current, and `days` or more past the day on which they had to be looked at again.

        Nobody can be asked about examples. Where the clock of an offer starts says `Offer.checked_on`.
        """
        today = timezone.localdate()
        published_on = TruncDate(Coalesce("first_published_at", "created_at"))
        is_due = Q(pk__in=())
        intervals = self.current(today).order_by().values_list("kind__code", "review_interval_days")
        for kind, own in intervals.distinct():
            last = today - datetime.timedelta(days=interval_of(kind, own) + days)
            is_due |= Q(kind__code=kind, review_interval_days=own, last_checked_on__lte=last)
        current = self.current(today).filter(is_example=False)
        return current.annotate(last_checked_on=Coalesce("verified_on", published_on)).filter(is_due)

    def hidden(self) -> "OfferQuerySet":
        """Taken back by the clock, because nobody confirmed them."""
        return self.filter(live=False, hidden_on__isnull=False)

    def with_people(self) -> "OfferQuerySet":
        """With all that says when they are due and who can be asked."""
        return self.select_related("provider", "kind", "responsible_municipality").prefetch_related(
            "provider__members", "contacts", "translations"
        )

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
    def received(self) -> "ProviderQuerySet":
        """Without those that only unconfirmed submissions name."""
        from offers.models import Submission

        named = Submission.objects.filter(provider=OuterRef("pk"))
        unknown = Exists(named.unknown()) & ~Exists(named.received())
        return self.exclude(unknown, live=False)

    def live(self) -> "ProviderQuerySet":
        return self.filter(live=True)

    def claimable(self) -> "ProviderQuerySet":
        """Published, with something in the directory, and nobody who speaks for them."""
        from offers.models import Offer

        return (
            self.live()
            .filter(members=None)
            .filter(Exists(Offer.objects.live().filter(provider=OuterRef("pk"))))
        )

    def with_words(self) -> "ProviderQuerySet":
        return self.select_related("municipality", "logo").prefetch_related(
            "translations", "terms__term__taxonomy"
        )


class LocationQuerySet(QuerySet):
    def received(self) -> "LocationQuerySet":
        """Without those that only unconfirmed submissions name."""
        from offers.models import Offer, OfferLocation

        used = OfferLocation.objects.filter(location=OuterRef("pk"))
        known = Exists(used.filter(offer__in=Offer.objects.received()))
        return self.exclude(Exists(used) & ~known, live=False)
