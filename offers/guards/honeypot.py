"""A field that people do not see and programs fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HoneypotMixin(forms.Form):
    """Put before the form's own base; draw the field with `components/form_trap.html`.

    Who fills it in is thanked like everybody, and nothing is kept: ask `is_from_program` of a valid form.
    """

    homepage = forms.CharField(
        label=_("Bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    @property
    def is_from_program(self) -> bool:
        return bool(self.cleaned_data.get("homepage"))
