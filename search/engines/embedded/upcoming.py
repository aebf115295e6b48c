"""When each offer takes place next: kept, and looked up again only where that is over."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.engines.embedded.columns import Columns

FEW: Final = 20_000  # so many are quicker looked up one by one than all at once

Moments = NDArray[np.uint32]  # in seconds since 1970


class Upcoming:
    """Follows the rows of a generation as time passes; for several threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns: Final = columns
        nothing = np.empty(0, dtype=np.uint32)
        self._kept: tuple[int, Moments, Moments] = (0, nothing, nothing)

    def moments(self, now: int, number: int) -> Moments:
        """When the first `number` rows, at least, take place next, or NEVER."""
        before, starts, ends = self._kept
        over = np.flatnonzero(ends <= now)
        added = range(len(starts), number)
        if now < before or len(over) + len(added) > FEW:
            starts, ends = self._columns.next_moments(now, number)
        elif len(over) or added:
            starts, ends = _longer(starts, number), _longer(ends, number)
            for ordinal in (*over.tolist(), *added):
                starts[ordinal], ends[ordinal] = self._columns.next_moment(ordinal, now)
        self._kept = (now, starts, ends)
        return starts


def _longer(column: Moments, number: int) -> Moments:
    """A copy with room for so many: another thread may be reading this one."""
    longer = np.empty(max(number, len(column)), dtype=np.uint32)
    longer[: len(column)] = column
    return longer
