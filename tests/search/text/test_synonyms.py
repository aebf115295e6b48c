import pytest

from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.normalise import words
from search.text.synonyms import Synonyms, Thesaurus

COURSES = Synonyms("topic:german-courses", ("Deutschkurse", "Sprachkurs", "Deutsch lernen", "Almanca kursu"))


@pytest.mark.parametrize(
    "phrase",
    [
        "Deutschkurs",
        "deutschkursen",
        "Deutsch-Kurs",
        "deutsch kurse",
        "sprachkurse",
        "Deutsch zu lernen",
        "almanca kursu",
    ],
)
def test_a_phrase_is_recognised_however_it_is_joined_or_inflected(phrase: str) -> None:
    assert Thesaurus([COURSES]).lookup(words(phrase)) == (COURSES,)


@pytest.mark.parametrize("phrase", ["Deutsch", "Kurs", "Kochkurs", "", "der"])
def test_a_part_of_a_phrase_is_not_the_phrase(phrase: str) -> None:
    assert Thesaurus([COURSES]).lookup(words(phrase)) == ()


def test_one_phrase_may_stand_for_several_terms() -> None:
    other = Synonyms("course_type:integration", ("Sprachkurs",))

    assert Thesaurus([COURSES, other]).lookup(["sprachkurs"]) == (COURSES, other)


class TestKeptByEditors:
    """Words without a code of a vocabulary."""

    KEPT = Thesaurus(
        [
            Synonyms("", ("Kita", "anaokulu", "روضة", "дитсадок")),
            Synonyms("", ("BAMF", "Bundesamt für Migration und Flüchtlinge")),
        ]
    )

    def test_a_word_stands_for_the_others_but_for_no_term(self):
        (clause,) = Analyser(Lexicon()).plan("дитсадок", self.KEPT).clauses

        assert clause.is_known
        assert "Code" not in repr(clause.exact)
        assert "anaokulu" in repr(clause.exact)

    @pytest.mark.parametrize(
        "text", ["Bundesamt für Migration und Flüchtlinge", "das bundesamt migration flüchtlinge", "bamf"]
    )
    def test_a_phrase_is_known_with_and_without_its_small_words(self, text: str):
        (clause,) = Analyser(Lexicon()).plan(text, self.KEPT).clauses

        assert "bamf" in repr(clause.exact)
        assert "migration" in repr(clause.exact)
