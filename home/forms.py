"""Forms that visitors fill in on pages."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from home.models import AccessibilityFeedback
from offers.guards.honeypot import HoneypotMixin


class AccessibilityFeedbackForm(HoneypotMixin, forms.ModelForm):
    """A message about a barrier."""

    class Meta:
        model = AccessibilityFeedback
        fields = ["message", "page_address", "name", "email"]
        labels = {"message": _("Was ist nicht barrierefrei?")}
        help_texts = {
            "page_address": _("Zum Beispiel der Titel der Seite oder ihre Adresse."),
            "email": _("Nur, wenn Sie eine Antwort möchten."),
        }
        error_messages = {
            "message": {"required": _("Bitte schreiben Sie, was nicht barrierefrei ist.")},
            "email": {"invalid": _("Diese E-Mail-Adresse stimmt nicht. Beispiel: name@example.org")},
        }
        widgets = {
            "message": forms.Textarea(attrs={"rows": 6}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    @property
    def shown_fields(self) -> list[BoundField]:
        return [self[name] for name in self.Meta.fields]

    def message_facts(self) -> dict[str, Any]:
        """What the sender wrote, as `actions.feedback.receive` takes it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
