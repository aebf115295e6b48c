"""The language of a search is told from its letters, its small words and what offers say."""

import pytest

from search.text.compounds import Lexicon
from search.text.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wo finde ich einen Deutschkurs?", "de"),
        ("Hilfe beim Ausfüllen von Formularen", "de"),
        ("deutschkurs", "de"),
        ("help with school for my son", "en"),
        ("Où puis-je apprendre l'allemand ?", "fr"),
        ("je cherche un travail", "fr"),
        ("Çocuğum için anaokulu arıyorum", "tr"),
        ("saglik sigortasi nerede", "tr"),
        ("pomoc dla dzieci i rodziców", "pl"),
        ("دورة لغة ألمانية", "ar"),
        ("کلاس زبان آلمانی کجاست", "fa"),
        ("де знайти курси німецької", "uk"),
        ("где найти курсы немецкого языка", "ru"),
    ],
)
def test_tells_the_languages_of_the_portal(text: str, language: str) -> None:
    assert detect(text, Lexicon()) == language


@pytest.mark.parametrize("text", ["", "?!", "2026", "B1"])
def test_is_german_where_nothing_tells(text: str) -> None:
    assert detect(text) == "de"


def test_is_unknown_in_a_script_of_no_language_of_ours() -> None:
    assert detect("μαθήματα γερμανικών") == ""


def test_short_searches_are_german_where_offers_use_their_words() -> None:
    assert detect("yoga", Lexicon()) == "tr"
    assert detect("yoga", Lexicon({"yoga": 2})) == "de"
