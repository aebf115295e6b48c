import pytest

from search.text.compounds import Lexicon
from search.text.plan import Word
from search.text.synonyms import Thesaurus
from search.text.title_beginning import TitleBeginning, title_beginning


def beginning(text: str) -> TitleBeginning | None:
    return title_beginning(text, Lexicon(), Thesaurus())


def test_the_last_word_may_go_on_and_the_others_are_finished() -> None:
    found = beginning("Chöre in Troisd")

    assert found is not None
    assert found.letters == "troisd"
    assert found.grams == ("_tro", "troi", "rois", "oisd")
    assert [node for node in found.before if isinstance(node, Word) and "chor" in node.stems]
    assert len(found.before) == 1, "'in' says nothing"


def test_a_last_word_that_says_nothing_is_left_out() -> None:
    found = beginning("Deutsch für")

    assert found is not None
    assert found.letters == "deutsch"
    assert found.before == ()


def test_a_single_word_may_be_one_that_says_nothing_yet() -> None:
    found = beginning("für")

    assert found is not None
    assert found.letters == "fur"


@pytest.mark.parametrize("text", ["", " ", "?!", "_"])
def test_signs_begin_no_title(text: str) -> None:
    assert beginning(text) is None


def test_of_many_words_the_last_count() -> None:
    found = beginning("eins zwei drei vier fünf sechs sieben")

    assert found is not None
    assert len(found.before) == 4
