"""Text becomes what a field of a model holds, read as people write it."""

import math
import re
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from offers.enums import OfferLanguage
from offers.exchange.transforms import CellError
from offers.fields import WeekdaysField
from offers.schedules import WEEKDAYS

YES: Final = frozenset({"ja", "j", "yes", "y", "true", "wahr", "1", "x"})
NO: Final = frozenset({"nein", "n", "no", "false", "falsch", "0", "-"})

# The first two letters of a weekday, in German and in English.
WEEKDAY_LETTERS: Final = {
    **dict(zip(("mo", "di", "mi", "do", "fr", "sa", "so"), WEEKDAYS, strict=True)),
    **dict(zip(("mo", "tu", "we", "th", "fr", "sa", "su"), WEEKDAYS, strict=True)),
}
_CLOCK: Final = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?(?: ?Uhr)?$")


def typed(field: "models.Field[Any, Any]", text: str) -> Any:
    """The value of a model's field that a text means; raises CellError."""
    if not text:
        return None if field.null else field.get_default()
    if isinstance(field, models.BooleanField):
        return _yes_or_no(text)
    if isinstance(field, models.DateField):
        return _date(text)
    if isinstance(field, models.TimeField):
        return _time(text)
    if isinstance(field, WeekdaysField):
        return weekdays(text)
    if field.choices and field.get_internal_type() == "CharField":
        return _choice(field, text)
    try:
        value = field.to_python(text)
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from None
    if isinstance(value, float) and not math.isfinite(value):
        raise CellError(_("„%(text)s“ ist keine Zahl.") % {"text": text[:40]})
    return value


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """A field of a model that holds a value of its own."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model.__name__}.{name} holds no value")
    return field


def weekdays(text: str) -> str:
    """Weekdays as people list them, for example "Mo, Mittwoch", as RFC 5545 writes them."""
    found = []
    for word in re.split(r"[,;/ ]+|\bund\b", text):
        if not word:
            continue
        code = WEEKDAY_LETTERS.get(word[:2].casefold())
        if code is None:
            raise CellError(_("„%(text)s“ ist kein Wochentag.") % {"text": word[:40]})
        found.append(code)
    return ",".join(day for day in WEEKDAYS if day in found)


def _yes_or_no(text: str) -> bool:
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise CellError(_("„%(text)s“ ist weder ja noch nein.") % {"text": text[:40]})


def _date(text: str) -> date:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%dT%H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise CellError(_("„%(text)s“ ist kein Datum. Bitte so: 31.12.2026.") % {"text": text[:40]})


def _time(text: str) -> time:
    found = _CLOCK.match(text)
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise CellError(_("„%(text)s“ ist keine Uhrzeit. Bitte so: 9:30.") % {"text": text[:40]})


def _choice(field: "models.Field[Any, Any]", text: str) -> str:
    """A value of the list, or its German label, whatever language the person at work reads."""
    spellings = _spellings(field)
    if text.casefold() in spellings:
        return spellings[text.casefold()]
    known = ", ".join(value for value in dict.fromkeys(spellings.values()) if value)
    message = _("„%(text)s“ ist nicht möglich. Möglich sind: %(known)s.")
    raise CellError(message % {"text": text[:40], "known": known})


@cache
def _spellings(field: "models.Field[Any, Any]") -> dict[str, str]:
    with override(OfferLanguage.GERMAN):
        choices = [(str(value), str(label)) for value, label in field.flatchoices]
    labels = {label.casefold(): value for value, label in choices}
    return labels | {value.casefold(): value for value, _label in choices}
