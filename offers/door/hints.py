"""What might be said better in the words of an offer: while they are typed, and before they are sent.

Hints never keep anybody from sending. The texts are German, the hints in the active language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

# Characters that people read to the end; the fields take more.
RECOMMENDED: Final = {"title": 70, "summary": 160, "description": 1500}
# What needs no explanation, even for whom German is new.
KNOWN: Final = frozenset(
    {"ABC", "CD", "DVD", "EM", "EU", "GPS", "II", "III", "IV", "LKW", "OK", "PC", "PDF", "PKW"}
    | {"QR", "SMS", "TV", "USA", "WC", "WLAN", "WM"}
)
_ABBREVIATION: Final = re.compile(r"(?<!\w)[A-ZÄÖÜ]{2,6}(?!\w)")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Hint:
    """`links` are titles and addresses of offers it speaks of."""

    field: str
    text: str
    links: tuple[tuple[str, str], ...] = ()


def hints_for(texts: Mapping[str, str]) -> list[Hint]:
    """About texts by their field: `title`, `summary`, `description`. An abbreviation is explained in any."""
    all_of_it = "\n".join(texts.values())
    named: set[str] = set()
    found = []
    for field in RECOMMENDED:
        text = texts.get(field, "")
        found += [Hint(field, words) for words in _too_long(text, RECOMMENDED[field])]
        unexplained = [short for short in abbreviations(text, explained_in=all_of_it) if short not in named]
        named.update(unexplained)
        found += [Hint(field, _unexplained(short)) for short in unexplained]
    return found


def _too_long(text: str, most: int) -> Iterator[str]:
    number = len(text.strip())
    if number > most:
        yield _("Das ist lang: {number} Zeichen. Besser sind höchstens {most}.").format(
            number=number, most=most
        )


def _unexplained(short: str) -> str:
    return _("Nicht alle kennen „{short}“. Erklären Sie es in Klammern dahinter?").format(short=short)


def abbreviations(text: str, *, explained_in: str = "") -> list[str]:
    """Words in capitals that nothing in brackets explains, each once; none of a text that is all capitals."""
    words = _WORD.findall(text)
    if sum(word.isupper() for word in words) > max(2, len(words) // 2):
        return []
    found = dict.fromkeys(_ABBREVIATION.findall(text))
    return [short for short in found if short not in KNOWN and not _is_explained(short, explained_in or text)]


def _is_explained(short: str, text: str) -> bool:
    """`VHS (Volkshochschule)` or `Volkshochschule (VHS)`."""
    return bool(re.search(rf"(?<!\w){short}\s*\([^)]|\(\s*{short}\s*\)", text))
