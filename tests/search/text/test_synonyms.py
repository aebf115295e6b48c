import pytest

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
