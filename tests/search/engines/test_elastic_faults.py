"""Whatever a server does, the engine answers or says that it cannot, and soon."""

import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.engines.base import EngineUnavailable
from search.engines.elastic import ElasticEngine
from search.engines.elastic import engine as engine_module
from search.engines.elastic.breaker import Breaker
from search.engines.elastic.connection import Connection
from search.text.compounds import Lexicon
from tests.search.engines.conftest import elastic_settings
from tests.search.engines.fault_server import FAULTS, FaultServer, serving
from tests.search.sample_documents import ask, make_document

# Not how long it takes, which depends on the machine, but that it ends: the faults last 20 seconds.
MUCH_TOO_LONG = 10.0


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with serving() as server:
        yield server


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock_of_breaker() -> Clock:
    return Clock()


@pytest.fixture
def engine(server: FaultServer, clock_of_breaker: Clock) -> ElasticEngine:
    breaker = Breaker(clock=clock_of_breaker)
    return ElasticEngine(Connection(elastic_settings(server.url, "test"), breaker))


def test_a_server_that_is_well_answers(engine: ElasticEngine) -> None:
    assert ask(engine, with_counts=False).total == 0


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_makes_the_engine_unavailable_in_time(engine, server, fault: str, monkeypatch) -> None:
    monkeypatch.setattr(engine_module, "SEARCH_BUDGET", 0.3)
    if fault.startswith("a search"):
        ask(engine, with_counts=False)
    server.fault = fault
    begun = time.monotonic()
    with pytest.raises(EngineUnavailable):
        ask(engine, with_counts=False)
    assert time.monotonic() - begun < MUCH_TOO_LONG


@pytest.mark.parametrize("fault", FAULTS[:9])
def test_a_fault_while_writing_makes_the_engine_unavailable(engine, server, fault: str) -> None:
    server.fault = fault
    begun = time.monotonic()
    with pytest.raises(EngineUnavailable):
        engine.update([make_document(1)], gone=[])
    assert time.monotonic() - begun < MUCH_TOO_LONG


def test_a_server_that_refuses_connections_makes_the_engine_unavailable() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, and never listened at
        engine = ElasticEngine(
            Connection(elastic_settings(f"http://127.0.0.1:{nobody.getsockname()[1]}", "x"))
        )
        with pytest.raises(EngineUnavailable):
            ask(engine)
        with pytest.raises(EngineUnavailable, match="a moment ago"):
            engine.rebuild([], Lexicon())


def test_a_server_that_is_away_is_left_alone_until_the_pause_is_over(
    engine, server, clock_of_breaker
) -> None:
    server.fault = "html"
    with pytest.raises(EngineUnavailable):
        ask(engine)
    asked = len(server.asked)
    server.fault = ""
    with pytest.raises(EngineUnavailable, match="a moment ago"):
        ask(engine, with_counts=False)
    assert len(server.asked) == asked

    clock_of_breaker.now += 2.5
    assert ask(engine, with_counts=False).total == 0


@pytest.mark.parametrize("fault", ["missing index", "503", "another shape", "a search that failed"])
def test_a_server_that_is_slow_to_refuse_is_left_alone_like_one_that_is_away(
    engine, server, fault: str
) -> None:
    server.fault, server.seconds = fault, 0.3
    with pytest.raises(EngineUnavailable):
        ask(engine, with_counts=False)
    asked = len(server.asked)
    with pytest.raises(EngineUnavailable, match="a moment ago"):
        ask(engine, with_counts=False)

    assert len(server.asked) == asked


@pytest.mark.parametrize(
    ("signing_in", "header"),
    [
        ({}, None),
        ({"USER": "portal", "PASSWORD": "geheim"}, "Basic cG9ydGFsOmdlaGVpbQ=="),
        ({"API_KEY": "abc"}, "ApiKey abc"),
    ],
)
def test_it_signs_in_as_the_settings_say(server, signing_in: dict[str, str], header: str | None) -> None:
    ask(ElasticEngine(Connection(elastic_settings(server.url, "test", **signing_in))), with_counts=False)

    assert server.signed_in_as == {header}


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate that only itself vouches for, and its key."""
    made, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=x"
    names = ("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(made))
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return made, key


def test_a_server_is_trusted_whose_authority_the_settings_name_and_no_other(certificate) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(secured_by=context) as server:
        trusting = ElasticEngine(
            Connection(elastic_settings(server.url, "test", CA_FILE=str(certificate[0])))
        )
        assert ask(trusting, with_counts=False).total == 0
        server.asked.clear()
        with pytest.raises(EngineUnavailable, match="cannot be"):
            ask(ElasticEngine(Connection(elastic_settings(server.url, "test"))))

    assert not server.asked


def test_where_one_node_is_away_another_one_is_asked(server) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        urls = [f"http://127.0.0.1:{nobody.getsockname()[1]}", server.url]
        for _time in range(4):
            engine = ElasticEngine(Connection(elastic_settings(server.url, "test", URLS=urls)))
            assert ask(engine, with_counts=False).total == 0


def test_nobody_asks_the_server_who_it_is(engine, server) -> None:
    """A plain server may have no answer to `GET /`."""
    ask(engine, with_counts=False)

    assert not [asked for asked in server.asked if asked in {"GET /", "HEAD /"}]
