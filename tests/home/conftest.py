"""What the tests of the pages share."""

from collections.abc import Callable

import pytest

from search import indexing


@pytest.fixture
def build_index(db) -> Callable[[], int]:
    """Put the offers that there are into the search index; call it after making them."""
    return indexing.rebuild
