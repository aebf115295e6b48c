"""Searches counted in the memory of this process until they are written."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

MOST_SEARCHES: Final = 1000  # different ones; who asks for more within seconds is a program


class Search(NamedTuple):
    """What is the same in every search that is counted together. `text` is as typed: it stays in memory."""

    on: date
    language: str
    text: str
    filters: str
    results: str
    is_degraded: bool = False


@dataclass(slots=True)
class Times:
    searches: int = 0
    wishes: int = 0


class Tally:
    """May be used by several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: dict[Search, Times] = {}

    def add(self, search: Search, *, searches: int = 0, wishes: int = 0) -> None:
        with self._lock:
            if search not in self._times and len(self._times) >= MOST_SEARCHES:
                return
            times = self._times.setdefault(search, Times())
            times.searches += searches
            times.wishes += wishes

    def take(self) -> Mapping[Search, Times]:
        """Everything counted so far, which is no longer here then."""
        with self._lock:
            taken, self._times = self._times, {}
        return taken
