"""The last answers to searches, as long as they are true: filters and pages of one search come in a row."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """As many answers as it is told, or as weigh as much; for several threads."""

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda _value: 0) -> None:
        self._most: Final = most
        self._weigh: Final = weigh
        self._weight = 0
        self._lock: Final = threading.Lock()
        self._values: Final[OrderedDict[Key, Value]] = OrderedDict()
        self._era = object()

    def get(
        self,
        key: Key,
        make: Callable[[], Value],
        renew: Callable[[Value], Value] = lambda value: value,
    ) -> Value:
        """The answer remembered, as `renew` makes it, or else a new one.

        It is not kept, should all be forgotten meanwhile.
        """
        with self._lock:
            known = self._values.get(key)
            if known is not None:
                self._values.move_to_end(key)
            era = self._era
        value = make() if known is None else renew(known)
        if value is not known:
            with self._lock:
                if era is self._era and self._values.get(key) is known:
                    self._keep(key, value)
        return value

    def _keep(self, key: Key, value: Value) -> None:
        if key in self._values:
            self._weight -= 1 + self._weigh(self._values.pop(key))
        self._values[key] = value
        self._weight += 1 + self._weigh(value)
        while self._weight > self._most:
            _key, oldest = self._values.popitem(last=False)
            self._weight -= 1 + self._weigh(oldest)

    def forget(self) -> None:
        with self._lock:
            self._values.clear()
            self._weight = 0
            self._era = object()
