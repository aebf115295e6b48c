"""Where an offer takes place and whose people it serves."""

from django.utils.translation import gettext as _

from offers.detail.values import PlaceDetail
from offers.enums import StepFree
from offers.models import Location, Offer, OfferLocation


def where_parts(offer: Offer) -> dict[str, object]:
    if offer.serves_whole_county:
        area = _("ganzer Rhein-Sieg-Kreis")
    else:
        area = ", ".join(row.municipality.name for row in offer.service_areas.all())
    return {
        "places": tuple(place_detail(row) for row in offer.locations.all()),
        "is_online": offer.is_online,
        "online_url": offer.online_url,
        "area_label": area,
        "responsible_label": offer.responsible_municipality.name,
    }


def place_detail(row: OfferLocation) -> PlaceDetail:
    """A place as the public may see it: of a hidden one the municipality only."""
    location: Location = row.location
    hidden = location.is_address_hidden
    facts = {
        _("Toilette für Rollstühle"): location.has_accessible_toilet,
        _("Aufzug"): location.has_lift,
        _("Parkplatz für Menschen mit Behinderung"): location.has_parking,
        _("Hörschleife"): location.has_hearing_loop,
    }
    is_known = location.step_free != StepFree.UNKNOWN
    return PlaceDetail(
        name="" if hidden else location.name,
        lines=() if hidden else tuple(filter(None, (*location.address_lines, row.note))),
        is_hidden=hidden,
        municipality=location.municipality.name,
        access=tuple(label for label, is_there in facts.items() if is_there),
        access_note="" if hidden else location.access_note,
        step_free_label=location.get_step_free_display() if is_known else "",
    )
