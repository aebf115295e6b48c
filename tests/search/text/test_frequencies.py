"""Words are told from nonsense, in languages too of which no list of words is at hand."""

import pytest

from search.text.frequencies import is_word_of_any, looks_like_a_word


@pytest.mark.parametrize("word", ["szabadidő", "locuință", "vrijeme", "ubytování", "lavoro", "vivienda"])
def test_words_of_other_languages_look_like_words(word: str) -> None:
    assert looks_like_a_word(word)


@pytest.mark.parametrize("word", ["xqzvbn", "asdf", "qwertz", "jkljkl", "sdfsdf", "hgfjk"])
def test_keys_hit_at_random_do_not(word: str) -> None:
    assert not looks_like_a_word(word)


def test_words_of_our_languages_are_known() -> None:
    assert all(map(is_word_of_any, ("wohnung", "école", "çocuk", "szkoła", "школа", "مدرسة")))
    assert not is_word_of_any("szabadidő")
