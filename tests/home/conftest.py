"""What the tests of the pages share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search import indexing


@pytest.fixture(autouse=True)
def _index_of_its_own(settings, tmp_path: Path) -> None:
    """No test finds offers of another."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"


@pytest.fixture
def build_index(db) -> Callable[[], int]:
    """Put the offers that there are into the search index; call it after making them."""
    return indexing.rebuild
