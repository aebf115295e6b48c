import time

import pytest

from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.plan import AllOf, AnyOf, Clause, Code, Related, TextPlan, Word
from search.text.synonyms import Synonyms, Thesaurus

ANALYSER = Analyser(Lexicon())
NONE = Thesaurus()


def test_an_offer_is_found_by_its_words_and_by_the_parts_of_them() -> None:
    tokens = ANALYSER.tokens([("de", "Ein Deutschkurs für Mütter")])

    assert tokens.words.split() == ["deutschkurs", "deutsch", "kurs", "mutt"]


def test_words_are_stemmed_in_their_own_language() -> None:
    assert ANALYSER.tokens([("en", "courses")]).words == "cours"
    assert ANALYSER.tokens([("ru", "курсы")]).words == "курс"


def test_four_grams_carry_the_edges_of_words() -> None:
    assert ANALYSER.tokens([("de", "Kurs")]).grams == "_kur kurs urs_"


def test_long_texts_are_spared_their_four_grams() -> None:
    assert ANALYSER.tokens([("de", "Kurs")], with_grams=False).grams == ""


def test_four_grams_of_a_whole_offer_are_those_of_its_german_words_each_once() -> None:
    texts = [("de", "Kurs"), ("de", "Der Kurs im Kur"), ("en", "swimming"), ("de-ls", "Chor")]

    assert ANALYSER.all_grams(texts).split() == ["_kur", "kurs", "urs_", "kur_", "_cho", "chor", "hor_"]


def test_a_plan_asks_for_the_four_grams_of_what_was_typed() -> None:
    assert ANALYSER.plan("Kurs und Kurz", NONE).grams == ("_kur", "kurs", "urs_", "kurz", "urz_")


def test_a_compound_asks_for_itself_or_for_all_of_its_parts() -> None:
    (clause,) = ANALYSER.plan("Deutschkurs", NONE).clauses

    assert isinstance(clause.exact, AnyOf)
    whole, parts = clause.exact.choices
    assert isinstance(whole, Word)
    assert "deutschkurs" in whole.stems
    assert isinstance(parts, AllOf)
    assert [part.stems[0] for part in parts.parts if isinstance(part, Word)] == ["deutsch", "kurs"]


def test_what_a_phrase_stands_for_counts_less_than_the_phrase() -> None:
    thesaurus = Thesaurus([Synonyms("topic:german-courses", ("Deutschkurs", "Sprachkurs"))])
    (clause,) = ANALYSER.plan("Sprachkurs", thesaurus).clauses

    assert isinstance(clause.exact, AnyOf)
    typed, code, *others = clause.exact.choices
    assert not isinstance(typed, Related)
    assert code == Code("topic:german-courses")
    assert others
    assert all(isinstance(other, Related) for other in others)


def test_a_plan_knows_the_terms_that_were_named() -> None:
    thesaurus = Thesaurus(
        [
            Synonyms("topic:german-courses", ("Deutschkurs", "Sprachkurs")),
            Synonyms("target_group:women", ("Frauen",)),
            Synonyms("topic:education", ("Schule",), is_narrow=False),
        ]
    )
    named = ANALYSER.plan("Sprachkurs für Frauen, Schule", thesaurus).codes

    assert named == {"topic:german-courses", "target_group:women"}


def test_words_of_a_focus_area_lead_to_it_but_do_not_stand_for_each_other() -> None:
    thesaurus = Thesaurus([Synonyms("topic:education", ("Schule", "Kita"), is_narrow=False)])
    (clause,) = ANALYSER.plan("Kita", thesaurus).clauses

    assert isinstance(clause.exact, AnyOf)
    assert clause.exact.choices[1:] == (Related(Code("topic:education")),)


def test_stop_words_are_not_asked_for() -> None:
    assert len(ANALYSER.plan("ich suche einen Kurs für mich", NONE).clauses) == 1


@pytest.mark.parametrize("text", ["", "der die das", "\x00", '"', "(((", "+-*/", "\u202e"])
def test_a_query_without_a_word_that_means_something_asks_for_nothing(text: str) -> None:
    assert ANALYSER.plan(text, NONE) == TextPlan()


@pytest.mark.parametrize(("count", "required"), [(1, 1), (2, 2), (3, 2), (4, 3), (6, 4)])
def test_a_long_question_need_not_match_to_the_last_word(count: int, required: int) -> None:
    clauses = tuple(Clause(Word((str(number),))) for number in range(count))

    assert TextPlan(clauses).required == required


def test_a_query_of_very_many_words_stays_small() -> None:
    started = time.perf_counter()
    plan = ANALYSER.plan(" ".join(f"wort{number}" for number in range(30_000)), NONE)

    assert len(plan.clauses) == 16
    assert time.perf_counter() - started < 1


class TestWordsForWholeAreas:
    HELP = Synonyms("topic:counselling", ("Beratung und Hilfe", "yardım"), is_narrow=False)
    KNOWN = Thesaurus([HELP, Synonyms("topic:job-search", ("Arbeit finden", "iş arama"))])

    def test_say_nothing_beside_a_term_of_its_own(self) -> None:
        analyser = Analyser(Lexicon())
        assert analyser.plan("iş arama yardım", self.KNOWN).required == 2
        assert analyser.plan("iş arama yardım", self.KNOWN).without_whole_areas() == analyser.plan(
            "iş arama", self.KNOWN
        )

    def test_are_looked_for_where_there_is_nothing_else(self) -> None:
        for text in ("yardım", "yardım pazartesi"):
            plan = Analyser(Lexicon()).plan(text, self.KNOWN)
            assert plan.without_whole_areas() == plan
