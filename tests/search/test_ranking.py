"""Two rankings become one, and what is useful to a resident comes first."""

from collections.abc import Collection
from datetime import date, timedelta

import pytest

from search.ranking import (
    ENOUGH,
    FILLS_UP,
    FILLS_UP_GERMAN,
    FILLS_UP_PART,
    FOREIGN_WEIGHTS,
    GERMAN_WEIGHTS,
    KNOWN_WEIGHTS,
    SURELY_MEANT,
    Signals,
    Weights,
    boosts_of,
    factor_of,
    fill_up_to,
    fuse,
    how_near,
    least_nearness,
    number_meant,
    weights_for,
)
from search.text.plan import Clause, TextPlan, Word

TODAY = date(2026, 11, 25)


def plan(language: str, *, is_known: bool = False) -> TextPlan:
    return TextPlan((Clause(Word(("kurs",)), is_known=is_known),), language)


def order(
    words: list[tuple[str, float]],
    meaning: list[tuple[str, float]],
    weights: Weights,
    grams: tuple[tuple[str, float], ...] = (),
) -> list[str]:
    fused = fuse(words, meaning, lambda _keys: grams, weights)
    return sorted(fused, key=lambda key: -fused[key].score)


def test_what_both_rankings_name_comes_before_what_one_names() -> None:
    assert order([("a", 9.0), ("b", 8.0)], [("b", 0.5), ("c", 0.4)], Weights(1, 1)) == ["b", "a", "c"]


def test_each_ranking_counts_by_its_weight_whatever_its_scores_are() -> None:
    words, meaning = [("a", 900.0)], [("b", 0.3)]
    assert order(words, meaning, Weights(words=0.5, meaning=1.0)) == ["b", "a"]
    assert order(words, meaning, Weights(words=1.0, meaning=0.5)) == ["a", "b"]


@pytest.mark.parametrize("words", [[], [("a", 0.0)]])
def test_a_ranking_without_any_score_counts_nothing(words: list[tuple[str, float]]) -> None:
    assert order(words, [("b", 0.3)], Weights(1, 1)) == ["b"]


def test_grams_are_asked_about_what_the_others_found_and_change_its_order_only() -> None:
    asked: list[str] = []

    def grams(keys: Collection[str]) -> list[tuple[str, float]]:
        asked.extend(keys)
        return [("b", 30.0), ("a", 10.0)]

    fused = fuse([("a", 9.0)], [("b", 0.9)], grams, Weights(1, 1, grams=0.5))
    assert asked == ["a", "b"]
    assert [fused[key].score for key in ("a", "b")] == pytest.approx([1 + 0.5 / 3, 1.5])


def test_grams_are_not_asked_where_they_do_not_count() -> None:
    assert fuse([("a", 9.0)], [], lambda _keys: pytest.fail("asked"), FOREIGN_WEIGHTS)["a"].grams == 0


def test_words_of_other_languages_lead_only_where_a_vocabulary_knows_them() -> None:
    assert weights_for(plan("de")) == weights_for(plan("de", is_known=True)) == GERMAN_WEIGHTS
    assert weights_for(plan("tr")) == FOREIGN_WEIGHTS
    assert weights_for(plan("tr", is_known=True)) == KNOWN_WEIGHTS


def test_meaning_fills_up_what_german_words_find_and_stands_beside_others() -> None:
    assert fill_up_to(plan("de"), found=3) == ENOUGH - 3
    assert fill_up_to(plan("de"), found=300) == 0
    assert fill_up_to(plan("ar"), found=300) == ENOUGH


def test_what_fills_up_is_not_much_farther_than_the_best_of_the_whole_index() -> None:
    assert (
        least_nearness(plan("ar"), best=0.3) == FILLS_UP < FILLS_UP_GERMAN == least_nearness(plan("de"), 0.3)
    )
    assert least_nearness(plan("ar"), best=0.8) == least_nearness(plan("de"), best=0.8) == FILLS_UP_PART * 0.8


def test_what_is_surely_meant_is_found_however_near_others_are() -> None:
    nearest_first = [SURELY_MEANT + 0.1, SURELY_MEANT, 0.3, 0.25]
    assert number_meant(nearest_first, wanted=0, least=0.9) == 2
    assert number_meant(nearest_first, wanted=3, least=0.2) == 3
    assert number_meant(nearest_first, wanted=9, least=0.3) == 3
    assert number_meant(nearest_first, wanted=9, least=0.35) == 2


def test_an_offer_that_is_about_something_is_nearer_than_one_that_mentions_it() -> None:
    assert how_near(0.4, 0.6) == how_near(0.6, 0.4) > how_near(0.1, 0.6) > how_near(0.45, 0.45)


@pytest.mark.parametrize(
    ("signals", "names"),
    [
        (Signals(), []),
        (Signals(verified_on=TODAY - timedelta(days=10)), ["verified_lately"]),
        (Signals(verified_on=TODAY - timedelta(days=200)), []),
        (Signals(review_on=TODAY - timedelta(days=29)), []),
        (Signals(review_on=TODAY - timedelta(days=30)), ["stale"]),
        (Signals(verified_on=TODAY - timedelta(days=70), review_on=TODAY - timedelta(days=40)), ["stale"]),
        (Signals(places="few"), ["places_free"]),
        (Signals(places="full"), ["full"]),
        (Signals(starts_on=TODAY + timedelta(days=3)), ["starts_soon"]),
        (Signals(starts_on=TODAY + timedelta(days=90)), []),
        (Signals(is_in_town=True), ["in_the_town"]),
        (Signals(named=1), ["named"]),
    ],
)
def test_boosts_say_why(signals: Signals, names: list[str]) -> None:
    assert [boost.name for boost in boosts_of(signals, TODAY)] == names


def test_each_term_that_was_named_counts() -> None:
    once, twice = (factor_of(boosts_of(Signals(named=number), TODAY)) for number in (1, 2))
    assert twice == once**2 > once


def test_only_what_is_stale_or_full_sinks() -> None:
    sinking = Signals(review_on=TODAY - timedelta(days=40), places="full")
    rising = Signals(verified_on=TODAY, places="yes", starts_on=TODAY, is_in_town=True)
    assert all(boost.factor < 1 for boost in boosts_of(sinking, TODAY))
    assert all(boost.factor > 1 for boost in boosts_of(rising, TODAY))
