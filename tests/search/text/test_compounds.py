import pytest

from search.text.compounds import Lexicon
from search.text.normalise import words
from search.text.stemming import stem


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("deutschkurs", ("deutsch", "kurs")),
        ("deutschkurse", ("deutsch", "kurse")),
        ("sprachkurs", ("sprach", "kurs")),
        ("integrationskurs", ("integration", "kurs")),
        ("hausaufgabenhilfe", ("hausaufgaben", "hilfe")),
        ("kinderbetreuung", ("kinder", "betreuung")),
        ("beratungsstelle", ("beratung", "stelle")),
        ("müttertreff", ("mütter", "treff")),
        ("wohnungssuche", ("wohnung", "suche")),
    ],
)
def test_compounds_of_the_domain_are_split_without_any_vocabulary(
    compound: str, parts: tuple[str, ...]
) -> None:
    found = Lexicon().split(compound)

    assert [stem(part, "de") for part in found] == [stem(part, "de") for part in parts]


@pytest.mark.parametrize(
    "word", ["unterricht", "information", "kurs", "deutschland", "mutterchen", "курсы", "a1"]
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert Lexicon().split(word) == ()


def test_words_of_the_offers_split_what_the_domain_list_does_not_know() -> None:
    lexicon = Lexicon.of([words("Reparatur von Rädern"), words("eine Reparatur")])

    assert lexicon.split("fahrradreparatur") == ("fahrrad", "reparatur")


def test_a_word_of_a_single_offer_is_not_trusted_as_a_part() -> None:
    lexicon = Lexicon.of([words("Zufallswort"), words("Reparatur"), words("Reparatur")])

    assert lexicon.words == {"reparatur": 2}


def test_the_parts_of_parts_are_found_as_well() -> None:
    lexicon = Lexicon({"sprachkurs": 2})

    assert lexicon.split("schulsprachkurs") == ("schul", "sprachkurs")
    assert set(lexicon.all_parts("schulsprachkurs")) == {"schul", "sprachkurs", "sprach", "kurs"}


@pytest.mark.parametrize(
    ("word", "meant"),
    [("deutschkrus", "deutschkurs"), ("shwimmen", "schwimmen"), ("anfaenger", "")],
)
def test_a_misspelt_word_is_put_right(word: str, meant: str) -> None:
    known = {"deutschkurs": 2, "deutschkreis": 9, "schwimmen": 3, "fahrrad": 2, "anfänger": 2}

    assert Lexicon(known).correct(*words(word)) == meant


@pytest.mark.parametrize("word", ["schwimmen", "kurs", "xyzw", "ab", "курсы"])
def test_a_right_word_or_one_like_no_other_is_left_alone(word: str) -> None:
    assert Lexicon({"schwimmen": 3, "schwimmer": 8}).correct(word) == ""
