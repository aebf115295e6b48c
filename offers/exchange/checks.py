"""Whether the models accept a draft, and the public can use it, in words for the person who sent the file."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from offers.enums import TaxonomyCode
from offers.exchange.drafts import Draft
from offers.exchange.records import Problem
from offers.models import Location, Offer, OfferTranslation, Provider
from offers.publishing import Facts, facts_of, lacks


def problems_of(draft: Draft, *, thoroughly: bool) -> list[Problem]:
    """Everything the models say against a draft.

    Not `thoroughly`, the database is not asked: it checks its constraints itself when the rows are written.
    That saves a query for each constraint of each row, and a row that breaks one is then looked at again.
    """
    if draft.problems:
        return draft.problems
    return [*_of_parents(draft.offer, draft, thoroughly), *of_rows(draft, draft.rows, thoroughly=thoroughly)]


def of_offer(offer: Offer, *, thoroughly: bool = True) -> Iterator[Problem]:
    """What the offer itself says against its facts."""
    return _cleaned(offer, "", thoroughly)


def of_rows(draft: Draft, relations: Iterable[str], *, thoroughly: bool = True) -> Iterator[Problem]:
    """What the rows of some relations say against themselves."""
    for relation in relations:
        for row in draft.rows.get(relation, ()):
            yield from _cleaned(row, draft.names[id(row)], thoroughly)


def of_publishing(draft: Draft) -> list[Problem]:
    """What a new offer lacks to be published."""
    rows = draft.rows
    facts = Facts(
        languages={row.language for row in rows.get("translations", ())},
        has_topic=any(row.term.taxonomy.code == TaxonomyCode.TOPIC for row in rows.get("terms", ())),
        serves_somebody=draft.offer.serves_whole_county or bool(rows.get("service_areas")),
        takes_place_somewhere=draft.offer.is_online or bool(rows.get("locations")),
    )
    return _lacking(facts)


def of_published(offer: Offer) -> list[Problem]:
    """What an offer that is public would lack after a change."""
    return _lacking(facts_of(offer)) if offer.live else []


def _lacking(facts: Facts) -> list[Problem]:
    return [Problem(lack.field, lack.message) for lack in lacks(facts)]


def new_locations(draft: Draft) -> list[Location]:
    """The places that a draft brings along."""
    places = [row.location for row in draft.rows.get("locations", ())]
    return [place for place in places if place.pk is None]


def _of_parents(offer: Offer, draft: Draft, thoroughly: bool) -> Iterator[Problem]:
    yield from of_offer(offer, thoroughly=thoroughly)
    if offer.provider.pk is None:
        yield from _cleaned(offer.provider, "provider", thoroughly)
    for location in new_locations(draft):
        yield from _cleaned(location, "location", thoroughly)


def _cleaned(instance: models.Model, name: str, thoroughly: bool) -> Iterator[Problem]:
    # What a row points to was found or built a moment ago; asking again would cost a query each.
    relations = {field.name for field in instance._meta.fields if field.is_relation}
    exclude = relations | ({"title"} if isinstance(instance, Offer) else set())
    if isinstance(instance, Provider | Location | Offer):
        exclude |= {"uuid"}
    try:
        instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=thoroughly)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            yield Problem(_field_name(instance, name, field), " ".join(messages))


def _field_name(instance: models.Model, name: str, field: str) -> str:
    if field == NON_FIELD_ERRORS:
        return name
    if isinstance(instance, OfferTranslation):
        return f"{field}.{name}" if name else field
    return f"{name}.{field}" if name else field
