import pytest

from search.suggestions.typed import Tail, matches, tails
from search.text.beginnings import Beginnings

TOWNS = Beginnings((name, name) for name in ("Siegburg", "Sankt Augustin", "Hennef (Sieg)"))


def test_less_and_less_of_the_end_is_looked_at() -> None:
    assert list(tails("Kurs in Sankt Aug")) == [
        Tail("", "Kurs in Sankt Aug"),
        Tail("Kurs", "in Sankt Aug"),
        Tail("Kurs in", "Sankt Aug"),
        Tail("Kurs in Sankt", "Aug"),
    ]


def test_of_a_long_text_only_the_end_may_be_a_phrase() -> None:
    assert [tail.phrase.split()[0] for tail in tails("eins zwei drei vier fünf sechs")] == [
        "drei",
        "vier",
        "fünf",
        "sechs",
    ]


def test_a_short_end_says_too_little() -> None:
    assert [tail.phrase for tail in tails("Kurs Si")] == ["Kurs Si"]
    assert list(tails("x")) == []


@pytest.mark.parametrize(
    ("typed", "found", "before"),
    [
        ("sie", {"Siegburg", "Hennef (Sieg)"}, ""),
        ("Kurs Sankt Aug", {"Sankt Augustin"}, "Kurs"),
        ("Kurs in Siegbrug", {"Siegburg"}, "Kurs"),
        ("Chor", set(), ""),
    ],
)
def test_the_longest_end_that_is_known_counts(typed: str, found: set[str], before: str) -> None:
    hits = matches(typed, TOWNS)

    assert {hit.value for hit in hits} == found
    assert {hit.before for hit in hits} <= {before}
