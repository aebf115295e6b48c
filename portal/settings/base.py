"""What holds wherever the portal runs."""

import os

from csp.constants import NONE, SELF

from offers.received_files.limits import MAXIMUM_BYTES, MAXIMUM_PIXELS
from portal.env import (
    BASE_DIR,
    read_bool,
    read_choice,
    read_data_dir,
    read_database,
    read_elasticsearch,
    read_list,
    read_networks,
    read_text,
)
from portal.settings.signin import *  # noqa: F403

# One thread for each request: those that numpy would start beside it spin where they have nothing to do, and
# a search by meaning costs the processor twice as much. It asks when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DATA_DIR = read_data_dir()
PORTAL_DATA_DIR = DATA_DIR
SEARCH_ENGINE = read_choice("PORTAL_SEARCH_ENGINE", ("embedded", "elasticsearch"))
ELASTICSEARCH = read_elasticsearch()
SEARCH_INDEX_DIR = DATA_DIR / "index"
SEARCH_VECTORS_FILE = DATA_DIR / "vectors.sqlite3"
SEARCH_BY_MEANING = read_bool("PORTAL_SEARCH_BY_MEANING", True)
SEARCH_LOG_SECONDS = 20  # how long counted searches wait in memory until they are written; 0: never
VIEW_COUNT_SECONDS = 30  # the same for counted views of offers
WEBSITE_CHECK_SECONDS = 0  # after which websites that strangers name are asked; 0: never (production asks)
UPLOADS_DIR = DATA_DIR / "uploads"  # import files while they wait to be applied

DEBUG = False
ALLOWED_HOSTS = read_list("PORTAL_ALLOWED_HOSTS")

INSTALLED_APPS = [
    "portal",
    "home",
    "search",
    "offers",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.DatabaseAwayMiddleware",
    "portal.middleware.IncompleteFormMiddleware",
    "portal.signin.middleware.SecondFactorMiddleware",
    "home.middleware.HiddenRowsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "search.middleware.KeptPagesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.page_frame",
            ],
        },
    },
]

# The text of mails is no HTML: nothing in it is escaped.
TEMPLATES.append(
    {
        "NAME": "text",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"autoescape": False},
    }
)

DATABASES = {"default": read_database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Menus, labels and settings; each process keeps its own and looks again after a minute.
    "default": {
        "BACKEND": "portal.signin.shared_cache.LocalCache",
        "LOCATION": "portal",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # What all processes have to agree on: how often somebody has tried to sign in.
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_shared_cache",
        "KEY_FUNCTION": "portal.signin.shared_cache.keyed",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- languages: German is what the texts in the code are written in -------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
USE_THOUSAND_SEPARATOR = False  # a key or page number in a template must stay a plain number

# --- files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an offer with many child rows posts many fields

# --- mail ------------------------------------------------------------------------------------------
EMAIL_BACKEND = "offers.mail.backend.OutboxBackend"  # into the outbox, whoever sends it
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # with which the outbox is sent
MAIL_SENDS_IN_BACKGROUND = True
SHOWS_MAILS = False  # the development inbox at /postfach/
EMAIL_TIMEOUT = 10  # without it a silent mail server holds the sender for ever
DEFAULT_FROM_EMAIL = read_text("PORTAL_FROM_EMAIL", "portal@example.org")

# --- Wagtail ---------------------------------------------------------------------------------------
# Who decides about something hears of it (`offers.deciders`); who looks after the machine need not.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_SITE_NAME = "KIZ Rhein-Sieg-Kreis"
WAGTAILADMIN_BASE_URL = read_text("PORTAL_BASE_URL", "http://localhost:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # an umlaut in an address is unreadable once it is copied
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is fetched from third parties
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "offers.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "offers.picture_form.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MAXIMUM_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = MAXIMUM_PIXELS
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a document is saved, never opened as a page of ours
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "csv", "mp4", "webm", "vtt"]
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True

# --- security --------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews pages in a frame of its own
TRUSTED_PROXIES = read_networks("PORTAL_TRUSTED_PROXIES")  # whose X-Forwarded-For is believed
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin needs inline scripts and styles; it is for signed-in staff only.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Wagtail would write four lines for every record that is saved (what was done is in its audit log), the
    # client of Elasticsearch one for every call, pikepdf one for every start.
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "elastic_transport": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
