"""The number of queries of a page does not depend on how much there is to show."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

SHOWN = 200  # characters of a query in the message


@pytest.fixture
def assert_constant_queries() -> Callable[[Callable[[], object], Callable[[], object], int], None]:
    """`assert_constant_queries(act, grow, at_most)`: `act` costs the same after `grow`, and no more."""

    def check(act: Callable[[], object], grow: Callable[[], object], at_most: int) -> None:
        act()  # fills what is cached for good: content types, the site
        before = _queries_of(act)
        grow()
        after = _queries_of(act)
        assert len(after) <= len(before), _difference("It grew with the data.", before, after)
        assert len(after) <= at_most, _difference(f"More than {at_most} queries.", before, after)

    return check


def _queries_of(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"][:SHOWN] for query in captured.captured_queries]


def _difference(sentence: str, before: list[str], after: list[str]) -> str:
    return "\n".join([f"{sentence} {len(before)} before, {len(after)} after:", *after])
