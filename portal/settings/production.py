"""A public server. It refuses to start with an insecure value and says which."""

from django.core.exceptions import ImproperlyConfigured

from portal.env import read_bool, read_int, read_text
from portal.settings.base import *  # noqa: F403
from portal.settings.base import ALLOWED_HOSTS, DATABASES, WAGTAILADMIN_BASE_URL

SECRET_KEY = read_text("PORTAL_SECRET_KEY")

SECURE_SSL_REDIRECT = read_bool("PORTAL_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = read_int("PORTAL_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = read_bool("PORTAL_HSTS_SUBDOMAINS", False)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
REQUIRE_SECOND_FACTOR = read_bool("PORTAL_REQUIRE_SECOND_FACTOR", True)
WEBSITE_CHECK_SECONDS = 5 if read_bool("PORTAL_CHECK_WEBSITES", True) else 0
if read_bool("PORTAL_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = read_text("PORTAL_EMAIL_HOST", "localhost")
EMAIL_PORT = read_int("PORTAL_EMAIL_PORT", 587)
EMAIL_HOST_USER = read_text("PORTAL_EMAIL_USER")
EMAIL_HOST_PASSWORD = read_text("PORTAL_EMAIL_PASSWORD")
EMAIL_USE_TLS = read_bool("PORTAL_EMAIL_TLS", True)


def find_insecure_values() -> list[str]:
    """One sentence for each value that a public server must not run with."""
    found = []
    if len(SECRET_KEY) < 50 or "not-secret" in SECRET_KEY or len(set(SECRET_KEY)) < 5:
        found.append("PORTAL_SECRET_KEY must be a random text of at least 50 characters.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        found.append("PORTAL_ALLOWED_HOSTS must name the hosts of the portal; * is not allowed.")
    if not WAGTAILADMIN_BASE_URL.startswith("https://"):
        found.append("PORTAL_BASE_URL must begin with https://.")
    if "sqlite" in str(DATABASES["default"]["ENGINE"]) and not read_bool("PORTAL_ALLOW_SQLITE", False):
        found.append(
            "PORTAL_DATABASE_URL must name a PostgreSQL database "
            "(set PORTAL_ALLOW_SQLITE=1 for a small portal on one machine)."
        )
    if SECURE_HSTS_SECONDS < 3600:
        found.append("PORTAL_HSTS_SECONDS must be at least 3600.")
    return found


if _insecure := find_insecure_values():
    raise ImproperlyConfigured("The portal does not start: " + " ".join(_insecure))
