"""An index of its own for each test that asks for one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from search.indexing import rebuild


@pytest.fixture
def index_folder(settings, tmp_path: Path) -> Path:
    """An empty place for an index."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR


@pytest.fixture
def build_index(db, index_folder: Path) -> Callable[[], int]:
    """`build_index()` indexes the offers there are."""
    return rebuild
