"""No test sees what another left behind: cache, language, time zone, search index, files."""

import itertools
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import timezone, translation

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def _fresh_process_state(settings) -> Iterator[None]:
    cache.clear()
    settings.SEARCH_INDEX_DIR = settings.PORTAL_DATA_DIR / "index" / str(next(_numbers))
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """The folder that `portal.settings.test` made for this process goes with it."""
    shutil.rmtree(django_settings.PORTAL_DATA_DIR, ignore_errors=True)
