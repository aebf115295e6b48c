"""The test suite: nothing leaves the machine, nothing outlives the run."""

import os
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES

SECRET_KEY = "only-for-tests-and-not-secret"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

PORTAL_DATA_DIR = DATA_DIR = Path(tempfile.mkdtemp(prefix="portal-tests-"))
SEARCH_INDEX_DIR = DATA_DIR / "index"
SEARCH_VECTORS_FILE = DATA_DIR / "vectors.sqlite3"
SEARCH_ENGINE = "embedded"  # tests of another one name it themselves
SEARCH_BY_MEANING = False  # tests of meaning switch it on: each text takes some milliseconds
SEARCH_LOG_SECONDS = 0  # no thread writes meanwhile: tests of the log flush it
VIEW_COUNT_SECONDS = 0  # likewise
UPLOADS_DIR = DATA_DIR / "uploads"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns of a folder that is not there

if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    # A file, as in real life: a database in memory has no write-ahead log.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    # A database that is migrated already, where there is one.
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("PORTAL_TEST_POSTGRES_TEMPLATE")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_SENDS_IN_BACKGROUND = False  # tests send by themselves
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
