"""What is asked on the pages of an organisation's entries."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
