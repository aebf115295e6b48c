"""What it costs to come, and what one needs for it."""

from django.utils.translation import gettext as _

from offers.detail.values import CostDetail
from offers.enums import CostKind, Registration
from offers.labels import cost_label
from offers.models import Offer


def access_parts(offer: Offer) -> dict[str, object]:
    options = list(offer.cost_options.all())
    access = {
        _("geht ohne Papiere"): offer.needs_no_papers,
        _("geht ohne Termin"): offer.needs_no_appointment,
        _("geht ohne Namen (anonym)"): offer.is_anonymous,
    }
    return {
        "costs": tuple(CostDetail(cost_label(row.kind, row.amount), row.note) for row in options),
        "is_free": bool(options) and all(row.kind == CostKind.FREE for row in options),
        "places_state": offer.places,
        "places_label": offer.get_places_display() if offer.places else "",
        "places_stated_on": offer.places_stated_on,
        "registration_label": _registration_label(offer),
        "registration_url": offer.registration_url,
        "access_facts": tuple(label for label, holds in access.items() if holds),
    }


def _registration_label(offer: Offer) -> str:
    """Nobody can "just come" to a telephone or a video call."""
    if offer.registration == Registration.NONE and not offer.locations.all():
        return _("ohne Anmeldung")
    return offer.get_registration_display()
