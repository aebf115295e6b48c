"""The connection to Elasticsearch: who, where, for how long; every failure as `EngineUnavailable`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Final

from elastic_transport import ConnectionError as AwayError
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from search.engines.base import EngineUnavailable
from search.engines.elastic.breaker import Breaker
from search.engines.elastic.deadlines import TimelyNode, remaining, within

SEARCH_BUDGET: Final = 0.8  # seconds, for all calls of one search
PROBE_BUDGET: Final = 0.25  # for the one that looks whether the server is back
PATIENCE: Final = 60.0  # for calls that nobody waits for

_OVERLOADED: Final = 429
_BROKEN: Final = 500  # and above


class Connection:
    """One for each process and server; threads share it."""

    def __init__(self, settings: Mapping[str, Any], breaker: Breaker | None = None) -> None:
        self.prefix: Final[str] = settings["INDEX_PREFIX"]
        self._settings: Final = settings
        self._breaker: Final = breaker or Breaker()

    @property
    def client(self) -> Elasticsearch:
        """The client, with what is left of the time; the next node is asked where one is away."""
        several = len(self._settings["URLS"]) > 1
        left = remaining(PATIENCE)
        return self._client.options(
            request_timeout=left / 2 if several else left,
            max_retries=len(self._settings["URLS"]) - 1,
            retry_on_timeout=several,
            retry_on_status=(502, 503) if several else (),
        )

    @contextmanager
    def asking(self, budget: float) -> Iterator[Elasticsearch]:
        """Calls to the server that have so many seconds in all; none, while it is known to be away."""
        if not self._breaker.admits():
            raise EngineUnavailable("Elasticsearch was away a moment ago.")
        with within(min(budget, PROBE_BUDGET) if self._breaker.is_open else budget), self._watched():
            yield self.client

    @contextmanager
    def working(self) -> Iterator[Elasticsearch]:
        """Calls that nobody waits for: each has its time, all of them have none."""
        with self._watched():
            yield self.client

    @contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        except (AwayError, ConnectionTimeout, UnsupportedProductError) as error:
            self._breaker.failed(is_away=True)
            raise EngineUnavailable(f"Elasticsearch cannot be reached: {_brief(error)}") from error
        except TransportError as error:
            self._breaker.failed(is_away=False)
            raise EngineUnavailable(f"Elasticsearch cannot be understood: {_brief(error)}") from error
        except ApiError as error:
            self._note(error.meta.status)
            raise EngineUnavailable(f"Elasticsearch refused: {_brief(error)}") from error
        self._breaker.succeeded()

    def _note(self, status: int) -> None:
        """A server that says "no such index" is well."""
        if status == _OVERLOADED or status >= _BROKEN:
            self._breaker.failed(is_away=False)
        else:
            self._breaker.succeeded()

    @cached_property
    def _client(self) -> Elasticsearch:
        settings = self._settings
        options: dict[str, Any] = {"node_class": TimelyNode, "connections_per_node": 20}
        if settings["API_KEY"]:
            options["api_key"] = settings["API_KEY"]
        elif settings["USER"]:
            options["basic_auth"] = (settings["USER"], settings["PASSWORD"])
        if settings["CA_FILE"]:
            options["ca_certs"] = settings["CA_FILE"]
        return Elasticsearch(settings["URLS"], **options)


def _brief(error: Exception) -> str:
    return f"{type(error).__name__} {error}"[:300]
