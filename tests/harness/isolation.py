"""No test sees what another left behind: cache, language, time zone, vocabulary, search index, files."""

import gc
import itertools
import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.utils import timezone, translation

from offers import vocabulary

_numbers = itertools.count()
OFTEN = 100_000  # objects made between two collections of those that nobody holds; Python's own is 700


def pytest_collection_finish() -> None:
    """What code and tests are made of is never garbage: to look it through again and again takes long."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN, 20, 20)


@pytest.fixture(scope="session")
def reference_vocabulary(django_db_setup: None, django_db_blocker) -> vocabulary.Vocabulary:
    """What every test's database begins with: to read it takes longer than most tests do."""
    with django_db_blocker.unblock():
        return vocabulary.vocabulary()


@pytest.fixture(autouse=True)
def _fresh_process_state(request: pytest.FixtureRequest, settings) -> Iterator[None]:
    cache.clear()
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        vocabulary._held = ("reference", request.getfixturevalue("reference_vocabulary"))
        cache.set(vocabulary._KEY, "reference")
    settings.SEARCH_INDEX_DIR = settings.PORTAL_DATA_DIR / "index" / str(next(_numbers))
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        yield


def pytest_unconfigure(config: pytest.Config) -> None:
    """The folder that `portal.settings.test` made for this process goes with it."""
    shutil.rmtree(django_settings.PORTAL_DATA_DIR, ignore_errors=True)
