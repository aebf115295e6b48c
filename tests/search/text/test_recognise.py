"""Towns, levels and times named in a search: by anybody's spelling, in nine languages, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.filter_words import LEVELS, PLACES, TIMES
from search.text.recognise import Recogniser

NAMES = {
    "05382008": "Bad Honnef",
    "05382020": "Hennef (Sieg)",
    "05382024": "Königswinter",
    "05382036": "Much",
    "05382040": "Neunkirchen-Seelscheid",
    "05382056": "Sankt Augustin",
    "05382060": "Siegburg",
    "05382068": "Troisdorf",
    "05382072": "Wachtberg",
}
HONNEF, HENNEF, KOENIGSWINTER, MUCH, NEUNKIRCHEN, AUGUSTIN, SIEGBURG, TROISDORF, WACHTBERG = NAMES
POSTCODES = {"53721": (SIEGBURG,), "53773": (HENNEF,), "53111": (SIEGBURG, HENNEF)}
RECOGNISER = Recogniser(NAMES, POSTCODES)


def found(text: str, facet: str) -> set[str]:
    return {value for one in RECOGNISER.find(text) if one.facet == facet for value in one.phrase.values}


def taken(text: str) -> list[str]:
    """What of a text becomes filters, with the small words around."""
    return [text[one.start : one.end] for one in RECOGNISER.find(text)]


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Deutschkurs Hennef", HENNEF),
        ("deutschkurs HENNEF", HENNEF),
        ("Deutschkurs in Hennef (Sieg)", HENNEF),
        ("Sprachcafé Hennef/Sieg", HENNEF),
        ("Hennefer Tafel", HENNEF),
        ("Hennefs Vereine", HENNEF),
        ("Kreis Siegburg Beratung", SIEGBURG),
        ("Beratung bei Siegburg", SIEGBURG),
        ("counselling near Siegburg", SIEGBURG),
        ("Koenigswinter", KOENIGSWINTER),
        ("Konigswinter", KOENIGSWINTER),
        ("Königswintr", KOENIGSWINTER),
        ("Seigburg", SIEGBURG),
        ("St. Augustin", AUGUSTIN),
        ("sankt-augustin", AUGUSTIN),
        ("Honnef", HONNEF),
        ("badhonnef", HONNEF),
        ("Seelscheid", NEUNKIRCHEN),
        ("Kita in Neunkirchen", NEUNKIRCHEN),
        ("Chor Wachtberg", WACHTBERG),
        ("53773", HENNEF),
        ("Kita 53721 Siegburg", SIEGBURG),
        ("cours d'allemand à Troisdorf", TROISDORF),
        ("Almanca kursu Hennef'te", HENNEF),
        ("Almanca kursu Siegburgda", SIEGBURG),
        ("kurs niemieckiego w Troisdorfie", TROISDORF),
        ("Зигбург", SIEGBURG),
        ("курсы в Зигбурге", SIEGBURG),
        ("курси у Зігбурзі", SIEGBURG),
        ("Троисдорф", TROISDORF),
        ("ТРОЙСДОРФ", TROISDORF),
        ("Троїсдорф", TROISDORF),
        ("ترويسدورف", TROISDORF),
        ("دورة ألمانية في ترويسدورف", TROISDORF),
        ("بترويسدورف", TROISDORF),
        ("سانكت أوغستين", AUGUSTIN),
        ("کلاس آلمانی در زیگبورگ", SIEGBURG),
    ],
)
def test_a_town_is_recognised(text: str, town: str) -> None:
    assert found(text, PLACES) == {town}


@pytest.mark.parametrize(
    "text",
    [
        "Much",
        "much",
        "Deutschkurs Much",
        "german course in Much",
        "Kita in Much",
        "Sprachcafé Much",
        "курсы в Мух",
    ],
)
def test_much_is_a_town_where_nobody_speaks_english_or_says_in(text: str) -> None:
    assert found(text, PLACES) == {MUCH}


@pytest.mark.parametrize(
    "text",
    [
        "how much does it cost",
        "How much",
        "too much work",
        "much help",
        "in much need of help",
        "thank you very much",
        "so much to learn",
    ],
)
def test_much_is_a_word_of_english_otherwise(text: str) -> None:
    assert found(text, PLACES) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Alter",
        "Henne",
        "Bonn",
        "53227",
        "Siegburger Straße 5",
        "Hennefer Str. 3",
        "Neukirchen",
        "Königswinterlich",
        "",
        "😀",
        "🏳️ ??",
        "x" * 200,
    ],
)
def test_nothing_else_is_a_town(text: str) -> None:
    assert found(text, PLACES) == set()


def test_several_towns_are_alternatives() -> None:
    assert found("Yoga Hennef oder Siegburg", PLACES) == {HENNEF, SIEGBURG}
    assert found("53111", PLACES) == {HENNEF, SIEGBURG}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("B1", {"b1"}),
        ("A1-Kurs", {"a1"}),
        ("Integrationskurs b2.", {"b2"}),
        ("Deutsch A 1", {"a1"}),
        ("німецька В1", {"b1"}),  # in Cyrillic letters
        ("ألماني B١", {"b1"}),
        ("Deutsch A1 A2", {"a1", "a2"}),
        ("Deutsch für Anfänger", {"a1"}),
        ("deutsch kurs fur anfenger mit kind", {"a1"}),
        ("Kurs für Anfänger", {"a1"}),
        ("Anfänger", {"a1"}),
        ("german course for beginners", {"a1"}),
        ("Almanca kursu başlangıç", {"a1"}),
        ("almanca baslangic seviyesi", {"a1"}),
        ("cours d'allemand débutants", {"a1"}),
        ("دورة ألمانية للمبتدئين", {"a1"}),
        ("مبتدئين", {"a1"}),
        ("курси німецької для початківців", {"a1"}),
        ("курсы немецкого для начинающих", {"a1"}),
        ("کلاس زبان آلمانی مقدماتی", {"a1"}),
        ("niemiecki dla początkujących", {"a1"}),
        ("Deutsch für Fortgeschrittene", {"b1", "b2", "c1"}),
        ("Deutsch B1 für Fortgeschrittene", {"b1"}),
        ("Treff ohne Deutschkenntnisse", {"none"}),
    ],
)
def test_a_level_is_recognised(text: str, levels: set[str]) -> None:
    assert found(text, LEVELS) == levels


@pytest.mark.parametrize(
    "text",
    ["Schwimmkurs für Anfänger", "Yoga Anfänger", "Fahrrad Kurs Anfänger", "computer course for beginners"],
)
def test_a_beginner_of_something_else_is_no_level_of_german(text: str) -> None:
    assert found(text, LEVELS) == set()


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Samstag", {"sa"}),
        ("Chor samstags", {"sa"}),
        ("Sprachcafé Samsatg", {"sa"}),
        ("Kurs am Wochenende", {"sa", "su"}),
        ("Deutsch abends", {"evening"}),
        ("Deutsch am Abend", {"evening"}),
        ("Samstag abends", {"sa"}),
        ("Montag und Mittwoch", {"mo", "we"}),
        ("saturday", {"sa"}),
        ("german in the evening", {"evening"}),
        ("cours samedi", {"sa"}),
        ("cours le soir", {"evening"}),
        ("hafta sonu", {"sa", "su"}),
        ("cumartesi günü", {"sa"}),
        ("akşam", {"evening"}),
        ("مساء", {"evening"}),
        ("يوم السبت", {"sa"}),
        ("вечером", {"evening"}),
        ("в субботу", {"sa"}),
        ("у суботу", {"sa"}),
        ("ввечері", {"evening"}),
        ("شنبه", {"sa"}),
        ("سه‌شنبه", {"tu"}),
        ("آخر هفته", {"sa", "su"}),
        ("w sobotę", {"sa"}),
        ("wieczorem", {"evening"}),
    ],
)
def test_a_time_is_recognised(text: str, times: set[str]) -> None:
    assert found(text, TIMES) == times


@pytest.mark.parametrize("text", ["Kochabend", "Guten Morgen", "مساعدة", "неделя", "Elternabend", "so", "mo"])
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert found(text, TIMES) == set()


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Deutschkurs in der Nähe von Hennef am Samstag", ["in der Nähe von Hennef", "am Samstag"]),
        ("Almanca Hennef'te kurs", ["Hennef'te"]),
        ("A1-Kurs", ["A1"]),
        ("Kita 53773 Hennef", ["53773", "Hennef"]),
        ("دورة في تْرويسدورف الآن", ["في تْرويسدورف"]),
    ],
)
def test_small_words_around_go_with_it(text: str, gone: list[str]) -> None:
    assert taken(text) == gone


@pytest.mark.parametrize("text", ["Kita Rhein-Sieg-Kreis", "Kita im RSK", "детский сад Рейн-Зиг"])
def test_the_county_is_named_and_narrows_nothing_down(text: str) -> None:
    assert [(one.facet, one.phrase.values) for one in RECOGNISER.find(text)] == [(PLACES, ())]


def test_the_name_of_an_organisation_is_not_that_of_the_county() -> None:
    assert RECOGNISER.find("Caritas Rhein-Sieg") == ()


def test_what_was_said_is_remembered_without_them() -> None:
    (one,) = RECOGNISER.find("Kurs in Hennef/Sieg bitte")

    assert one.said == "Hennef/Sieg"


PIECES = st.sampled_from(
    [
        "Hennef",
        "in",
        "Bad",
        "Honnef",
        "B1",
        "samstags",
        "Much",
        "في",
        "ترويسدورف",
        "'te",
        "/",
        "(",
        "\u200c",
        "ٌ",
        " ",
    ]
)


@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=20).map(" ".join), st.lists(PIECES).map("".join)
    )
)
def test_what_is_found_stands_in_the_text_in_order(text: str) -> None:
    end = 0
    for one in RECOGNISER.find(text):
        assert one.said in text[one.start : one.end]
        assert end <= one.start < one.end <= len(text)
        end = one.end


def test_another_portal_has_other_towns() -> None:
    recogniser = Recogniser({"1": "Neustadt-Glewe"}, {})

    assert [one.phrase.values for one in recogniser.find("Kita Glewe")] == [("1",)]
    assert recogniser.find("Kita Hennef") == ()
