"""Whatever happens to the server, visitors get an answer in time and learn that it may be incomplete; who
publishes notices nothing.

Waiting is counted in the seconds that were allowed, not by the clock, which goes by how busy a machine is.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from django.urls import reverse

from search import service
from search.engines import _elastic, current_engine, standby_engine
from search.engines.elastic import connection
from search.engines.elastic.breaker import PAUSE, Breaker
from search.engines.elastic.deadlines import remaining
from search.indexing import rebuild_standby
from search.models import IndexChange
from search.query import SearchQuery
from tests.factories.offers import OfferFactory
from tests.search.engines.conftest import elastic_settings
from tests.search.engines.fault_server import FAULTS, FaultServer, serving

pytestmark = pytest.mark.django_db

FIRST, LATER = 0.8, 0.2  # seconds to wait for the server: when it fails, and while it is known to be away
SAYS_SO = "Vielleicht fehlen Angebote"
IS_DEAF = "Ihre Suchwörter konnten wir nicht berücksichtigen"
LASTING = ("stalled", "a byte now and then", "headers now and then")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock_of_breaker(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(connection, "Breaker", lambda: Breaker(clock=clock))
    return clock


@pytest.fixture
def server(settings, index_folder, clock_of_breaker: Clock) -> Iterator[FaultServer]:
    _elastic.cache_clear()
    with serving() as server:
        settings.SEARCH_ENGINE = "elasticsearch"
        settings.ELASTICSEARCH = elastic_settings(server.url, "test")
        yield server
    _elastic.cache_clear()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds allowed each time that the server was asked."""
    allowed: list[float] = []
    within = connection.within

    @contextmanager
    def counted(seconds: float) -> Iterator[None]:
        with within(seconds):
            allowed.append(remaining(seconds))
            yield

    monkeypatch.setattr(connection, "within", counted)
    return allowed


def break_down(server: FaultServer, fault: str, settings) -> None:
    """Also where a search went well just before: then the lexicon is known, and only the search fails."""
    if fault.startswith("a search"):
        service.find(SearchQuery(text="chor"))
    if fault == "refused":
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            settings.ELASTICSEARCH = elastic_settings(f"http://127.0.0.1:{nobody.getsockname()[1]}", "test")
    server.fault = fault


def _faults() -> list[object]:
    """Those that keep one waiting cost a second each: one is for everyday, the others for the whole suite."""
    waits = [pytest.param(name, marks=pytest.mark.slow) for name in LASTING[1:]]
    return ["refused", *(name for name in FAULTS if name not in LASTING[1:]), *waits]


@pytest.fixture(params=_faults())
def fault(request, server: FaultServer, settings) -> str:
    break_down(server, request.param, settings)
    return request.param


@pytest.mark.parametrize("text", ["", "chor"])
def test_the_own_index_answers(fault: str, waits: list[float], text: str) -> None:
    OfferFactory(title="Chor")
    OfferFactory(title="Fußball")
    rebuild_standby()
    results = service.find(SearchQuery(text=text, sort="title"))

    assert (results.engine, results.is_degraded) == ("embedded", True)
    assert [hit.card.title for hit in results.hits] == ["Chor"] if text else ["Chor", "Fußball"]
    assert max(waits) <= FIRST
    assert service.state() == "degraded"


@pytest.mark.parametrize("text", ["", "chor"])
def test_without_an_own_index_the_database_answers_by_the_filters(fault: str, text: str) -> None:
    OfferFactory(title="Chor")
    results = service.find(SearchQuery(text=text))

    assert (results.engine, results.is_degraded, results.total) == ("database", True, 1)


def test_the_page_says_so(fault: str, client: Client) -> None:
    OfferFactory(title="Chor")
    address = reverse("search:results")
    without_index = client.get(address, {"q": "chor"}).content.decode()
    rebuild_standby()
    with_index = client.get(address, {"q": "chor"}).content.decode()

    assert SAYS_SO in without_index
    assert IS_DEAF in without_index
    assert SAYS_SO in with_index
    assert IS_DEAF not in with_index
    assert "Chor" in with_index


def test_who_watches_is_told(fault: str, client: Client) -> None:
    rebuild_standby()
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "degraded",
        "database": "ok",
        "search": "degraded",
        "standby": "ok",
        "meaning": "off",
        "mail": "ok",
    }


