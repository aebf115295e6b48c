"""`make run`: everything embedded, errors shown, mails written to files."""

from portal.env import read_list, read_text
from portal.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = read_text("PORTAL_SECRET_KEY", "only-for-development-and-not-secret")
ALLOWED_HOSTS = read_list("PORTAL_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],.localhost")
INTERNAL_IPS = ["127.0.0.1"]

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
