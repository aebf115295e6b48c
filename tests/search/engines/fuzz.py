"""Searches that nobody in her right mind would type, the same ones every time."""

import random
from collections.abc import Iterator
from typing import Final

from django.http import QueryDict

from search.forms import SearchForm
from search.query import SORTS, SearchQuery

SEED: Final = 20131205
HUGE: Final = 100_000  # characters

WORDS: Final = (
    *("Deutschkurs", "deutsch kurs", "Beratung für Frauen", "chor", "Kinderbetreuung", "Siegburg", "B1"),
    *("almanca kursu", "دورة ألمانية", "курс німецької", "آموزش زبان", "德语课程", "ドイツ語", "गणित"),
)
OPERATORS: Final = (
    *('"', "'", "„", "“", "\\", "/", "(", ")", "[", "]", "{", "}", "<", ">", "^", "~", "~2", "*", "?", "??"),
    *(
        "+",
        "-",
        "--",
        "!",
        ":",
        ";",
        "=",
        "&",
        "&&",
        "|",
        "||",
        "%",
        "%00",
        "#",
        "@",
        "$",
        "`",
        "_",
        ",",
        ".",
    ),
    *(
        " AND ",
        " OR ",
        " NOT ",
        " NEAR ",
        " TO ",
        "[* TO *]",
        "title:",
        "_exists_:",
        "pk:1",
        "/.*/",
        '"a b"~9',
    ),
    *(
        "' OR 1=1 --",
        "<script>",
        "{{7*7}}",
        "${x}",
        '{"match_all":{}}',
        "../../etc/passwd",
        "\\u0000",
        "%s%n",
    ),
)
CHARACTERS: Final = (
    *("\x00", "\x01", "\x1f", "\x7f", "\x85", "\n", "\r\n", "\t", "\u00a0", "\u00ad", "\u2028", "\u2029"),
    *(
        "\u200e",
        "\u200f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\ufeff",
    ),
    *("\ud800", "\udbff", "\udc00", "\udfff", "\ufffe", "\uffff", "\U0010ffff", "\ue000"),
    *(
        "😀",
        "👨‍👩‍👧‍👦",
        "🏳️‍🌈",
        "🇩🇪",
        "1️⃣",
        "e\u0301",
        "a" + "\u0300" * 50,
        "ﷺ",
        "ﬃ",
        "Ⅷ",
        "①",
        "𝒦",
        "ß",
        "ẞ",
        "İ",
        "ı",
    ),
    *("ـ", "َ", "ك", "ک", "ي", "ی", "٣", "۳", "߀", "กา", "한국어", "𐍈", "\u0fcc", "\u1160"),
)


def searches(number: int) -> Iterator[SearchQuery]:
    """As they come from the query string of a page."""
    draw = random.Random(SEED)
    for _number in range(number):
        parameters = QueryDict(mutable=True)
        parameters["q"] = text(draw)
        if draw.random() < 0.2:
            parameters["sortierung"] = draw.choice((*SORTS, "\x00"))
            parameters["seite"] = draw.choice(("2", "-1", "99999999999999999999", "x", "\ud800"))
        if draw.random() < 0.2:
            name = draw.choice(("thema", "ort", "sprache", "niveau", "kosten", "wann", "anbieter", "merkmal"))
            parameters.setlist(
                name, [draw.choice(("free", "mo", "1", "a1", piece(draw))) for _value in range(3)]
            )
        yield SearchForm(parameters).query()


def text(draw: random.Random) -> str:
    if draw.random() < 0.01:
        return (piece(draw) or "x") * HUGE
    return draw.choice(("", " ")).join(piece(draw) for _piece in range(draw.choice((1, 1, 2, 3, 5, 8, 40))))


def piece(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.3:
        return draw.choice(WORDS)
    if kind < 0.55:
        return draw.choice(OPERATORS)
    if kind < 0.8:
        return draw.choice(CHARACTERS)
    # Any character at all, halves of characters among them.
    return "".join(chr(draw.randrange(0x110000)) for _character in range(draw.choice((1, 2, 8))))
