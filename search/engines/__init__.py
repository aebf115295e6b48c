"""Which engine answers."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine


def current_engine() -> Engine:
    """The engine of this process; its index lies in `settings.SEARCH_INDEX_DIR`."""
    return _embedded(Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)
