"""An offer as the index keeps it: built in one place, for every engine.

Pure: reads an `Offer` and the rows that were fetched of it, and asks nothing of the database.
"""

import hashlib
import html
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from offers.enums import TaxonomyCode
from search.card_facts import CardFacts
from search.offer_rows import OfferRows, unique
from search.offer_tables import OfferTables

if TYPE_CHECKING:
    from offers.models import Offer, OfferTranslation

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
    values it is counted under; `ends_on` the last day on which the public finds it; `towns` the keys
    (AGS) of those it takes place in; `timetable` what its next dates follow from. `vectors` are those of
    its passages, packed (`search.vectors`), the title's first; they follow from the words, or are missing.
    """

    pk: int
    words: tuple[Words, ...]
    names: str
    codes: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    created_at: int
    ends_on: date | None
    towns: tuple[str, ...]
    card: CardFacts
    timetable: str = ""
    vectors: tuple[bytes, ...] = ()

    @property
    def digest(self) -> str:
        """Tells whether an index holds what the offer says. That time has passed is no difference."""
        facets = [(name, values) for name, values in self.facets.items() if name != "times"]
        card = replace(self.card, rules=(), moments=())
        said = (
            (self.pk, self.words, self.names, self.codes, facets, self.created_at),
            (self.towns, card, self.timetable),
        )
        return hashlib.blake2b(repr(said).encode(), digest_size=12).hexdigest()


def build_document(
    offer: "Offer", *, municipalities: Collection[str], now: datetime, tables: OfferTables | None = None
) -> OfferDocument:
    """The document of an offer; one for the whole county serves all of `municipalities`.

    Without `tables` they are those of the offer, which has to be one `with_facts`.
    """
    rows = OfferRows(offer, tables or OfferTables.of(offer), now)
    return OfferDocument(
        pk=offer.pk,
        words=tuple(_words(row) for row in rows.words),
        names=_names(rows),
        codes=_codes(rows),
        facets=_facets(rows, municipalities),
        created_at=int((offer.first_published_at or offer.created_at).timestamp()),
        ends_on=offer.valid_to,
        towns=unique(location.municipality.ags for location in rows.locations),
        card=_card(rows),
        timetable=rows.timetable,
    )


def _words(row: "OfferTranslation") -> Words:
    text = " ".join([plain_text(row.description), row.eligibility, row.how_to_join])
    return Words(row.language, row.title, row.summary, text)


def plain_text(markup: str) -> str:
    """The words of a piece of HTML; what its tags part stays parted."""
    return html.unescape(_TAG.sub(" ", markup))


def _names(rows: OfferRows) -> str:
    """Of a hidden address nothing but the town: a search must not find what the page does not say."""
    shown = [location for location in rows.locations if not location.is_address_hidden]
    places = (name for location in shown for name in (location.name, location.city))
    return " ".join(unique([rows.offer.provider.name, *places, *rows.towns]))


def _codes(rows: OfferRows) -> tuple[str, ...]:
    """Without the focus area above a topic: who asks for "Kita" does not ask for all of education."""
    return tuple(f"{taxonomy}:{code}" for taxonomy in rows.terms for code in rows.codes_in(taxonomy))


def _facets(rows: OfferRows, municipalities: Collection[str]) -> dict[str, tuple[str, ...]]:
    return {
        "topics": rows.topics,
        "municipalities": rows.served(municipalities),
        "target_groups": rows.codes_in(TaxonomyCode.TARGET_GROUP),
        "languages": rows.codes_in(TaxonomyCode.LANGUAGE),
        "levels": rows.levels,
        "kinds": rows.codes_in(TaxonomyCode.KIND),
        "costs": rows.cost_values,
        "times": rows.times,
        "attributes": rows.attributes,
        "provider": (str(rows.offer.provider_id),),
        "reach": ("anywhere",) if rows.is_anywhere else (),
    }


def _card(rows: OfferRows) -> CardFacts:
    offer = rows.offer
    return CardFacts(
        slug=offer.slug,
        words={row.language: (row.title, row.summary) for row in rows.words},
        provider_name=offer.provider.name,
        kind=offer.kind.code,
        topics=rows.codes_in(TaxonomyCode.TOPIC),
        languages=rows.codes_in(TaxonomyCode.LANGUAGE),
        level_from=offer.level_from,
        level_to=offer.level_to,
        costs=tuple((str(row.kind), "" if row.amount is None else str(row.amount)) for row in rows.costs),
        towns=rows.towns,
        points=rows.points,
        serves_whole_county=offer.serves_whole_county,
        is_online=offer.is_online,
        is_women_only=offer.is_women_only,
        has_childcare=offer.has_childcare,
        is_barrier_free=rows.is_barrier_free,
        is_temporarily_closed=offer.is_temporarily_closed,
        closed_until=offer.closed_until,
        places=offer.places,
        verified_on=offer.verified_on,
        review_on=offer.review_on,
        is_example=offer.is_example,
        rules=rows.rules,
        moments=tuple(rows.moments()),
    )
