"""The best of many, as sorting all of them would have it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.embedded.scored import Scored

SCORES = st.dictionaries(st.integers(0, 500), st.integers(0, 5).map(float), max_size=60)


@given(SCORES, st.integers(1, 70))
def test_the_best_come_first_and_of_equal_ones_the_older(scores: dict[int, float], number: int) -> None:
    best = Scored.of(sorted(scores.items())).best(number).in_order()
    expected = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:number]

    assert list(zip(best.ordinals.tolist(), best.scores.tolist(), strict=True)) == expected


def test_a_share_is_that_of_the_best_score() -> None:
    scored, ordinals = Scored.of([(7, 2.0), (3, 8.0)]), np.array([3, 5, 7])

    assert scored.shares(ordinals, 0.5).tolist() == pytest.approx([0.5, 0, 0.125])
    assert Scored.of([(7, 0.0)]).shares(ordinals, 0.5).tolist() == [0, 0, 0]
