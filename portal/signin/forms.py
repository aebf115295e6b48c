"""allauth's forms in our words: each keeps what it does."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as app_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms

from portal.signin.words import DIFFERENT_PASSWORDS, HINTS, LABELS


class OurWordsMixin(forms.Form):
    """Labels above the fields, none inside them, and hints without HTML."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        if code := self.fields.get("code"):
            code.widget.attrs |= {"inputmode": "text", "autocapitalize": "characters", "spellcheck": "false"}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "password1" in self.cleaned_data and "password2" in self.errors:
            self.errors["password2"] = self.error_class([str(DIFFERENT_PASSWORDS)])
        return cleaned


class LoginForm(OurWordsMixin, account_forms.LoginForm):
    """Name or address, and password."""


class RequestLoginCodeForm(OurWordsMixin, account_forms.RequestLoginCodeForm):
    """The address that a code is sent to."""


class ConfirmLoginCodeForm(OurWordsMixin, account_forms.ConfirmLoginCodeForm):
    """The code from the mail."""


class ResetPasswordForm(OurWordsMixin, account_forms.ResetPasswordForm):
    """The address that a link is sent to."""


class ResetPasswordKeyForm(OurWordsMixin, account_forms.ResetPasswordKeyForm):
    """The new password, for whoever has the link."""


class ChangePasswordForm(OurWordsMixin, account_forms.ChangePasswordForm):
    """The new password, for whoever knows the old one."""


class ReauthenticateForm(OurWordsMixin, account_forms.ReauthenticateForm):
    """The password once more."""


class AuthenticateForm(OurWordsMixin, factor_forms.AuthenticateForm):
    """A code of the app, or one kept for when it is lost."""


class ReauthenticateByCodeForm(OurWordsMixin, factor_forms.ReauthenticateForm):
    """Such a code once more."""


class ActivateAppForm(OurWordsMixin, app_forms.ActivateTOTPForm):
    """The first code of a new app."""


class AddPasskeyForm(OurWordsMixin, passkey_forms.AddWebAuthnForm):
    """A passkey's name; always one that may be used without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless")

    def clean(self) -> dict[str, Any] | None:
        self.cleaned_data["passwordless"] = True  # so the device has to ask who holds it
        return super().clean()
