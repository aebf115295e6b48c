"""Loads the places of the example offers."""

from collections.abc import Mapping, Sequence

from home.demo.errors import DemoContentError
from home.demo.lookups import Lookups, town_of
from home.demo.rows import PlaceRow
from offers.models import Location, Municipality


def load_places(rows: Mapping[Municipality, Sequence[PlaceRow]], lookups: Lookups) -> dict[str, Location]:
    """The places by their ids in the files; those that are missing are created."""
    existing = {
        (place.name, place.street, place.municipality_id): place for place in Location.objects.order_by("-pk")
    }
    found: dict[str, Location] = {}
    for municipality, places in rows.items():
        for row in places:
            if row.id in found:
                raise DemoContentError(f"place “{row.id}” stands twice in the files")
            place = existing.get((row.name, row.street, municipality.pk))
            if place is None:
                place = _place(row, municipality, lookups)
                place.save()
            found[row.id] = place
    return found


def _place(row: PlaceRow, municipality: Municipality, lookups: Lookups) -> Location:
    postcode = lookups.postcode(municipality, row.postcode, f"place {row.id}")
    return Location(
        name=row.name,
        street=row.street,
        postcode=postcode.code,
        city=town_of(municipality),
        municipality=municipality,
        # The house is invented, so a map may show no more than the middle of its postcode.
        latitude=postcode.latitude,
        longitude=postcode.longitude,
        is_address_hidden=row.hidden,
        step_free=row.step_free,
        has_accessible_toilet=row.toilet,
        has_lift=row.lift,
        has_parking=row.parking,
        has_hearing_loop=row.hearing_loop,
        access_note=row.access,
    )
