"""What pages and mails of the sign-in say instead of allauth, which has no plain German of its own."""

from django.utils.translation import gettext_lazy as _

WRONG_PASSWORD = _("Name und Passwort passen nicht zusammen. Bitte versuchen Sie es noch einmal.")
WRONG_CODE = _("Dieser Code stimmt nicht, oder er ist abgelaufen.")
TOO_OFTEN = _(
    "Das waren zu viele Versuche. Bitte warten Sie zehn Minuten, und versuchen Sie es dann noch einmal."
)
DIFFERENT_PASSWORDS = _("Die beiden Passwörter sind nicht gleich.")

# By the names that allauth gives its errors.
ERRORS = {
    "email_password_mismatch": WRONG_PASSWORD,
    "username_password_mismatch": WRONG_PASSWORD,
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("Dieses Passwort stimmt nicht."),
    "enter_current_password": _("Dieses Passwort stimmt nicht."),
    "invalid_password_reset": _("Dieser Link gilt nicht mehr."),
    "too_many_login_attempts": TOO_OFTEN,
    "rate_limited": TOO_OFTEN,
    "cannot_generate_recovery_codes": _("Richten Sie zuerst eine App oder einen Passkey ein."),
}

# By the names that allauth gives its messages and mails: what has changed for a person.
NEWS = {
    "password_changed": _("Ihr Passwort ist geändert."),
    "password_reset": _("Ihr Passwort ist geändert."),
    "totp_activated": _("Die App für den zweiten Schritt ist eingerichtet."),
    "totp_deactivated": _("Die App für den zweiten Schritt ist entfernt."),
    "webauthn_added": _("Der Passkey ist eingerichtet."),
    "webauthn_removed": _("Der Passkey ist entfernt."),
    "second_factor_reset": _(
        "Ihr zweiter Schritt ist gelöscht. Bei der nächsten Anmeldung richten Sie einen neuen ein."
    ),
    "recovery_codes_generated": _("Sie haben neue Ersatzcodes."),
}

LABELS = {
    "login": _("Benutzername oder E-Mail-Adresse"),
    "email": _("E-Mail-Adresse"),
    "password": _("Passwort"),
    "oldpassword": _("Jetziges Passwort"),
    "password1": _("Neues Passwort"),
    "password2": _("Neues Passwort noch einmal"),
    "code": _("Code"),
    "name": _("Name des Passkeys"),
}
HINTS = {
    "password1": _(
        "Mindestens acht Zeichen, nicht nur Ziffern, und kein Wort, auf das andere leicht kommen."
    ),
    "name": _("Woran Sie das Gerät später wiedererkennen."),
}
