"""The form with which a submission is decided."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.differences import Difference
from offers.enums import DeclineReason
from offers.models import Submission

BUTTONS = ("accept", "ask", "decline")


class DecisionForm(forms.Form):
    """Words for the sender; whoever declines names a reason. The button says which.

    Of a change, each part may be left out. `was_seen` is what the moderator has in front of her.
    """

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Was übernehmen Sie?"),
        help_text=gettext_lazy("Was Sie abwählen, bleibt, wie es ist. Der Absender erfährt es."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    speaks_for_provider = forms.BooleanField(
        label=gettext_lazy("Der Absender spricht für diesen Anbieter"),
        help_text=gettext_lazy("Dann kann er alle Einträge des Anbieters ändern und bekommt dessen E-Mails."),
        required=False,
    )
    go_live_at = forms.DateTimeField(
        label=gettext_lazy("Erst veröffentlichen am"),
        help_text=gettext_lazy("Leer lassen, um es gleich zu veröffentlichen."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
    )
    answer = forms.CharField(
        label=gettext_lazy("Ihre Worte an den Absender"),
        help_text=gettext_lazy("Stehen in der E-Mail: ein Gruß, Ihre Frage, oder warum Sie etwas auslassen."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Grund, wenn Sie ablehnen"),
        choices=[("", gettext_lazy("Bitte wählen")), *DeclineReason.choices],
        required=False,
    )
    was_seen = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(
        self,
        *args: Any,
        submission: Submission,
        differences: tuple[Difference, ...],
        seen: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(difference.part.name, difference.part.label) for difference in differences]
        self.fields["parts"].choices = choices
        self.fields["parts"].initial = [name for name, _label in choices]
        self.fields["was_seen"].initial = seen
        provider = submission.provider
        is_strange = provider is not None and provider.live and not submission.is_claim
        if not is_strange or provider.members.filter(email__iexact=submission.email).exists():
            del self.fields["speaks_for_provider"]
        if not choices:
            del self.fields["parts"]
        if submission.is_claim:
            del self.fields["go_live_at"]

    @property
    def decision(self) -> str:
        """The button that was pressed."""
        return next((name for name in BUTTONS if name in self.data), "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        check = {
            "accept": self._check_acceptance,
            "ask": self._check_question,
            "decline": self._check_refusal,
        }
        if self.decision not in check:
            raise ValidationError(_("Bitte entscheiden Sie: annehmen, nachfragen oder ablehnen."))
        check[self.decision](cleaned)
        return cleaned

    def _check_acceptance(self, cleaned: dict[str, Any]) -> None:
        moment = cleaned.get("go_live_at")
        if moment and moment <= timezone.now():
            self.add_error("go_live_at", _("Dieser Zeitpunkt ist schon vorbei."))
        if "parts" not in self.fields:
            return
        chosen = set(cleaned.get("parts", ()))
        if not chosen:
            self.add_error("parts", _("Wenn Sie nichts übernehmen, lehnen Sie bitte ab."))
        elif len(chosen) < len(self.fields["parts"].choices) and not cleaned.get("answer"):
            self.add_error("answer", _("Bitte schreiben Sie, warum Sie etwas nicht übernehmen."))

    def _check_question(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("answer"):
            self.add_error("answer", _("Bitte schreiben Sie Ihre Frage."))

    def _check_refusal(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("reason"):
            message = _("Bitte wählen Sie einen Grund. Er steht in der E-Mail an den Absender.")
            self.add_error("reason", message)
        if cleaned.get("reason") == DeclineReason.OTHER and not cleaned.get("answer"):
            self.add_error("answer", _("Bitte schreiben Sie den Grund in Ihren Worten."))
