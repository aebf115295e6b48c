"""Sixth step: what it costs, how to join, whom to ask."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from offers.enums import CostKind, Registration
from offers.models import Contact, CostOption, Offer, Submission
from offers.models.access import phone_validator


class AccessForm(forms.ModelForm):
    """Costs, registration and the contact that is published."""

    cost = forms.ChoiceField(
        label=_("Was kostet es?"),
        choices=[(CostKind.FREE, _("nichts")), (CostKind.AMOUNT, _("es kostet etwas"))],
        widget=forms.RadioSelect,
        initial=CostKind.FREE,
    )
    amount = forms.DecimalField(
        label=_("Betrag in Euro"),
        max_digits=8,
        decimal_places=2,
        min_value=0,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "narrow"}),
    )
    cost_note = forms.CharField(
        label=_("Erklärung zu den Kosten"),
        help_text=_("Zum Beispiel „pro Monat“ oder „kostenlos mit Bürgergeld“."),
        max_length=200,
        required=False,
    )
    registration_url = forms.URLField(
        label=_("Internetadresse der Anmeldung"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Beispiel: https://www.example.org/kurs")},
    )
    contact_name = forms.CharField(
        label=_("Wer hilft weiter?"),
        help_text=_("Name oder Aufgabe. Dieser Kontakt wird veröffentlicht."),
        max_length=120,
        required=False,
    )
    contact_phone = forms.CharField(
        label=_("Telefon"),
        max_length=40,
        required=False,
        validators=[phone_validator],
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    contact_email = forms.EmailField(
        label=_("E-Mail"),
        required=False,
        error_messages={"invalid": _("Diese E-Mail-Adresse stimmt nicht. Beispiel: name@example.org")},
    )

    field_order = (
        "cost",
        "amount",
        "cost_note",
        "registration",
        "registration_url",
        "needs_no_papers",
        "contact_name",
    )

    class Meta:
        model = Offer
        fields = ("registration", "registration_url", "needs_no_papers")
        labels = {
            "registration": _("Muss man sich anmelden?"),
            "needs_no_papers": _("Man kann auch ohne Papiere kommen"),
        }

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, instance=submission.offer, initial=self._said(submission.offer), **kwargs)
        self.fields["registration"].choices = Registration.choices

    @staticmethod
    def _said(offer: Offer) -> dict[str, object]:
        said: dict[str, object] = {}
        if cost := _main_cost(offer):
            said |= {"cost": cost.kind, "amount": cost.amount, "cost_note": cost.note}
        if contact := next(iter(offer.contacts.all()), None):
            said |= {f"contact_{name}": getattr(contact, name) for name in ("name", "phone", "email")}
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("cost") == CostKind.AMOUNT and not said.get("amount") and "amount" not in self.errors:
            self.add_error("amount", ValidationError(_("Wie viel kostet es?")))
        if not (said.get("contact_phone") or said.get("contact_email")) and not (
            {"contact_phone", "contact_email"} & self.errors.keys()
        ):
            message = _("Bitte eine Telefonnummer oder eine E-Mail-Adresse angeben.")
            self.add_error("contact_phone", ValidationError(message))
        return said

    def write(self, submission: Submission) -> None:
        offer, said = self.instance, self.cleaned_data
        amount = said["amount"] if said["cost"] == CostKind.AMOUNT else None
        before = _main_cost(offer)
        main = CostOption(kind=said["cost"], amount=amount, note=said["cost_note"])
        offer.cost_options = [main, *(row for row in offer.cost_options.all() if row != before)]
        asked, *others = list(offer.contacts.all()) or [Contact()]
        for name in ("name", "phone", "email"):
            setattr(asked, name, said[f"contact_{name}"])
        offer.contacts = [asked, *others]
        submission.keep(offer)


def _main_cost(offer: Offer) -> CostOption | None:
    """What it costs those who pay no reduced price."""
    return next((row for row in offer.cost_options.all() if row.kind != CostKind.REDUCED), None)
