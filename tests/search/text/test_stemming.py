import pytest

from search.text.stemming import possible_stems, stem


@pytest.mark.parametrize("word", ["kurs", "kurse", "kurses", "kursen"])
@pytest.mark.parametrize("front", ["", "deutsch", "sprach", "integrations", "schwimm"])
def test_the_commonest_word_of_the_portal_has_one_stem_in_every_case(front: str, word: str) -> None:
    assert stem(front + word, "de") == front + "kurs"


@pytest.mark.parametrize(
    "forms",
    [
        ("kita", "kitas"),
        ("info", "infos"),
        ("handy", "handys"),
        ("oma", "omas"),
        ("café", "cafés", "cafe", "cafes"),
        ("haus", "häuser", "haeuser", "hauses"),
        ("kreis", "kreise", "kreises"),
        ("sprache", "sprachen"),
        ("beratung", "beratungen"),
        ("museum", "museen"),
        ("arzt", "ärzte", "ärztin", "ärztinnen", "aerzte"),
        ("zeugnis", "zeugnisse"),
        ("ausweis", "ausweise"),
    ],
)
def test_the_forms_of_a_german_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form, "de") for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("kurs", "kur"), ("kreis", "krei"), ("glas", "gla"), ("gas", "ga")]
)
def test_words_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert stem(one, "de") != stem(other, "de")


def test_a_word_of_a_query_has_the_stems_of_every_language_of_its_script() -> None:
    assert {"kurs", "kurslari"} <= set(possible_stems("kursları"))
    assert "курс" in possible_stems("курсы")


def test_a_language_without_a_stemmer_takes_words_as_they_are() -> None:
    assert stem("мовний", "uk") == stem("МОВНИЙ".lower(), "uk")
    assert stem("kursy", "pl") == "kursy"
