"""What an import finds in the database instead of creating it, asked for once for many rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from offers.enums import OfferLanguage
from offers.exchange.transforms import CellError
from offers.models import Location, Municipality, Postcode, Provider, Term

LOCATION_KEY = ("name", "street", "postcode", "city", "municipality_id", "latitude", "longitude")


class Vocabularies:
    """Terms and municipalities by their codes or German names; they do not change during an import."""

    def __init__(self) -> None:
        self.terms: dict[tuple[str, str], Term] = {}
        terms = Term.objects.select_related("taxonomy").prefetch_related("labels").order_by("-pk")
        for term in terms:
            self.terms[term.taxonomy.code, term.label_in(OfferLanguage.GERMAN).casefold()] = term
        # A code is stable, a name is not: where both say something, the code has it.
        self.terms |= {(term.taxonomy.code, term.code): term for term in terms}
        towns = Municipality.objects.order_by("pk")
        self.municipalities = {key: town for town in towns for key in (town.ags, town.name.casefold())}
        self.postcodes: dict[str, list[Municipality]] = {}
        for row in Postcode.objects.select_related("municipality").order_by("pk"):
            self.postcodes.setdefault(row.code, []).append(row.municipality)

    def term(self, taxonomy: str, name: str) -> Term:
        """The term of a vocabulary with a code or name; raises CellError."""
        try:
            return self.terms[taxonomy, name.casefold()]
        except KeyError:
            raise CellError(_("Den Begriff „%(name)s“ gibt es nicht.") % {"name": name[:60]}) from None

    def municipality(self, name: str) -> Municipality:
        """The municipality with a key (AGS) or name; raises CellError."""
        try:
            return self.municipalities[name.casefold()]
        except KeyError:
            message = _("Eine Stadt oder Gemeinde „%(name)s“ gibt es hier nicht.")
            raise CellError(message % {"name": name[:60]}) from None

    def municipality_at(self, postcode: str) -> Municipality | None:
        """The municipality that a postcode belongs to, where it is one only."""
        towns = self.postcodes.get(postcode, [])
        return towns[0] if len(towns) == 1 else None


class Known:
    """Providers and places by what names them; those of the rows before count as well, saved or not."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.by_id: dict[str, Provider] = {}
        self.by_name: dict[str, Provider] = {}
        self.locations: dict[tuple[Any, ...], Location] = {}

    def load(self, *, provider_ids: Sequence[str], names: Sequence[str], places: Sequence[str]) -> None:
        """Ask for what some rows name."""
        own = Provider.objects.filter(source=self.source)
        self.by_id = {provider.external_id: provider for provider in own.filter(external_id__in=provider_ids)}
        # Within one source the source's own names tell providers apart; from elsewhere the name has to do.
        others = Provider.objects.exclude(source=self.source).filter(name__in=names)
        self.by_name = {provider.name: provider for provider in others.order_by("-pk")}
        named = Location.objects.filter(name__in=places).order_by("-pk")
        self.locations = {location_key(location): location for location in named}

    def provider(self, built: Provider) -> Provider:
        """The provider that is meant, which is `built` when nobody knows it yet."""
        return self.by_id.get(built.external_id) or self.by_name.get(built.name) or built

    def location(self, built: Location) -> Location:
        """The place that is meant, which is `built` when nobody knows it yet."""
        return self.locations.get(location_key(built), built)

    def remember(self, external_id: str, provider: Provider, locations: Iterable[Location]) -> None:
        """Let the rows that follow find what a row that is accepted brings along."""
        self.by_id[external_id] = provider
        self.locations |= {location_key(location): location for location in locations}


def location_key(location: Location) -> tuple[Any, ...]:
    """What makes two places the same."""
    return tuple(getattr(location, name) for name in LOCATION_KEY)
