"""Has a process open what a search needs before anybody searches: the index, the model, the lists of words.

To open all that takes seconds, more than a visitor should wait, and each nightly rebuild is another index
to open. So a thread looks for it now and then, and reads what was written since. Where a server answers, the
index is the one that stands in for it.
"""

import threading
from contextlib import suppress
from typing import Final

from search.engines import current_engine, standby_engine
from search.engines.base import Engine, EngineUnavailable
from search.text.synonyms import Thesaurus
from search.understanding import understand

EVERY: Final = 30.0  # seconds
NO_SYNONYMS: Final = Thesaurus()  # one and the same, for what a search means is remembered by it
SAMPLE: Final = "Deutschkurs xqzv"  # a word that offers have, and one for which the lists are looked through


def keep_search_open(every: float = EVERY) -> threading.Event:
    """From now on; set the event to have it end."""
    is_over, engine = threading.Event(), standby_engine() or current_engine()
    threading.Thread(target=_follow, args=(engine, every, is_over), daemon=True).start()
    return is_over


def _follow(engine: Engine, every: float, is_over: threading.Event) -> None:
    while not is_over.is_set():
        with suppress(EngineUnavailable):
            understand(SAMPLE, engine.lexicon(), NO_SYNONYMS)
        is_over.wait(every)
