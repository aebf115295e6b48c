"""What an editor may give for synonyms; the reasons themselves are tested where she reads them."""

import pytest

from search.text.synonym_checks import problem_of


@pytest.mark.parametrize(
    "phrases",
    [
        ["Kita", "anaokulu", "روضة", "дитсадок"],
        ["BAMF", "Bundesamt für Migration und Flüchtlinge"],
        ["Elterngeld", "Kindergeld für Babys"],
        ["GdB", "Grad der Behinderung", "Schwerbehindertenausweis"],
        ["سازمان کار", "Jobcenter"],
    ],
)
def test_words_of_any_language_and_script_can_be_used(phrases: list[str]) -> None:
    assert problem_of(phrases, stands_for_term=False) == ""


@pytest.mark.parametrize("count", [1, 2, 12])
def test_for_a_term_one_word_will_do(count: int) -> None:
    assert (
        problem_of([f"wort{'abcdefghijkl'[number]}" for number in range(count)], stands_for_term=True) == ""
    )


def test_none_at_all_is_too_few_even_for_a_term() -> None:
    assert problem_of([], stands_for_term=True)


def test_a_very_long_word_is_told_by_its_beginning() -> None:
    problem = problem_of(["Amt", "x" * 100_000], stands_for_term=False)

    assert "xxx…" in problem
    assert len(problem) < 120
