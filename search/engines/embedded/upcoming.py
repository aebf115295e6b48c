"""When each offer takes place next: kept, and looked up again only where that is over."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.engines.embedded.columns import Columns

Moments = NDArray[np.uint32]  # in seconds since 1970

_NOTHING: Final = np.empty(0, dtype=np.uint32)


class Upcoming:
    """Follows the rows of a generation as time passes; for several threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns: Final = columns
        self._kept = (0, _NOTHING, _NOTHING)

    def moments(self, now: int, number: int) -> Moments:
        """When the first `number` rows, at least, take place next, or NEVER."""
        before, starts, ends = self._kept
        if now < before:  # what was over then may be to come
            starts, ends = _NOTHING, _NOTHING
        rows = np.concatenate([np.flatnonzero(ends <= now), np.arange(len(starts), number)])
        if len(rows):
            starts, ends = _longer(starts, number), _longer(ends, number)
            starts[rows], ends[rows] = self._columns.next_moments(now, rows)
        self._kept = (now, starts, ends)
        return starts


def _longer(column: Moments, number: int) -> Moments:
    """A copy with room for so many: another thread may be reading this one."""
    longer = np.empty(max(number, len(column)), dtype=np.uint32)
    longer[: len(column)] = column
    return longer
