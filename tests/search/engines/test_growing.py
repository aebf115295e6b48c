"""Columns grow, and what was read stays."""

import numpy as np

from search.engines.embedded.growing import Growing


def test_what_was_appended_is_there_in_its_order() -> None:
    column = Growing(np.int64, [7])
    for number in range(500):
        column.append(number)
        column.extend([number, -number])

    assert len(column) == 1501
    assert column.all.tolist() == [7, *(x for number in range(500) for x in (number, number, -number))]


def test_what_was_read_does_not_change_when_the_column_grows() -> None:
    column = Growing(np.uint32, [1, 2])
    read = column.all
    column.extend(range(10_000))

    assert read.tolist() == [1, 2]
