"""An offer as the index keeps it: built in one place, for every engine.

Pure: reads an `Offer` whose rows were fetched (`with_facts`) and asks nothing of the database.
"""

import hashlib
import html
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from offers.enums import CostKind, GermanLevel, TaxonomyCode
from offers.schedules import Rule, occurrences, times_of_day, unfinished, weekdays
from search.card_facts import CardFacts, Moment

if TYPE_CHECKING:
    from offers.models import Location, Offer, OfferTranslation

STORED_OCCURRENCES: Final = 8  # a weekly course stays right for two months without a new document

COST_VALUES: Final = {CostKind.FREE: "free", CostKind.REDUCED: "reduced", CostKind.AMOUNT: "paid"}

_TAG: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Words:
    """What an offer says of itself in one language, as plain text."""

    language: str
    title: str
    summary: str
    text: str


@dataclass(frozen=True, slots=True)
class OfferDocument:
    """Everything an engine needs of an offer.

    `names` are proper names (provider, places); `codes` its terms as `taxonomy:code`; `facets` the
    values it is counted under; `ends_on` the last day on which the public finds it.
    """

    pk: int
    words: tuple[Words, ...]
    names: str
    codes: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    created_at: int
    ends_on: date | None
    card: CardFacts

    @property
    def digest(self) -> str:
        """Tells whether an index holds this very document."""
        return hashlib.blake2b(repr(self).encode(), digest_size=12).hexdigest()


def build_document(offer: "Offer", *, municipalities: Collection[str], now: datetime) -> OfferDocument:
    """The document of an offer; an offer for the whole county serves all of `municipalities`."""
    shown = [row.location for row in offer.locations.all() if not row.location.is_address_hidden]
    towns = [row.location.municipality.name for row in offer.locations.all()]
    places = (part for location in shown for part in (location.name, location.city))
    terms = _terms(offer)
    return OfferDocument(
        pk=offer.pk,
        words=tuple(_words(row) for row in offer.translations.all()),
        names=" ".join(dict.fromkeys([offer.provider.name, *places, *towns])),
        codes=_codes(terms),
        facets=_facets(offer, terms, municipalities, now),
        created_at=int((offer.first_published_at or offer.created_at).timestamp()),
        ends_on=offer.valid_to,
        card=_card(offer, terms, towns, now),
    )


def _words(row: "OfferTranslation") -> Words:
    text = " ".join([plain_text(row.description), row.eligibility, row.how_to_join])
    return Words(row.language, row.title, row.summary, text)


def plain_text(markup: str) -> str:
    """The words of a piece of HTML; what its tags part stays parted."""
    return html.unescape(_TAG.sub(" ", markup))


def _terms(offer: "Offer") -> dict[str, tuple[str, ...]]:
    """The codes of the offer's terms by vocabulary."""
    found: dict[str, list[str]] = {TaxonomyCode.KIND: [offer.kind.code]}
    if offer.course_type:
        found[TaxonomyCode.COURSE_TYPE] = [offer.course_type.code]
    for row in offer.terms.all():
        found.setdefault(row.term.taxonomy.code, []).append(row.term.code)
    return {str(taxonomy): _unique(codes) for taxonomy, codes in found.items()}


def _codes(terms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Without the focus area above a topic: who asks for "Kita" does not ask for all of education."""
    return tuple(f"{taxonomy}:{code}" for taxonomy, codes in terms.items() for code in codes)


def _topics(offer: "Offer") -> tuple[str, ...]:
    """The topics and the focus areas above them, so that choosing an area finds what is below it."""
    topics = offer.terms_in(TaxonomyCode.TOPIC)
    areas = (term.parent.code for term in topics if term.parent)
    return _unique([*(term.code for term in topics), *areas])


def _facets(
    offer: "Offer", terms: Mapping[str, tuple[str, ...]], municipalities: Collection[str], now: datetime
) -> dict[str, tuple[str, ...]]:
    return {
        "topics": _topics(offer),
        "municipalities": _served(offer, municipalities),
        "target_groups": terms.get(TaxonomyCode.TARGET_GROUP, ()),
        "languages": terms.get(TaxonomyCode.LANGUAGE, ()),
        "levels": tuple(GermanLevel.between(offer.level_from, offer.level_to)),
        "kinds": terms[TaxonomyCode.KIND],
        "costs": _unique(COST_VALUES[option.kind] for option in offer.cost_options.all()),
        "times": _times(offer.rules(), now.date()),
        "attributes": _attributes(offer),
        "provider": (str(offer.provider_id),),
    }


def _served(offer: "Offer", municipalities: Collection[str]) -> tuple[str, ...]:
    """Where it takes place and whom it serves: either makes it an offer of that municipality."""
    if offer.serves_whole_county:
        served = list(municipalities)
    else:
        served = [row.municipality.ags for row in offer.service_areas.all()]
    return _unique([*(row.location.municipality.ags for row in offer.locations.all()), *served])


def _times(rules: Iterable[Rule], today: date) -> tuple[str, ...]:
    running = list(unfinished(rules, today))
    return _unique([*(day.lower() for day in weekdays(running)), *times_of_day(running)])


def _attributes(offer: "Offer") -> tuple[str, ...]:
    facts = {
        "childcare": offer.has_childcare,
        "women_only": offer.is_women_only,
        "barrier_free": _is_barrier_free([row.location for row in offer.locations.all()]),
        "online": offer.is_online,
    }
    return tuple(name for name, is_so in facts.items() if is_so)


def _is_barrier_free(locations: list["Location"]) -> bool:
    """Only where every place is: nobody should have to find out at the door."""
    return bool(locations) and all(location.is_barrier_free for location in locations)


def _card(offer: "Offer", terms: Mapping[str, tuple[str, ...]], towns: list[str], now: datetime) -> CardFacts:
    rules = offer.rules()
    is_barrier_free = _is_barrier_free([row.location for row in offer.locations.all()])
    return CardFacts(
        slug=offer.slug,
        words={row.language: (row.title, row.summary) for row in offer.translations.all()},
        provider=offer.provider_id,
        provider_name=offer.provider.name,
        provider_slug=offer.provider.slug,
        kind=offer.kind.code,
        topics=tuple(term.code for term in offer.terms_in(TaxonomyCode.TOPIC)),
        languages=tuple(term.code for term in offer.terms_in(TaxonomyCode.LANGUAGE)),
        level_from=offer.level_from,
        level_to=offer.level_to,
        costs=tuple(
            (str(row.kind), "" if row.amount is None else str(row.amount)) for row in offer.cost_options.all()
        ),
        towns=_unique(towns),
        serves_whole_county=offer.serves_whole_county,
        is_online=offer.is_online,
        is_women_only=offer.is_women_only,
        has_childcare=offer.has_childcare,
        is_barrier_free=is_barrier_free,
        is_temporarily_closed=offer.is_temporarily_closed,
        closed_until=offer.closed_until,
        places=offer.places,
        verified_on=offer.verified_on,
        is_example=offer.is_example,
        rules=tuple(unfinished(rules, now.date())),
        moments=_moments(offer, rules, now),
    )


def _moments(offer: "Offer", rules: list[Rule], now: datetime) -> tuple[Moment, ...]:
    coming = occurrences(rules, offer.breaks(), now, limit=STORED_OCCURRENCES)
    return tuple(
        Moment(
            int(found.starts_at.timestamp()),
            int(found.ends_at.timestamp()) if found.ends_at else 0,
            found.is_all_day,
            found.is_opening_hours,
        )
        for found in coming
    )


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
