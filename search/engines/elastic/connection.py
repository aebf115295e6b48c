"""The connection to Elasticsearch: who, where, for how long; every failure as `EngineUnavailable`."""

import math
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import Any, Final

from elastic_transport import ConnectionError as AwayError
from elastic_transport import ConnectionTimeout, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from search.engines.base import EngineBusy, EngineUnavailable
from search.engines.elastic.breaker import Breaker
from search.engines.elastic.deadlines import TimelyNode, is_spent, remaining, spending_at_most, within

PROBE_BUDGET: Final = 0.2  # seconds, for the one that looks whether the server is back
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

    def spending_at_most(self, seconds: float) -> AbstractContextManager[None]:
        """Calls for one purpose: a probe among them leaves no more time to the others than it has itself."""
        return spending_at_most(self._bounded(seconds))

    def _bounded(self, budget: float) -> float:
        return min(budget, PROBE_BUDGET) if self._breaker.is_open else budget

    @contextmanager
    def asking(self, budget: float) -> Iterator[Elasticsearch]:
        """Calls to the server that have so many seconds in all; none, while it is known to be away."""
        if is_spent():
            raise EngineUnavailable("Elasticsearch has used up its time.")
        if not self._breaker.admits():
            raise EngineUnavailable("Elasticsearch was away a moment ago.")
        with within(self._bounded(budget)), self._watched(time.monotonic()):
            yield self.client

    @contextmanager
    def working(self) -> Iterator[Elasticsearch]:
        """Calls that nobody waits for: each has its time, all of them have none."""
        with self._watched():
            yield self.client

    @contextmanager
    def _watched(self, begun: float = math.inf) -> Iterator[None]:
        try:
            yield
        except (AwayError, ConnectionTimeout, UnsupportedProductError) as error:
            self._breaker.failed(is_away=True)
            raise EngineUnavailable(f"Elasticsearch cannot be reached: {_brief(error)}") from error
        except TransportError as error:
            self._breaker.failed(is_away=_is_slow(begun))
            raise EngineUnavailable(f"Elasticsearch cannot be understood: {_brief(error)}") from error
        except ApiError as error:
            status = error.meta.status
            self._note_refusal(begun, is_refusal=status == _OVERLOADED or status >= _BROKEN)
            raise EngineUnavailable(f"Elasticsearch refused: {_brief(error)}") from error
        except EngineBusy:
            raise  # somebody else writes: no fault of the server
        except EngineUnavailable:
            self._note_refusal(begun, is_refusal=False)
            raise
        self._breaker.succeeded()

    def _note_refusal(self, begun: float, *, is_refusal: bool) -> None:
        """A server that says "no such index" is well, unless it takes its time to say so."""
        if is_refusal or _is_slow(begun):
            self._breaker.failed(is_away=_is_slow(begun))
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


def _is_slow(begun: float) -> bool:
    """To be refused after a long wait is as bad for who waits as no answer at all."""
    return time.monotonic() - begun > PROBE_BUDGET


def _brief(error: Exception) -> str:
    return f"{type(error).__name__} {error}"[:300]
