"""Believable offers in any number, the same ones every time, written in bulk.

Nothing of this is demo content: it has the sizes and proportions of a real directory, so that figures
measured on it mean something. Providers and places are those of the tests; offers are not, since the
factory saves each with its rows, and a hundred thousand want to be written by table.
"""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from django.utils import timezone

from offers.enums import CostKind, Frequency, Places, ProviderKind, ScheduleKind, StepFree, TaxonomyCode
from offers.models import (
    Contact,
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
from tests.benchmarks.phrases import ACTIVITIES, ENGLISH, GROUPS, ORGANISATIONS, SENTENCES, WAYS
from tests.factories import LocationFactory, ProviderFactory

SEED = 20131205
CHUNK = 1000
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA")
LEVELS = ("", "", "", "none", "alpha", "a1", "a2", "b1", "b2")


class Synthetic:
    """Makes `number` offers with their providers and places; needs the reference data in the database."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.random = random.Random(SEED)
        self.towns = list(Municipality.objects.without_county().order_by("ags"))
        self.terms = {
            taxonomy: list(Term.objects.filter(taxonomy__code=taxonomy).order_by("code"))
            for taxonomy in TaxonomyCode.values
        }
        self.topics = [term for term in self.terms[TaxonomyCode.TOPIC] if term.parent_id]

    def create(self) -> None:
        self.providers = Provider.objects.bulk_create(self._providers())
        self.locations = Location.objects.bulk_create(self._locations())
        numbers = iter(range(self.number))
        while chunk := list(islice(numbers, CHUNK)):
            self._create_chunk(chunk)

    def _create_chunk(self, numbers: list[int]) -> None:
        offers = Offer.objects.bulk_create([self._offer(number) for number in numbers])
        for model, rows in (
            (OfferTranslation, self._words),
            (OfferTerm, self._terms),
            (OfferLocation, self._places),
            (ServiceArea, self._areas),
            (Schedule, self._schedules),
            (CostOption, self._costs),
            (Contact, self._contacts),
        ):
            model.objects.bulk_create([row for offer in offers for row in rows(offer)])

    def _providers(self) -> Iterator[Provider]:
        for number in range(max(10, self.number // 25)):
            town = self.random.choice(self.towns)
            yield ProviderFactory.build(
                name=f"{self.random.choice(ORGANISATIONS)} {town.name} {number}",
                kind=self.random.choice(ProviderKind.values),
                municipality=town,
            )

    def _locations(self) -> Iterator[Location]:
        for number in range(max(20, self.number // 15)):
            town = self.random.choice(self.towns)
            yield LocationFactory.build(
                name=self.random.choice(("Begegnungszentrum", "Rathaus", "Stadtbücherei", "Familienzentrum")),
                street=f"Hauptstraße {number % 140 + 1}",
                city=town.name,
                municipality=town,
                step_free=self.random.choice(StepFree.values),
            )

    def _offer(self, number: int) -> Offer:
        draw = self.random
        today = timezone.localdate()
        level = draw.choice(LEVELS)
        return Offer(
            title=f"{draw.choice(ACTIVITIES)} {draw.choice(GROUPS)}",
            provider=draw.choice(self.providers),
            kind=draw.choice(self.terms[TaxonomyCode.KIND]),
            course_type=draw.choice(self.terms[TaxonomyCode.COURSE_TYPE]) if draw.random() < 0.3 else None,
            responsible_municipality=draw.choice(self.towns),
            level_from=level,
            level_to=level,
            is_women_only=draw.random() < 0.1,
            has_childcare=draw.random() < 0.2,
            is_online=draw.random() < 0.1,
            serves_whole_county=draw.random() < 0.15,
            places=Places.YES if number % 3 else "",
            places_stated_on=today if number % 3 else None,
            valid_to=today + datetime.timedelta(days=draw.randrange(30, 400))
            if draw.random() < 0.3
            else None,
            verified_on=today - datetime.timedelta(days=draw.randrange(300)),
            verified_by="Redaktion",
            live=True,
            first_published_at=timezone.now() - datetime.timedelta(hours=draw.randrange(20_000)),
        )

    def _words(self, offer: Offer) -> Iterator[OfferTranslation]:
        draw = self.random
        text = " ".join(draw.choices(SENTENCES, k=8))
        summary = f"{draw.choice(WAYS)} {draw.choice(GROUPS)}."
        yield OfferTranslation(
            offer=offer, language="de", title=offer.title, summary=summary, description=f"<p>{text}</p>"
        )
        if offer.pk % 3 == 0:
            title, text = draw.choice(ENGLISH)
            yield OfferTranslation(
                offer=offer, language="en", title=title, summary=text, description=f"<p>{text}</p>"
            )

    def _terms(self, offer: Offer) -> Iterator[OfferTerm]:
        chosen = self.random.sample(self.topics, k=self.random.choice((1, 1, 2)))
        chosen += self.random.sample(self.terms[TaxonomyCode.TARGET_GROUP], k=2)
        chosen += self.random.sample(self.terms[TaxonomyCode.LANGUAGE], k=self.random.choice((1, 2, 3)))
        return (OfferTerm(offer=offer, term=term) for term in chosen)

    def _places(self, offer: Offer) -> Iterator[OfferLocation]:
        if not offer.is_online:
            yield OfferLocation(offer=offer, location=self.random.choice(self.locations))

    def _areas(self, offer: Offer) -> Iterator[ServiceArea]:
        if not offer.serves_whole_county:
            for town in self.random.sample(self.towns, k=self.random.choice((0, 1, 2))):
                yield ServiceArea(offer=offer, municipality=town)

    def _schedules(self, offer: Offer) -> Iterator[Schedule]:
        for _number in range(self.random.choice((1, 1, 2))):
            hour = self.random.randrange(8, 20)
            yield Schedule(
                offer=offer,
                kind=ScheduleKind.SESSION,
                freq=Frequency.WEEKLY,
                byday=",".join(sorted(self.random.sample(WEEKDAYS, k=2), key=WEEKDAYS.index)),
                starts_at=datetime.time(hour),
                ends_at=datetime.time(hour + 2),
            )

    def _costs(self, offer: Offer) -> Iterator[CostOption]:
        if self.random.random() < 0.7:
            yield CostOption(offer=offer, kind=CostKind.FREE)
        else:
            amount = Decimal(self.random.randrange(5, 200))
            yield CostOption(offer=offer, kind=CostKind.AMOUNT, amount=amount)

    def _contacts(self, offer: Offer) -> Iterator[Contact]:
        yield Contact(offer=offer, name="Kursberatung", phone="02241 13-0", email="kurs@example.org")
