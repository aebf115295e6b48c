"""A field for the weekdays of a timetable."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.enums import Weekday
from offers.schedules import parse_byday


class WeekdaysFormField(forms.MultipleChoiceField):
    """Ticks of weekdays, read and written as one text: "MO,WE"."""

    def __init__(self, **kwargs):
        super().__init__(choices=Weekday.choices, widget=forms.CheckboxSelectMultiple, **kwargs)

    def prepare_value(self, value):
        return list(parse_byday(value)) if isinstance(value, str) else value

    def clean(self, value):
        return ",".join(parse_byday(",".join(super().clean(value))))

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or ""), data)


class WeekdaysField(models.CharField):
    """Weekdays as RFC 5545 writes a BYDAY: two-letter codes, in the order of the week, joined by commas."""

    default_error_messages = {"unknown": _("Unbekannter Wochentag: %(days)s")}

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 20
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        unknown = {part for part in value.split(",") if part} - set(Weekday.values)
        if unknown:
            days = ", ".join(sorted(unknown))
            raise ValidationError(self.error_messages["unknown"], "unknown", {"days": days})

    def formfield(self, **kwargs):
        return WeekdaysFormField(
            required=not self.blank, label=kwargs.get("label", self.verbose_name), help_text=self.help_text
        )
