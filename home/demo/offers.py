"""Loads the example offers, with their places and their words in every language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from home.demo import SOURCE
from home.demo.errors import DemoContentError
from home.demo.files import as_row, names_in, read_toml
from home.demo.lookups import Lookups
from home.demo.offer_parts import contact_of, cost_options_of, service_areas_of, terms_of
from home.demo.places import load_places
from home.demo.records import store
from home.demo.rows import OfferRow, PlaceRow, TimeRow
from home.demo.timetables import schedules_of
from home.demo.translations import Translations
from offers.enums import TaxonomyCode
from offers.models import Location, Municipality, Offer, OfferLocation, Provider

CHECKED_BY = "KIZ-Redaktion (Beispiel)"


@dataclass(frozen=True, slots=True)
class OfferFile:
    """The examples of one municipality."""

    name: str
    municipality: str
    places: tuple[PlaceRow, ...]
    offers: tuple[OfferRow, ...]


def offer_files() -> Iterator[OfferFile]:
    for name in names_in("offers"):
        data = read_toml(name)
        yield OfferFile(
            name=name,
            municipality=data["municipality"],
            places=tuple(as_row(PlaceRow, row, f"{name}: {row.get('id')}") for row in data.get("place", ())),
            offers=tuple(as_row(OfferRow, row, f"{name}: {row.get('id')}") for row in data.get("offer", ())),
        )


def load_offers(lookups: Lookups, today: date) -> int:
    """Create the offers that are missing; return how many that were."""
    known = set(Offer.objects.filter(source=SOURCE).values_list("external_id", flat=True))
    files = list(offer_files())
    places = load_places(
        {lookups.municipality(file.municipality, file.name): file.places for file in files}, lookups
    )
    loader = _OfferLoader(lookups, places, today)
    loader = _OfferLoader(lookups, places, today)
    loader.translations.check({row.id for file in files for row in file.offers})
    missing = [(file, row) for file in files for row in file.offers if row.id not in known]
    for file, row in missing:
        loader.load(row, lookups.municipality(file.municipality, file.name), f"{file.name}: {row.id}")
    return len(missing)


class _OfferLoader:
    def __init__(self, lookups: Lookups, places: dict[str, Location], today: date) -> None:
        self.lookups = lookups
        self.places = places
        self.today = today
        self.translations = Translations.read()
        self.providers = {row.external_id: row for row in Provider.objects.filter(source=SOURCE)}

    def load(self, row: OfferRow, municipality: Municipality, where: str) -> None:
        store(self.build(row, municipality, where), is_draft=row.draft)

    def build(self, row: OfferRow, municipality: Municipality, where: str) -> Offer:
        """The offer with all its child rows, unsaved."""
        if row.provider not in self.providers:
            raise DemoContentError(f"{where}: no provider “{row.provider}”")
        offer = self._facts(row, municipality, where)
        offer.translations = self.translations.of(row)
        offer.terms = terms_of(row, self.lookups, where)
        offer.cost_options = cost_options_of(row, where)
        offer.locations = [self._location(row, key, where) for key in row.at]
        offer.service_areas = service_areas_of(row, municipality, self.lookups, where)
        offer.schedules = schedules_of(row, [as_row(TimeRow, item, where) for item in row.times], self.today)
        offer.contacts = [contact_of(row, offer.provider, where)]
        return offer

    def _facts(self, row: OfferRow, municipality: Municipality, where: str) -> Offer:
        level_from, _dash, level_to = row.level.partition("-")
        youngest, _dash, oldest = row.ages.partition("-")
        return Offer(
            title=row.title,
            provider=self.providers[row.provider],
            kind=self.lookups.term(TaxonomyCode.KIND, row.kind, where),
            course_type=self._course_type(row, where),
            responsible_municipality=municipality,
            level_from=level_from,
            level_to=level_to if "-" in row.level else level_from,
            minimum_age=int(youngest) if youngest else None,
            maximum_age=int(oldest) if oldest else None,
            is_women_only=row.women_only,
            has_childcare=row.childcare,
            is_online=row.online,
            online_url=f"https://example.org/online/{row.id}/" if row.online else "",
            serves_whole_county=row.whole_county,
            registration=row.registration,
            registration_url=f"https://example.org/anmeldung/{row.id}/"
            if row.registration == "online"
            else "",
            needs_no_papers=row.no_papers,
            needs_no_appointment=row.no_appointment,
            is_anonymous=row.anonymous,
            source=SOURCE,
            external_id=row.id,
            is_example=True,
            **self._dates(row),
        )

    def _dates(self, row: OfferRow) -> dict[str, object]:
        return {
            "places": row.places,
            "places_stated_on": self._days_ago(row.places_days_ago) if row.places else None,
            "valid_from": self._in_weeks(row.valid_from_week),
            "valid_to": self._in_weeks(row.valid_to_week),
            "is_temporarily_closed": row.closed,
            "closed_until": self._in_weeks(row.closed_for_weeks),
            "verified_on": self._days_ago(row.verified_days_ago),
            "verified_by": CHECKED_BY if row.verified_days_ago is not None else "",
        }

    def _days_ago(self, days: int | None) -> date | None:
        return None if days is None else self.today - timedelta(days=days)

    def _in_weeks(self, weeks: int | None) -> date | None:
        return None if weeks is None else self.today + timedelta(weeks=weeks)

    def _course_type(self, row: OfferRow, where: str):
        if not row.course_type:
            return None
        return self.lookups.term(TaxonomyCode.COURSE_TYPE, row.course_type, where)

    def _location(self, row: OfferRow, key: str, where: str) -> OfferLocation:
        if key not in self.places:
            raise DemoContentError(f"{where}: no place “{key}”")
        return OfferLocation(location=self.places[key], note=row.room)