def test_who_watches_is_told_that_nothing_could_stand_in(server: FaultServer, client: Client) -> None:
    assert client.get("/healthz").json()["standby"] == "missing"


@pytest.mark.parametrize("fault", LASTING, indirect=True)
def test_a_server_that_keeps_one_waiting_is_waited_for_once(
    fault: str, server: FaultServer, waits: list[float], clock_of_breaker: Clock
) -> None:
    """Also by a page that asks for much: for the search, and for what to leave out of it."""
    rebuild_standby()
    service.find(SearchQuery(text="chor"))
    assert len(waits) == 1
    for _time in range(3):
        service.find(SearchQuery(text="chor"))
        service.count(SearchQuery(text="chor"))
    assert len(waits) == len(server.asked) == 1

    clock_of_breaker.now += PAUSE
    service.find(SearchQuery(text="chor"))
    assert len(waits) == 2
    assert waits[1] <= LATER


def test_a_probe_that_half_succeeds_leaves_no_more_time(
    server: FaultServer, waits: list[float], clock_of_breaker: Clock
) -> None:
    """The server says which index there is, and then keeps the search waiting."""
    service.find(SearchQuery(text="chor"))
    server.fault = "stalled"
    service.find(SearchQuery(text="chor"))
    current_engine()._current = None
    server.fault = "stalled searches"
    clock_of_breaker.now += PAUSE
    waits.clear()
    results = service.find(SearchQuery(text="chor"))

    assert results.is_degraded
    assert len(waits) == 2
    assert max(waits) <= LATER


def test_a_known_lexicon_does_not_pass_for_a_sign_of_life(
    server: FaultServer, waits: list[float], clock_of_breaker: Clock
) -> None:
    service.find(SearchQuery(text="chor"))
    server.fault = "stalled"
    service.find(SearchQuery(text="chor"))
    clock_of_breaker.now += PAUSE
    waits.clear()
    service.find(SearchQuery(text="chor"))

    assert len(waits) == 1
    assert waits[0] <= LATER


def test_a_server_that_is_overloaded_is_left_alone_after_some_refusals(
    server: FaultServer, waits: list[float]
) -> None:
    service.find(SearchQuery(text="chor"))
    server.fault = "429"
    for _time in range(10):
        service.find(SearchQuery(text="chor"))
    asked = len(server.asked)
    service.find(SearchQuery(text="chor"))

    assert len(server.asked) == asked < 10


def test_when_the_server_is_back_it_answers_again(server: FaultServer, clock_of_breaker: Clock) -> None:
    rebuild_standby()
    server.fault = "html"
    assert service.find(SearchQuery(text="chor")).engine == "embedded"
    server.fault = ""
    clock_of_breaker.now += PAUSE
    results = service.find(SearchQuery(text="chor"))

    assert (results.engine, results.is_degraded) == ("elasticsearch", False)


class TestPublishing:
    @pytest.fixture
    def publish(self, django_capture_on_commit_callbacks) -> Callable[[], None]:
        def publish() -> None:
            offer = OfferFactory(title="Chor", live=False)
            with django_capture_on_commit_callbacks(execute=True):
                offer.save_revision().publish()

        return publish

    def test_goes_through_and_waits_once_at_most(
        self, fault: str, server: FaultServer, waits: list[float], publish: Callable[[], None]
    ) -> None:
        rebuild_standby()
        for _time in range(3):
            publish()

        assert IndexChange.objects.waiting().count() == 3
        assert len(dict(standby_engine().entries())) == 3
        assert max(waits, default=0.0) <= FIRST
        if fault in LASTING:
            assert len(waits) == len(server.asked) == 1

    def test_waits_no_longer_in_all_where_the_server_stalls_after_a_while(
        self, server: FaultServer, waits: list[float], publish: Callable[[], None]
    ) -> None:
        """The right to write was given; the writing itself is not answered."""
        server.fault = "stalled writing"
        publish()

        assert any("_bulk" in asked for asked in server.asked)
        assert len(waits) <= 3
        assert max(waits) <= FIRST
        assert min(waits) < FIRST
        assert IndexChange.objects.waiting().count() == 1
