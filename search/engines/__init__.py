"""Which engine answers."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine


def current_engine() -> Engine:
    """The engine of this process, by `settings.SEARCH_ENGINE`; the embedded one has its own folder."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        return _elastic(tuple((name, _fixed(value)) for name, value in settings.ELASTICSEARCH.items()))
    return _embedded(settings.SEARCH_INDEX_DIR)


def standby_engine() -> Engine | None:
    """The engine that stands in while a server cannot answer; none where no server is asked."""
    return None if settings.SEARCH_ENGINE == "embedded" else _embedded(settings.SEARCH_INDEX_DIR)


def engines() -> tuple[Engine, ...]:
    """Every engine that keeps an index here, in the order in which they are asked."""
    standby = standby_engine()
    return (current_engine(), standby) if standby else (current_engine(),)


@lru_cache(maxsize=4)
def _embedded(folder: str | Path) -> EmbeddedEngine:
    return EmbeddedEngine(Path(folder))


@lru_cache(maxsize=4)
def _elastic(values: tuple[tuple[str, str | tuple[str, ...]], ...]) -> Engine:
    # The client takes a third of a second to import: nobody pays for it who does not use it.
    from search.engines.elastic import ElasticEngine
    from search.engines.elastic.connection import Connection

    return ElasticEngine(Connection(dict(values)))


def _fixed(value: str | list[str]) -> str | tuple[str, ...]:
    return value if isinstance(value, str) else tuple(value)
