"""A thread of this process that sends: woken when a mail was queued, looking by itself now and then."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import close_old_connections

EVERY: Final = 60.0  # seconds between two looks for what is to be tried again

logger = logging.getLogger(__name__)

_asked: Final[queue.SimpleQueue[Callable[[], None]]] = queue.SimpleQueue()
_woken: Final = threading.Event()
_starting: Final = threading.Lock()
_threads: Final[list[threading.Thread]] = []


def wake() -> None:
    """Have the mails that are due sent, soon and by somebody else: the caller waits for nothing."""
    if not settings.MAIL_SENDS_IN_BACKGROUND:
        return
    _woken.set()
    with _starting:
        # A process that was forked has none of the threads of the one it comes from.
        if not any(thread.is_alive() for thread in _threads):
            _threads[:] = [threading.Thread(target=_send_for_ever, name="mail", daemon=True)]
            _threads[0].start()


def do_soon(work: Callable[[], None]) -> None:
    """Have something done that ends in a mail: how long a page takes tells nobody whether one is sent."""
    if not settings.MAIL_SENDS_IN_BACKGROUND:
        work()
        return
    _asked.put(work)
    wake()


def _do_what_was_asked() -> None:
    while not _asked.empty():
        try:
            _asked.get()()
        except Exception:
            logger.exception("Something that ends in a mail could not be done.")


def _send_for_ever() -> None:
    from offers.mail.sending import send_due

    while True:
        _woken.wait(EVERY)
        _woken.clear()
        close_old_connections()
        _do_what_was_asked()
        send_due()
        close_old_connections()
