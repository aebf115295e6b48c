"""A public server as in production, reached without TLS and with static files straight from their source."""

from portal.settings.production import *  # noqa: F403

MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # a style sheet that is edited meanwhile is served whole
STATIC_ROOT = None
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SHOWS_MAILS = True
WEBSITE_CHECK_SECONDS = 0
