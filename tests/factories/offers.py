"""Providers, places and offers; an offer is saved with its child rows, as a form would do it."""

from collections.abc import Iterable

import factory

from offers.enums import ProviderKind, TaxonomyCode
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
)
from tests.factories.reference import municipality, term


class ProviderFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Verein Nachbarschaft {}".format)
    kind = ProviderKind.ASSOCIATION
    municipality = factory.LazyFunction(municipality)

    class Meta:
        model = Provider


class LocationFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence("Begegnungshaus {}".format)
    street = "Markt 1"
    postcode = "53721"
    city = "Siegburg"
    municipality = factory.LazyFunction(municipality)

    class Meta:
        model = Location


class OfferFactory(factory.django.DjangoModelFactory):
    """A published offer of one German row of words.

    `words` adds rows by language (`{"en": {"title": …}}`); `topics`, `target_groups`, `languages` and
    `documents` are codes of terms; `serves` names municipalities; `locations`, `schedules`, `costs`
    and `contacts` are model objects not yet saved, or locations that are.
    """

    provider = factory.SubFactory(ProviderFactory)
    kind = factory.LazyFunction(lambda: term("course", TaxonomyCode.KIND))
    responsible_municipality = factory.LazyFunction(municipality)

    class Meta:
        model = Offer

    class Params:
        number = factory.Sequence(int)

    title = factory.LazyAttribute(lambda offer: f"Sprachcafé {offer.number}")

    @classmethod
    def _build(cls, model_class, *args, **fields) -> Offer:
        children = {name: fields.pop(name) for name in list(fields) if name in CHILDREN}
        offer = model_class(*args, **fields)
        german = {"title": offer.title, "summary": "Kommen Sie vorbei und sprechen Sie Deutsch."}
        add_words(offer, {"de": german} | dict(children.pop("words", {})))
        for name, values in children.items():
            CHILDREN[name](offer, values)
        return offer

    @classmethod
    def _create(cls, model_class, *args, **fields) -> Offer:
        offer = cls._build(model_class, *args, **fields)
        offer.save()
        return offer


def add_words(offer: Offer, words: dict[str, dict[str, str]]) -> None:
    offer.translations = [OfferTranslation(language=language, **texts) for language, texts in words.items()]


def _terms_of(taxonomy: TaxonomyCode):
    def add(offer: Offer, codes: Iterable[str]) -> None:
        rows = [OfferTerm(term=term(code, taxonomy)) for code in codes]
        offer.terms = [*offer.terms.all(), *rows]

    return add


def _add_locations(offer: Offer, locations: Iterable[Location]) -> None:
    offer.locations = [OfferLocation(location=location) for location in locations]


def _add_service_areas(offer: Offer, names: Iterable[str]) -> None:
    offer.service_areas = [
        ServiceArea(municipality=row) for row in Municipality.objects.filter(name__in=names)
    ]


def _add_schedules(offer: Offer, schedules: Iterable[Schedule]) -> None:
    offer.schedules = list(schedules)


def _add_costs(offer: Offer, costs: Iterable[CostOption]) -> None:
    offer.cost_options = list(costs)


def _add_contacts(offer: Offer, contacts: Iterable[Contact]) -> None:
    offer.contacts = list(contacts)


CHILDREN = {
    "words": add_words,
    "topics": _terms_of(TaxonomyCode.TOPIC),
    "target_groups": _terms_of(TaxonomyCode.TARGET_GROUP),
    "languages": _terms_of(TaxonomyCode.LANGUAGE),
    "documents": _terms_of(TaxonomyCode.DOCUMENT),
    "locations": _add_locations,
    "serves": _add_service_areas,
    "schedules": _add_schedules,
    "costs": _add_costs,
    "contacts": _add_contacts,
}
