"""Facts of an offer in words."""

import pytest

from offers.labels import level_label


@pytest.mark.parametrize(
    ("level_from", "level_to", "words"),
    [
        ("", "", ""),
        ("a1", "b1", "A1 – B1"),
        ("b1", "b1", "B1"),
        ("b1", "", "ab B1"),
        ("", "a2", "bis A2"),
        ("none", "a2", "bis A2"),
        ("none", "", "ohne Deutschkenntnisse"),
        ("", "none", "ohne Deutschkenntnisse"),
        ("alpha", "a1", "Alphabetisierung – A1"),
    ],
)
def test_level_label(level_from: str, level_to: str, words: str):
    assert level_label(level_from, level_to) == words
