"""Entry point of the application server (gunicorn portal.wsgi)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

application = get_wsgi_application()

from search.keeping_open import keep_search_open  # noqa: E402 - not before the settings are read

keep_search_open()
