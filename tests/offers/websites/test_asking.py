"""A website is asked whether it is there, and the portal asks nobody else in its name."""

import errno
import ipaddress
import socket
import time

import pytest

from offers.enums import WebsiteProblem
from offers.websites import asking
from offers.websites.asking import NetworkAwayError, problem_of
from offers.websites.public_addresses import NotPublicError, is_public, public_address

NOT_PUBLIC = (
    *("127.0.0.1", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254"),
    *("192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fc00::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    *("2002:7f00:1::", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1"),
)


def resolves_to(monkeypatch, *addresses: str) -> list[str]:
    asked = []

    def getaddrinfo(host: str, port: int, **_more: object):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_inner_addresses_are_not_public(address: str):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_those_of_the_internet_are(address: str):
    assert is_public(ipaddress.ip_address(address))


def test_one_inner_address_among_public_ones_is_too_many(monkeypatch):
    resolves_to(monkeypatch, "93.184.216.34", "127.0.0.1")
    with pytest.raises(NotPublicError):
        public_address("example.org", 443)


def test_goes_to_the_address_that_was_looked_at(monkeypatch):
    """A name that means another machine a moment later is not asked a second time."""
    asked = resolves_to(monkeypatch, "93.184.216.34")
    connection = asking._connection("https", "example.org", 443)
    assert (connection.host, connection.server_hostname) == ("93.184.216.34", "example.org")
    assert connection.assert_hostname == "example.org"
    assert asked == ["example.org"]


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"),
        *("http://169.254.169.254/latest/", "http://[::ffff:127.0.0.1]/", "ftp://example.org/"),
        *("file:///etc/passwd", "http://example.org:22/", "http://me:secret@example.org/", "https:///"),
    ],
)
def test_asks_no_machine_inside(url: str):
    assert problem_of(url) == WebsiteProblem.NOT_PUBLIC


@pytest.mark.parametrize("path", ["200", "204", "403", "429", "moved", "get-only", "200?frage=1"])
def test_answers(site, path: str):
    assert problem_of(f"{site.url}/{path}") is None


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("404", WebsiteProblem.NO_SUCH_PAGE),
        ("410", WebsiteProblem.NO_SUCH_PAGE),
        ("500", WebsiteProblem.NO_ANSWER),
        ("loop", WebsiteProblem.NO_ANSWER),
        ("silent", WebsiteProblem.NO_ANSWER),
        ("metadata", WebsiteProblem.NOT_PUBLIC),
        ("file", WebsiteProblem.NOT_PUBLIC),
        ("port", WebsiteProblem.NOT_PUBLIC),
    ],
)
def test_does_not_answer(site, path: str, problem: WebsiteProblem):
    assert problem_of(f"{site.url}/{path}") == problem


def test_follows_three_times_at_most(site):
    problem_of(f"{site.url}/loop")
    assert len(site.asked) == 4


def test_hangs_up_on_one_that_answers_in_drops(site, monkeypatch):
    monkeypatch.setattr(asking, "MOST_SECONDS", 0.3)
    began = time.monotonic()
    assert problem_of(f"{site.url}/drops") == WebsiteProblem.NO_ANSWER
    assert time.monotonic() - began < 1.5


def test_nobody_listens(site):
    site.shutdown()
    site.server_close()
    assert problem_of(site.url) == WebsiteProblem.NO_ANSWER


def fails(error: OSError):
    def fail(*_arguments: object, **_more: object):
        raise error

    return fail


def test_a_name_that_nobody_has(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", fails(socket.gaierror(socket.EAI_NONAME, "unknown")))
    assert problem_of("https://gibt-es-nicht.example/") == WebsiteProblem.NO_SUCH_NAME


@pytest.mark.parametrize(
    "error", [socket.gaierror(socket.EAI_AGAIN, "no server"), OSError(errno.ENETUNREACH, "no way")]
)
def test_without_a_network_nothing_is_said_of_anybody(monkeypatch, error: OSError):
    monkeypatch.setattr(socket, "getaddrinfo", fails(error))
    with pytest.raises(NetworkAwayError):
        problem_of("https://example.org/")
