from dataclasses import replace

import pytest

from search.explaining import explain
from search.explanation import Explanation
from search.query import SearchQuery
from search.ranking import Boost, Fused
from search.results import Hit, SearchResults
from search.text.plan import AllOf, AnyOf, Clause, Code, Related, Similar, TextPlan, Word
from tests.templates.test_components import CARD

PLAN = TextPlan(
    (
        Clause(
            AnyOf(
                (
                    Word(("deutschkurs",)),
                    AllOf((Word(("deutsch",)), Word(("kurs",)))),
                    Related(Code("topic:german-courses")),
                )
            ),
            (Similar("deutschkurs", ("_deu",)),),
            is_known=True,
        ),
        Clause(Word(("kindr",)), likely=(Word(("kind", "kinder")),)),
    )
)
WON = Explanation(Fused(words=0.5, meaning=0.25), (Boost("verified_lately", 1.05), Boost("full", 0.9)))
RESULTS = SearchResults(
    query=SearchQuery(text="deutschkurs kindr", costs=("free",)),
    hits=(Hit(7, WON.score, CARD, WON),),
    total=1,
    engine="embedded",
    corrected="deutschkurs kinder",
    plan=PLAN,
    is_by_meaning=True,
)


def said(results: SearchResults = RESULTS) -> str:
    return "\n".join(explain(results))


@pytest.mark.parametrize(
    "line",
    [
        "Search     q=deutschkurs+kindr&kosten=free",
        "Engine     embedded",
        "Found      1, page 1 of 1, by relevance",
        "Corrected  deutschkurs kinder",
        "Language   de",
        "Meaning    looked for",
        "Words      2 of 2 required",
        "  deutschkurs | (deutsch + kurs)",
        "    related  [topic:german-courses]",
        "    likely   kind/kinder",
        "    spelled  deutschkurs",
    ],
)
def test_it_says_what_the_search_was_understood_as(line: str) -> None:
    assert line in said().splitlines()


def test_it_says_what_a_hit_won_by() -> None:
    lines = said().splitlines()

    assert "  1. 0.7087  Deutsch A1  (offer 7, Verein <Sieg>)" in lines
    assert "     (words 0.5000 + meaning 0.2500) × verified_lately 1.05 × full 0.90" in lines


def test_a_share_of_nothing_is_not_named() -> None:
    won = Explanation(Fused(meaning=0.25))

    assert "     meaning 0.2500" in said(replace(RESULTS, hits=(Hit(7, 0.25, CARD, won),))).splitlines()


def test_what_comes_after_the_best_says_so() -> None:
    assert "after the best" in said(replace(RESULTS, hits=(Hit(7, 0.0, CARD, Explanation(Fused())),)))


def test_without_words_there_is_little_to_explain() -> None:
    text = said(SearchResults(query=SearchQuery(), hits=(Hit(7, 0.0, CARD),), total=1, engine="embedded"))

    assert "Search     (everything)" in text
    assert "by next" in text
    assert "Language" not in text
    assert "words" not in text


def test_a_degraded_answer_and_an_unknown_language_are_named() -> None:
    plan = replace(PLAN, language="", makes_sense=False)
    text = said(replace(RESULTS, is_degraded=True, plan=plan, is_by_meaning=False))

    assert "embedded, degraded" in text
    assert "Language   unknown, no known word" in text
    assert "Meaning    not looked for" in text


def test_every_ranking_that_is_fused_is_a_part() -> None:
    assert sum(WON.parts.values()) == WON.fused.score == 0.75
    assert pytest.approx(0.75 * 1.05 * 0.9) == WON.score
