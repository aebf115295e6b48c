"""What offers are multiplied by whatever is looked for: worked out once a day, not for every search."""

import threading
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.engines.embedded.columns import Columns
from search.engines.embedded.growing import Growing
from search.ranking import SOON, ManySignals, factor_of_places, standing_factors_of, start_of

Numbers = NDArray[Any]


class Standing:
    """Follows the rows of a generation; for several threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns: Final = columns
        self._lock: Final = threading.Lock()
        self._kept = (date.min, Growing(np.float64))

    def factors(self, ordinals: Numbers, today: date) -> Numbers:
        day, factors = self._kept
        if day != today or len(factors) < len(self._columns):
            factors = self._follow(today)
        return factors.all[ordinals]

    def _follow(self, today: date) -> Growing:
        with self._lock:
            day, factors = self._kept
            if day != today:
                factors = Growing(np.float64)
            factors.extend(self._work_out(len(factors), len(self._columns), today))
            self._kept = (today, factors)
            return factors

    def _work_out(self, start: int, stop: int, today: date) -> Numbers:
        columns, rows = self._columns, np.arange(start, stop)
        starts, _ends = columns.next_moments(start_of(today), rows)
        signals = ManySignals(
            verified=columns.verified(rows),
            review=columns.review(rows),
            places=np.array([factor_of_places(columns.places(row)) for row in rows.tolist()]),
            starts_soon=starts < start_of(today + SOON + timedelta(days=1)),
        )
        return standing_factors_of(signals, today)
