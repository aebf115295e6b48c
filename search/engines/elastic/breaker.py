"""A server that is away is not asked again and again: each time would cost a visitor the whole wait."""

import threading
import time
from collections.abc import Callable
from typing import Final

REFUSALS: Final = 3  # in a row, by a server that answers at all
PAUSE: Final = 2.0  # seconds


class Breaker:
    """Opens when a server is away, or refuses several times in a row; then one probe after each pause."""

    def __init__(self, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause: Final = pause
        self._clock: Final = clock
        self._lock: Final = threading.Lock()
        self._refusals = 0
        self._opened_at: float | None = None

    @property
    def is_open(self) -> bool:
        return self._opened_at is not None

    def admits(self) -> bool:
        """Whether to ask the server. While it is open that is true once a pause: for the probe."""
        with self._lock:
            if self._opened_at is None:
                return True
            if self._clock() - self._opened_at < self._pause:
                return False
            self._opened_at = self._clock()  # the others wait for this one, and for a pause at most
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._refusals, self._opened_at = 0, None

    def failed(self, *, is_away: bool) -> None:
        with self._lock:
            self._refusals += 1
            if is_away or self._refusals >= REFUSALS or self._opened_at is not None:
                self._opened_at = self._clock()
