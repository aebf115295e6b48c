"""A time by which an answer must be there, all of it.

The timeouts of sockets begin anew with every byte that comes: a server that sends a byte a second would
hold a request for ever. Here every read gets what is left of the time.
"""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from elastic_transport import NodeConfig, Urllib3HttpNode
from urllib3.connection import HTTPConnection, HTTPSConnection

_ends_at: Final[ContextVar[float | None]] = ContextVar("ends_at", default=None)


@dataclass(slots=True)
class _Purse:
    """Seconds that may still be spent waiting for the server."""

    left: float


_purse: Final[ContextVar[_Purse | None]] = ContextVar("purse", default=None)


@contextmanager
def spending_at_most(seconds: float) -> Iterator[None]:
    """All calls to the server inside wait so long in all; what is done between them does not count."""
    outer = _purse.get()
    token = _purse.set(outer or _Purse(seconds))
    try:
        yield
    finally:
        _purse.reset(token)


def is_spent() -> bool:
    purse = _purse.get()
    return purse is not None and purse.left <= 0


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Everything inside has so many seconds in all; an outer deadline that is earlier holds."""
    outer, purse, begun = _ends_at.get(), _purse.get(), time.monotonic()
    end = begun + (min(seconds, purse.left) if purse else seconds)
    token = _ends_at.set(end if outer is None else min(end, outer))
    try:
        yield
    finally:
        _ends_at.reset(token)
        if purse and outer is None:
            purse.left -= time.monotonic() - begun


def remaining(default: float) -> float:
    """Seconds that are left, a little at least: sockets take nought for "do not wait"."""
    end = _ends_at.get()
    return default if end is None else max(end - time.monotonic(), 0.001)


class _TimelyReader(io.RawIOBase):
    def __init__(self, sock: Any) -> None:
        self._socket: Final = sock
        self._raw: Final = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        end = _ends_at.get()
        if end is not None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("the time for the answer is up")
            self._socket.settimeout(min(left, self._socket.gettimeout() or left))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimelySocket:
    """A socket whose answers are read in time; in all else the socket itself."""

    def __init__(self, sock: Any) -> None:
        self._socket: Final = sock

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def makefile(self, *_args: Any, **_options: Any) -> io.BufferedReader:
        return io.BufferedReader(_TimelyReader(self._socket))


class _TimelyConnection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        self.sock: Any = _TimelySocket(self.sock)


class _TimelySecureConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        self.sock: Any = _TimelySocket(self.sock)


class TimelyNode(Urllib3HttpNode):
    """A node of the server, for the client, that keeps deadlines."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        pool: Any = self.pool
        pool.ConnectionCls = _TimelySecureConnection if config.scheme == "https" else _TimelyConnection
