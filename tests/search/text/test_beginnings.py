import pytest

from search.text.beginnings import (
    FIRST_WORD,
    LATER_WORD,
    MISSPELT,
    PART,
    WHOLE,
    Beginnings,
    count_beginnings,
    letters_of,
)
from search.text.compounds import Lexicon

PHRASES = [
    "Deutschkurse",
    "Deutsch für den Beruf",
    "ohne Deutschkenntnisse",
    "Almanca kursu",
    "Mütterberatung",
    "تعلم الألمانية",
    "Курси німецької",
]


@pytest.fixture(scope="module")
def phrases() -> Beginnings[str]:
    return Beginnings(((phrase, phrase) for phrase in PHRASES), Lexicon().all_parts)


def found(beginnings: Beginnings[str], typed: str) -> set[str]:
    return {hit.value for hit in beginnings.find(typed)}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("deu", {"Deutschkurse", "Deutsch für den Beruf", "ohne Deutschkenntnisse"}),
        ("deutsch ku", {"Deutschkurse"}),
        ("Deutsch für den Be", {"Deutsch für den Beruf"}),
        ("alm", {"Almanca kursu"}),
        ("kurs", {"Deutschkurse", "Almanca kursu"}),
        ("mütter", {"Mütterberatung"}),
        ("muetterb", {"Mütterberatung"}),
        ("mutter", {"Mütterberatung"}),
        ("الألم", {"تعلم الألمانية"}),
        ("المانية", {"تعلم الألمانية"}),
        ("нім", {"Курси німецької"}),
        ("eutsch", set()),
        ("", set()),
        ("-!", set()),
    ],
)
def test_phrases_are_found_by_how_their_words_begin(phrases, typed: str, expected: set[str]) -> None:
    assert found(phrases, typed) == expected


@pytest.mark.parametrize(
    ("typed", "phrase", "fit"),
    [
        ("deutschkurse", "Deutschkurse", WHOLE),
        ("deutschk", "Deutschkurse", FIRST_WORD),
        ("deutschk", "ohne Deutschkenntnisse", LATER_WORD),
        ("kurs", "Deutschkurse", PART),
    ],
)
def test_each_says_how_well_it_fits(phrases, typed: str, phrase: str, fit: int) -> None:
    assert {hit.value: hit.fit for hit in phrases.find(typed)}[phrase] == fit


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [("deutshk", "Deutschkurse"), ("almnca", "Almanca kursu"), ("müterber", "Mütterberatung")],
)
def test_a_mistyped_beginning_is_forgiven(phrases, typed: str, phrase: str) -> None:
    assert phrases.find(typed) == []
    assert phrase in [hit.value for hit in phrases.find_misspelt(typed)]
    assert {hit.fit for hit in phrases.find_misspelt(typed)} == {MISSPELT}


@pytest.mark.parametrize("typed", ["qqqqqq", "xy", "", "de"])
def test_not_everything_is_a_mistake(phrases, typed: str) -> None:
    assert phrases.find_misspelt(typed) == []


def test_a_last_word_may_be_the_beginning_of_another_one() -> None:
    assert letters_of("Deutsch für") == "deutschfur"
    assert letters_of("für Deutsch") == "deutsch"


@pytest.mark.parametrize(
    ("typed", "text", "number"),
    [
        ("deutsch b", "Deutsch B2 am Abend", 2),
        ("deutsch b", "Deutsch im Garten", 1),
        ("kurs", "Schwimmkurs", 1),
        ("ur", "Schwimmkurs", 0),
        ("kurse", "Der Kurs", 1),
        ("دورة", "ودورة الألمانية", 1),
        ("chor", "", 0),
    ],
)
def test_words_typed_are_counted_in_a_text(typed: str, text: str, number: int) -> None:
    assert count_beginnings(typed, text) == number
