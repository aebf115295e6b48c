"""The names of the catalogue as the forms of the admin call them."""

from typing import Final

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.enums import OfferLanguage
from offers.exchange.catalogue import CHILD_FIELDS, Target
from offers.exchange.child_rows import CHILD_MODELS
from offers.exchange.typed import column
from offers.models import Location, Offer, OfferLocation, OfferTranslation, Provider

LISTS: Final = {
    "topics": gettext_lazy("Themen"),
    "target_groups": gettext_lazy("Zielgruppen"),
    "languages": gettext_lazy("Sprachen"),
    "documents": gettext_lazy("Unterlagen"),
    "service_areas": gettext_lazy("Einzugsgebiet"),
}


def label_of(target: Target) -> str:
    """A field in words, for example "Kontakt: E-Mail"."""
    if target.group == "words":
        return _words_label(target)
    if target.group == "provider":
        return _inside(Provider._meta.verbose_name, _field_label(Provider, target.name))
    if target.group == "location":
        place: type[Model] = OfferLocation if target.name == "note" else Location
        return _inside(Location._meta.verbose_name, _field_label(place, target.name))
    if target.group == "child":
        model = CHILD_MODELS[next(kind for kind in CHILD_FIELDS if target.part.startswith(kind))]
        return _inside(model._meta.verbose_name, _field_label(model, target.name))
    if target.name in LISTS:
        return str(LISTS[target.name])
    return _field_label(Offer, target.name)


def _words_label(target: Target) -> str:
    label = _field_label(OfferTranslation, target.name)
    if target.part == OfferLanguage.GERMAN:
        return label
    return _("%(field)s (%(language)s)") % {
        "field": label,
        "language": OfferLanguage(target.part).label,
    }


def _field_label(model: type[Model], name: str) -> str:
    return str(column(model, name).verbose_name)


def _inside(whole: object, field: str) -> str:
    return _("%(whole)s: %(field)s") % {"whole": whole, "field": field}
