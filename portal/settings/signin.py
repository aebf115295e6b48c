"""How staff sign in (ADR 26), and people of a provider who want an account (ADR 37): part of `base`."""

from portal.env import read_list

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
REQUIRE_SECOND_FACTOR = False  # below /admin/; production switches it on
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# Both are changed where the second factor is asked for, or by a superuser.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
ACCOUNT_ADAPTER = "portal.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]  # nobody signs up; a check wants it to fit
ACCOUNT_EMAIL_VERIFICATION = "none"  # a superuser has written it, or a mailed code has shown it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mails to whoever a stranger names
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # mails take a while
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SESSION_COOKIE_AGE = 12 * 60 * 60  # a working day, counted from the last change of the session
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
# In a town hall all come from one address; an account can be tried out from many.
ACCOUNT_RATE_LIMITS = {"login_failed": "50/10m/ip,10/10m/key"}
ACCOUNT_FORMS = {
    "login": "portal.signin.forms.LoginForm",
    "request_login_code": "portal.signin.forms.RequestLoginCodeForm",
    "confirm_login_code": "portal.signin.forms.ConfirmLoginCodeForm",
    "reset_password": "portal.signin.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.signin.forms.ResetPasswordKeyForm",
    "change_password": "portal.signin.forms.ChangePasswordForm",
    "reauthenticate": "portal.signin.forms.ReauthenticateForm",
}
MFA_ADAPTER = "portal.signin.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as above
# With which secrets of apps are sealed, the newest first; none: with the secret of the portal.
SECOND_FACTOR_KEYS = read_list("PORTAL_SECOND_FACTOR_KEYS")
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are half a minute off
MFA_FORMS = {
    "authenticate": "portal.signin.forms.AuthenticateForm",
    "reauthenticate": "portal.signin.forms.ReauthenticateByCodeForm",
    "activate_totp": "portal.signin.forms.ActivateAppForm",
    "add_webauthn": "portal.signin.forms.AddPasskeyForm",
}
