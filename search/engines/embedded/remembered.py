"""The last answers to searches, as long as they are true: filters and pages of one search come in a row."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """As many answers as it is told; for several threads."""

    def __init__(self, most: int) -> None:
        self._most: Final = most
        self._lock: Final = threading.Lock()
        self._values: Final[OrderedDict[Key, Value]] = OrderedDict()
        self._era = object()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The answer remembered, or else a new one; it is not kept, should all be forgotten meanwhile."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            era = self._era
        value = make()
        with self._lock:
            if era is self._era:
                self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def forget(self) -> None:
        with self._lock:
            self._values.clear()
            self._era = object()
