"""Letters that a keyboard lacks are put back before the meaning of a search is worked out."""

import pytest

from search.text.frequencies import is_word
from search.text.restoring import restore_letters


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("de", "deutsch kurs fur anfanger", "deutsch kurs für anfänger"),
        ("de", "Unterstuetzung fuer Maedchen", "Unterstützung für Mädchen"),
        ("de", "Hoerbehindertentreff", "Hörbehindertentreff"),
        ("tr", "saglik sigortasi icin yardim", "sağlık sigortası için yardım"),
        ("tr", "yueksek oegrenim", "yüksek öğrenim"),
        ("fr", "cours d'allemand a l'ecole", "cours d'allemand à l'école"),
        ("pl", "pomoc dla zon", "pomoc dla żon"),
    ],
)
def test_the_commonest_spelling_is_taken(language: str, typed: str, meant: str) -> None:
    assert restore_letters(typed, language) == meant


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "neue Quelle am Bauernhof, aktuell"),
        ("de", "schön und schon"),
        ("de", "KIZ 2026 xyzq"),
        ("en", "fur coat"),
        ("ar", "دورة لغة"),
        ("", "μαθήματα"),
    ],
)
def test_what_was_typed_with_care_stays(language: str, text: str) -> None:
    assert restore_letters(text, language) == text


def test_nonsense_is_no_word_where_the_words_are_known() -> None:
    assert is_word("schulden", "de")
    assert is_word("fur", "de")  # without its dots
    assert not is_word("qwertzu", "de")
    assert is_word("будь-яке", "uk")  # of that language nothing is known
