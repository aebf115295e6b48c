"""What an offer needs to be published: the same for whoever fills in the form and for every import."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from offers.enums import OfferLanguage, TaxonomyCode
from offers.models import Offer


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked about an offer, wherever its rows stand."""

    languages: Collection[str]
    has_topic: bool
    serves_somebody: bool
    takes_place_somewhere: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: the field that would say it, and a sentence for a person."""

    field: str
    message: str


def lacks(facts: Facts) -> Iterator[Lack]:
    """All that keeps an offer from being published."""
    if OfferLanguage.GERMAN not in facts.languages:
        yield Lack("title", _("Es fehlt der deutsche Text: Titel und Beschreibung."))
    if not facts.has_topic:
        yield Lack("topics", _("Bitte wählen Sie mindestens ein Thema, sonst findet niemand das Angebot."))
    if not facts.serves_somebody:
        message = _("Für wen ist das Angebot da? Bitte Städte und Gemeinden wählen oder „ganzer Kreis“.")
        yield Lack("service_areas", message)
    if not facts.takes_place_somewhere:
        yield Lack("location", _("Wo findet es statt? Bitte einen Ort angeben oder „online“ wählen."))


def facts_of(offer: Offer) -> Facts:
    """The facts of an offer whose rows are held in memory or prefetched."""
    return Facts(
        languages={row.language for row in offer.translations.all()},
        has_topic=any(row.term.taxonomy.code == TaxonomyCode.TOPIC for row in offer.terms.all()),
        serves_somebody=offer.serves_whole_county or bool(offer.service_areas.all()),
        takes_place_somewhere=offer.is_online or bool(offer.locations.all()),
    )
