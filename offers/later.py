"""Do something some seconds later, by a thread of its own: whoever asks for it does not wait."""

import atexit
import threading
from collections.abc import Callable

from django.db import connection


class Later:
    """`work` is done once for all who ask for it meanwhile, and where it `is_needed` when the process ends.

    What a killed process had not done is lost.
    """

    def __init__(self, work: Callable[[], None], *, is_needed: bool = True) -> None:
        self._work, self._is_needed = work, is_needed
        self._waiting = threading.Lock()  # held while a thread is going to do it

    @property
    def is_waiting(self) -> bool:
        return self._waiting.locked()

    def ask(self, seconds: float) -> None:
        """Have it done within `seconds`; 0: not by itself."""
        if not seconds or not self._waiting.acquire(blocking=False):
            return
        atexit.unregister(self._work)
        if self._is_needed:
            atexit.register(self._work)
        timer = threading.Timer(seconds, self._do)
        timer.daemon = True
        try:
            timer.start()
        except RuntimeError:  # no thread to be had: who asks next tries again
            self._waiting.release()

    def _do(self) -> None:
        self._waiting.release()
        try:
            self._work()
        finally:
            connection.close()
