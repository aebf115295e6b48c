"""Columns of numbers that grow while others read them."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

GROWTH: Final = 1.25  # so that of many numbers few are ever moved
_FIRST: Final = 64

Numbers = NDArray[Any]


class Growing:
    """Numbers to which one thread appends; what was read before stays as it was, and needs no lock."""

    def __init__(self, kind: type, first: Sequence[int] | Numbers = ()) -> None:
        self._room: Numbers = np.empty(_FIRST, dtype=kind)
        self._size = 0
        self.extend(first)

    def __len__(self) -> int:
        return self._size

    def append(self, number: float) -> None:
        if self._size == len(self._room):
            self._make_room(1)
        self._room[self._size] = number
        self._size += 1  # at last: until then nobody looks there

    def extend(self, numbers: Sequence[float] | Numbers) -> None:
        end = self._size + len(numbers)
        if end > len(self._room):
            self._make_room(len(numbers))
        self._room[self._size : end] = numbers
        self._size = end

    @property
    def all(self) -> Numbers:
        size = self._size  # before the room, which is never smaller than what was in it
        return self._room[:size]

    def _make_room(self, more: int) -> None:
        room = np.empty(int((self._size + more) * GROWTH) + _FIRST, dtype=self._room.dtype)
        room[: self._size] = self.all
        self._room = room
