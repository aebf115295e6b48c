"""Ask a website whether it is there: the answer's first line and its headers, nothing of the page."""

import contextlib
import errno
import http.client
import socket
import threading
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from offers.enums import WebsiteProblem
from offers.websites.public_addresses import NotPublicError, public_address

SECONDS: Final = 3.0  # for each part of an answer
MOST_SECONDS: Final = 10.0  # for one that comes in drops
MOST_REDIRECTS: Final = 3
PORTS: Final = {"http": 80, "https": 443}
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# It is there, but not for programs.
NOT_FOR_US: Final = frozenset({401, 403, 405, 406, 429})
# Our own network is away, which says nothing about the website.
_OURS: Final = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})
_NAME_UNKNOWN: Final = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class NetworkAwayError(Exception):
    """Nothing can be asked now."""


def problem_of(url: str) -> WebsiteProblem | None:
    """What keeps residents from the website, None where it answers. Raises NetworkAwayError."""
    for _hop in range(MOST_REDIRECTS + 1):
        try:
            status, target = _asked(url)
        except NotPublicError:
            return WebsiteProblem.NOT_PUBLIC
        except (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, ValueError) as error:
            return _named(error)
        if status not in REDIRECTS or not target:
            return _problem_in(status)
        url = urljoin(url, target)
    return WebsiteProblem.NO_ANSWER


def _named(error: Exception) -> WebsiteProblem:
    causes = [error, *(it for it in (error.__cause__, error.__context__) if it)]
    if any(isinstance(it, socket.gaierror) and it.errno in _NAME_UNKNOWN for it in causes):
        return WebsiteProblem.NO_SUCH_NAME
    if any(isinstance(it, socket.gaierror) or getattr(it, "errno", None) in _OURS for it in causes):
        raise NetworkAwayError from error
    return WebsiteProblem.NO_ANSWER


def _problem_in(status: int) -> WebsiteProblem | None:
    if status < 400 or status in NOT_FOR_US:
        return None
    return WebsiteProblem.NO_SUCH_PAGE if status < 500 else WebsiteProblem.NO_ANSWER


def _asked(url: str) -> tuple[int, str]:
    """The status and where it leads on. Who does not know HEAD is asked with GET."""
    status, target = _ask("HEAD", url)
    return _ask("GET", url) if status >= 400 else (status, target)


def _ask(method: str, url: str) -> tuple[int, str]:
    parts = urlsplit(url)
    host, port = _host_of(parts)
    connection = _connection(parts.scheme, host, port)
    too_long = threading.Timer(MOST_SECONDS, _hang_up, [connection])
    too_long.daemon = True
    too_long.start()
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        # Nothing about the portal but what it is; `identity` for nothing is unpacked.
        headers = {"Host": parts.netloc, "User-Agent": "KIZ-Portal link check", "Accept-Encoding": "identity"}
        connection.request(method, path, headers=headers, preload_content=False)
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        too_long.cancel()
        connection.close()


def _host_of(parts: SplitResult) -> tuple[str, int]:
    port = parts.port or PORTS.get(parts.scheme, 0)
    if parts.username is not None or not parts.hostname or port not in PORTS.values():
        raise NotPublicError(parts.netloc)
    return parts.hostname, port


def _connection(scheme: str, host: str, port: int) -> HTTPConnection:
    """To the address that was looked at; the certificate is that of the name."""
    address = public_address(host, port)
    if scheme == "http":
        return HTTPConnection(address, port, timeout=SECONDS)
    return HTTPSConnection(address, port, timeout=SECONDS, server_hostname=host, assert_hostname=host)


def _hang_up(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        with contextlib.suppress(OSError):  # it is over already
            connection.sock.shutdown(socket.SHUT_RDWR)  # wakes who waits for it, which closing does not
