"""The form with which a submission is decided."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.enums import DeclineReason


class DecisionForm(forms.Form):
    """Words for the sender; whoever declines names a reason. The button says which."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Grund, wenn Sie ablehnen"),
        choices=[("", gettext_lazy("Bitte wählen")), *DeclineReason.choices],
        required=False,
    )
    answer = forms.CharField(
        label=gettext_lazy("Ihre Worte an den Absender"),
        help_text=gettext_lazy("Steht in der E-Mail. Freundlich und in kurzen Sätzen."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @property
    def is_refusal(self) -> bool:
        return "decline" in self.data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not ({"accept", "decline"} & self.data.keys()):
            raise ValidationError(_("Bitte entscheiden Sie: annehmen oder ablehnen."))
        if self.is_refusal and not cleaned.get("reason"):
            message = _("Bitte wählen Sie einen Grund. Er steht in der E-Mail an den Absender.")
            self.add_error("reason", ValidationError(message))
        if self.is_refusal and cleaned.get("reason") == DeclineReason.OTHER and not cleaned.get("answer"):
            self.add_error("answer", ValidationError(_("Bitte schreiben Sie den Grund in Ihren Worten.")))
        return cleaned
