"""The test suite: nothing leaves the machine, nothing outlives the run."""

import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests-and-not-secret"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

PORTAL_DATA_DIR = DATA_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
SEARCH_INDEX_DIR = DATA_DIR / "index"
UPLOADS_DIR = DATA_DIR / "uploads"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
