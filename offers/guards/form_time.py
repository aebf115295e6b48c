"""When a form was opened, signed: who sends it within three seconds has not read it."""

import time
from typing import Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LEAST_SECONDS: Final = 3
RENEWED_AFTER_SECONDS: Final = 24 * 60 * 60


def sign_now(purpose: str) -> str:
    """The present moment; it holds for forms of this purpose only."""
    return signing.dumps(time.time(), salt=f"form-time:{purpose}")


def seconds_since(signed: str, purpose: str) -> float | None:
    """How long ago it was signed, or None where we did not sign it for this purpose."""
    try:
        return time.time() - float(signing.loads(signed, salt=f"form-time:{purpose}"))
    except signing.BadSignature:
        return None


class FormTimeMixin(forms.Form):
    """Put before the form's own base, name the `form_purpose`, draw `opened` (it is hidden).

    A form that comes too fast, or without a moment of ours, is shown again with all that was typed; sent once
    more after a look at it, it is taken. One that was open for days is taken at once.
    """

    form_purpose = ""
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened"].initial = sign_now(self.form_purpose)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        seconds = seconds_since(self.cleaned_data.get("opened", ""), self.form_purpose)
        if seconds is None or seconds > RENEWED_AFTER_SECONDS:
            self._renew()
        if seconds is None or seconds < LEAST_SECONDS:
            raise ValidationError(
                _("Bitte schauen Sie noch einmal über Ihre Angaben, und schicken Sie sie dann ab."),
                code="too_fast",
            )
        return cleaned

    def _renew(self) -> None:
        """What is drawn next carries the present moment."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data[self.add_prefix("opened")] = sign_now(self.form_purpose)
        self.data = data
