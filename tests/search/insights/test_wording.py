import pytest

from search.insights.wording import words_to_keep

POSTCODES = frozenset({"53721", "53840"})


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Deutschkurs   FÜR Anfänger ", "deutschkurs für anfänger"),
        ("دورة ألمانية", "دورة ألمانية"),
        ("deutsch b1", "deutsch b1"),
        ("Kurs 2026", "kurs 2026"),
        ("arzt 53721", "arzt 53721"),
        ("53840 troisdorf", "53840 troisdorf"),
        ("=SUMME(A1)", "summe a1"),
        ("café <b>", "café b"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_words_are_kept_in_one_spelling(text: str, kept: str) -> None:
    assert words_to_keep(text, POSTCODES) == kept


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org",
        "kurs ada＠example.org",
        "ada (at) example org",
        "ada[ät]example.org",
        "ada at example punkt org",
        "ada lovelace gmail",
        "https://example.org/ada",
        "www.ada-lovelace.example",
    ],
)
def test_addresses_are_not_kept(text: str) -> None:
    assert words_to_keep(text, POSTCODES) == ""


@pytest.mark.parametrize(
    "text",
    [
        "02241 13-0",
        "0170/123",
        "+49 2241 13 0",
        "ruf an 0 2 2 4 1",
        "0.2.2.4.1",
        "٠١٧٠١٢٣",
        "０１７０１２３",
        "geboren 10.12.1990",
        "DE89 3704 0044",
        "pass c01x00t47",
        "017 53721 99",
        "99999",
    ],
)
def test_long_numbers_are_not_kept(text: str) -> None:
    assert words_to_keep(text, POSTCODES) == ""


def test_who_writes_much_tells_a_story() -> None:
    assert words_to_keep("ich heiße ada und suche einen kurs", POSTCODES) == ""
    assert words_to_keep("a" * 40 + " " + "b" * 40, POSTCODES) == ""
