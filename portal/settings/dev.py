"""`make run`: everything embedded, errors shown, mails shown in the browser."""

from portal.env import read_bool, read_list, read_text
from portal.settings.base import *  # noqa: F403
from portal.settings.base import MIDDLEWARE

DEBUG = True
SECRET_KEY = read_text("PORTAL_SECRET_KEY", "only-for-development-and-not-secret")
ALLOWED_HOSTS = read_list("PORTAL_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],.localhost")
INTERNAL_IPS = ["127.0.0.1"]
# The last one: those before it see the page as they would on the public server.
MIDDLEWARE = [*MIDDLEWARE, "portal.middleware.OwnNotFoundMiddleware"]

REQUIRE_SECOND_FACTOR = read_bool("PORTAL_REQUIRE_SECOND_FACTOR", False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys at http://localhost
SHOWS_MAILS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
