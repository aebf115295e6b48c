"""What is asked on the pages of an organisation's entries."""

import datetime

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.door.forms.when import DateInput
from offers.guards.form_time import FormTimeMixin
from offers.guards.honeypot import HoneypotMixin
from offers.models.access import phone_validator

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


class ColleagueForm(forms.Form):
    """Whom to take along."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Bitte nennen Sie den Namen.")},
    )
    email = forms.EmailField(label=_("E-Mail-Adresse"), error_messages=ADDRESS_ERRORS)
    language = forms.ChoiceField(
        label=_("Sprache der E-Mails"), choices=lambda: settings.LANGUAGES, initial=settings.LANGUAGE_CODE
    )


class ClaimForm(FormTimeMixin, HoneypotMixin, forms.Form):
    """Who says that an entry is hers, and how that can be checked."""

    form_purpose = "claim"

    name = forms.CharField(
        label=_("Ihr Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Bitte nennen Sie Ihren Namen.")},
    )
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Am besten die Adresse Ihrer Organisation."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages=ADDRESS_ERRORS,
    )
    phone = forms.CharField(
        label=_("Ihre Telefonnummer"),
        max_length=40,
        required=False,
        validators=[phone_validator],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}),
    )
    evidence = forms.CharField(
        label=_("Woran können wir erkennen, dass Sie dazugehören?"),
        help_text=_(
            "Zum Beispiel: Sie stehen im Impressum, oder wir können unter der Nummer im Eintrag anrufen."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
        error_messages={"required": _("Bitte schreiben Sie uns, wie wir das prüfen können.")},
    )
