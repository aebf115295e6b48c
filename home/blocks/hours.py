"""Opening hours and dates as facts, so that they read right in every language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, ChoiceBlock, DateBlock, ListBlock, StructBlock, TimeBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from offers.enums import Weekday


class HoursBlock(StructBlock):
    """One opening time of one day of the week."""

    weekday = ChoiceBlock(choices=Weekday.choices, label=_("Wochentag"))
    opens = TimeBlock(label=_("von"), format="%H:%M")
    closes = TimeBlock(label=_("bis"), format="%H:%M")
    is_by_appointment = BooleanBlock(label=_("nur mit Termin"), required=False)
    note = CharBlock(label=_("Hinweis"), max_length=120, required=False)

    class Meta:
        icon = "time"
        label = _("Öffnungszeit")
        label_format = "{weekday} {opens}–{closes}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["opens"] >= cleaned["closes"]:
            raise StructBlockValidationError(
                {"closes": ValidationError(_("Das Ende muss nach dem Anfang liegen."))}
            )
        return cleaned


class DateRowBlock(StructBlock):
    """A date or a span of days, and what happens then."""

    on = DateBlock(label=_("Datum"))
    until = DateBlock(label=_("bis (bei mehreren Tagen)"), required=False)
    title = CharBlock(label=_("Was"), max_length=160)
    note = CharBlock(label=_("Hinweis"), max_length=250, required=False)

    class Meta:
        icon = "date"
        label = _("Termin oder Frist")
        label_format = "{on}: {title}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["until"] and cleaned["until"] < cleaned["on"]:
            raise StructBlockValidationError({"until": ValidationError(_("Das Ende liegt vor dem Anfang."))})
        return cleaned


class DatesBlock(StructBlock):
    """A table of dates and deadlines."""

    title = CharBlock(label=_("Überschrift"), max_length=120, required=False)
    rows = ListBlock(DateRowBlock(), label=_("Termine und Fristen"))

    class Meta:
        icon = "date"
        label = _("Termine und Fristen")
        template = "home/blocks/dates.html"
