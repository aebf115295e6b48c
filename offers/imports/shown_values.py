"""What a row says about a field, in the words that the admin has for it: "Kurs", not "course"."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from offers.enums import OfferLanguage, Weekday
from offers.exchange.catalogue import CHILD_FIELDS, TERM, TERMS, Target
from offers.exchange.child_rows import CHILD_MODELS
from offers.exchange.lookup import Vocabularies
from offers.exchange.transforms import CellError
from offers.exchange.typed import column, typed, weekdays
from offers.labels import listed
from offers.models import Location, Offer, OfferLocation, Provider

PLACES = frozenset({"municipality", "responsible_municipality", "service_areas"})
VOCABULARIES = {**TERM, **TERMS}


def shown(target: Target, text: str, known: Vocabularies) -> str:
    """The label of what `text` means; itself where it means nothing, which the import will say."""
    try:
        return _label(target, text.strip(), known) or text
    except CellError:
        return text


def _label(target: Target, text: str, known: Vocabularies) -> str:
    if target.group in {"term", "terms"}:
        language = get_language() or OfferLanguage.GERMAN
        return known.term(VOCABULARIES[target.name], text).label_in(language)
    if target.name in PLACES:
        return known.municipality(text).name
    if target.name == "byday":
        days = weekdays(text).split(",")
        return listed(str(day.label) for day in Weekday if day.value in days)
    model = _model_of(target)
    return _label_of_value(column(model, target.name), text) if model else text


def _label_of_value(field: "models.Field[Any, Any]", text: str) -> str:
    if isinstance(field, models.BooleanField):
        return _("ja") if typed(field, text) else _("nein")
    if not field.choices:
        return text
    value = typed(field, text)
    return str(dict(field.flatchoices).get(value, text))


def _model_of(target: Target) -> type[models.Model] | None:
    """Whose field it is; None for words, which are shown as they are."""
    if target.group == "child":
        return CHILD_MODELS[next(kind for kind in CHILD_FIELDS if target.part.startswith(kind))]
    if target.group == "location":
        return OfferLocation if target.name == "note" else Location
    if target.group == "provider":
        return Provider
    return Offer if target.group == "fact" else None
