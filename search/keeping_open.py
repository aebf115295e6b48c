"""Has a process open the index that stands in before it is needed.

To open that of 100,000 offers takes longer than a visitor should wait, and each nightly rebuild is another
one to open. So a thread looks for it now and then, and reads what was written since.
"""

import threading
from contextlib import suppress
from typing import Final

from search.engines import standby_engine
from search.engines.base import Engine, EngineUnavailable

EVERY: Final = 30.0  # seconds


def keep_standby_open(every: float = EVERY) -> threading.Event:
    """From now on, where an index stands in at all; set the event to have it end."""
    is_over, engine = threading.Event(), standby_engine()
    if engine:
        threading.Thread(target=_follow, args=(engine, every, is_over), daemon=True).start()
    return is_over


def _follow(engine: Engine, every: float, is_over: threading.Event) -> None:
    while not is_over.is_set():
        with suppress(EngineUnavailable):
            engine.lexicon()
        is_over.wait(every)
