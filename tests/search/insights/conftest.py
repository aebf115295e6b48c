"""A log of searches that no other test has written into, and a way to search on a given day."""

from collections.abc import Callable
from datetime import date

import pytest

from search.insights import recording
from search.insights.tally import Search

DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _empty_tally():
    recording._tally.take()
    yield
    recording._tally.take()


@pytest.fixture
def searched(db) -> Callable[..., None]:
    """`searched("chor", days=3)`: on three days of November somebody looked for it, and it was written."""

    def search(text: str = "", *, days: int = 1, times: int = 1, wishes: int = 0, **fields: object) -> None:
        for number in range(days):
            given = {"on": DAY.replace(day=2 + number), "language": "de", "filters": "", "results": "none"}
            search = Search(text=text, **(given | fields))
            recording._tally.add(search, searches=times, wishes=wishes)
            recording.flush()

    return search
