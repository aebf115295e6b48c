"""Addresses of the sign-in, below the language. allauth's own list has more: sign-up, several addresses."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView

from portal.signin.views import SessionsView

# The names are those that allauth asks for.
urlpatterns = [
    path("anmelden/", account.login, name="account_login"),
    path("anmelden/code/", account.request_login_code, name="account_request_login_code"),
    path("anmelden/code/eingeben/", account.confirm_login_code, name="account_confirm_login_code"),
    path("anmelden/zweiter-schritt/", second_factor.authenticate, name="mfa_authenticate"),
    path("anmelden/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("anmelden/gesperrt/", account.account_inactive, name="account_inactive"),
    path("anmelden/passwort/", account.password_reset, name="account_reset_password"),
    path("anmelden/passwort/unterwegs/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^anmelden/passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "anmelden/passwort/fertig/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("abmelden/", account.logout, name="account_logout"),
    path("zugang/", second_factor.index, name="mfa_index"),
    path("zugang/nachweis/", account.reauthenticate, name="account_reauthenticate"),
    path("zugang/nachweis/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("zugang/nachweis/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("zugang/passwort/", account.password_change, name="account_change_password"),
    # Who never had a password gets her first one by mail.
    path(
        "zugang/erstes-passwort/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("zugang/app/", app.activate_totp, name="mfa_activate_totp"),
    path("zugang/app/entfernen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("zugang/ersatzcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("zugang/ersatzcodes/neu/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("zugang/passkeys/neu/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "zugang/passkeys/<int:pk>/entfernen/",
        passkeys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index")),
        name="mfa_remove_webauthn",
    ),
    path("zugang/geraete/", SessionsView.as_view(), name="usersessions_list"),
]
