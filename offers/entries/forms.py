"""What is asked on the pages of an organisation's entries."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.door.forms.when import DateInput
from offers.guards.honeypot import HoneypotMixin

ADDRESS_ERRORS = {
    "required": _("Bitte geben Sie eine E-Mail-Adresse an."),
    "invalid": _("Diese E-Mail-Adresse stimmt nicht. Beispiel: name@example.org"),
}


class AddressForm(HoneypotMixin, forms.Form):
    """Whose entries: the address that stands with them."""

    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Die Adresse, mit der Sie Ihr Angebot eingetragen haben."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=ADDRESS_ERRORS,
    )


class PauseForm(forms.Form):
    """Until when it does not take place; nobody need know."""

    closed_until = forms.DateField(
        label=_("Letzter Tag der Pause"),
        help_text=_("Leer lassen, wenn Sie es noch nicht wissen."),
        required=False,
        widget=DateInput(),
    )

    def clean_closed_until(self) -> datetime.date | None:
        until: datetime.date | None = self.cleaned_data["closed_until"]
        if until and until < timezone.localdate():
            raise ValidationError(_("Dieser Tag ist schon vorbei."))
        return until
