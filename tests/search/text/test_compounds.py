import pytest

from search.text.compounds import Lexicon, collect_stems
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
    lexicon = Lexicon(collect_stems([words("Reparatur von Rädern"), words("eine Reparatur")]))

    assert lexicon.split("fahrradreparatur") == ("fahrrad", "reparatur")


def test_a_word_of_a_single_offer_is_not_trusted_as_a_part() -> None:
    assert list(collect_stems([words("Zufallswort"), words("Reparatur"), words("Reparatur")])) == [
        "reparatur"
    ]


def test_the_parts_of_parts_are_found_as_well() -> None:
    lexicon = Lexicon(["sprachkurs"])

    assert lexicon.split("schulsprachkurs") == ("schul", "sprachkurs")
    assert set(lexicon.all_parts("schulsprachkurs")) == {"schul", "sprachkurs", "sprach", "kurs"}
