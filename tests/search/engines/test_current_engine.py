"""The settings choose the engine."""

from search.engines import _elastic, current_engine
from tests.search.engines.conftest import elastic_settings


def test_the_embedded_one_unless_another_is_named(settings) -> None:
    assert current_engine().name == "embedded"
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = elastic_settings("http://127.0.0.1:1", "test")
    assert current_engine().name == "elasticsearch"
    _elastic.cache_clear()


def test_one_engine_serves_all_requests_of_a_process(settings) -> None:
    """Its breaker and its connections are worth nothing if every request has its own."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = elastic_settings("http://127.0.0.1:1", "test")
    assert current_engine() is current_engine()
    _elastic.cache_clear()
