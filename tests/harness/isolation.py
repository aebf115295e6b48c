"""No test sees what another left behind: cache, language, time zone, files."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone, translation


@pytest.fixture(autouse=True)
def _fresh_process_state() -> Iterator[None]:
    cache.clear()
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """The folder that `portal.settings.test` made for this process goes with it."""
    shutil.rmtree(settings.PORTAL_DATA_DIR, ignore_errors=True)
