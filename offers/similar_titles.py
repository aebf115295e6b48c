"""Published offers that are called nearly the same."""

import re
from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from offers.models import Offer

ALIKE: Final = 0.45  # of all trigrams of both: "Deutschkurs A1" and "Deutschkurs A1 in Siegburg" have .5
LONG_WORD: Final = 5  # letters; shorter words are in too many titles
MOST_WORDS: Final = 6
MOST_COMPARED: Final = 2000
_WORD: Final = re.compile(r"\w+")


def similar_titles(title: str, *, besides: int | None = None) -> dict[int, float]:
    """How much of the title each of these offers shares, by its key; the nearest first, 1 for the same title.

    Only offers with one of the longer words, or of the same title, are compared: of very many, not all.
    """
    wanted = trigrams(title)
    words = sorted((word for word in _WORD.findall(title) if len(word) >= LONG_WORD), key=len, reverse=True)
    shares_a_word = Q(title__iexact=title)
    for word in words[:MOST_WORDS]:
        shares_a_word |= Q(title__icontains=word)
    rows = Offer.objects.live().filter(shares_a_word).exclude(pk=besides).order_by("pk")
    shares = _shares(wanted, rows.values_list("pk", "title")[:MOST_COMPARED])
    return dict(sorted(shares.items(), key=lambda pair: -pair[1]))


def _shares(wanted: frozenset[str], rows: Iterable[tuple[int, str]]) -> dict[int, float]:
    return {pk: share for pk, title in rows if (share := _share(wanted, trigrams(title))) >= ALIKE}


def trigrams(text: str) -> frozenset[str]:
    """Each three letters in a row, with the ends of words, as in PostgreSQL's `pg_trgm`."""
    words = (f"  {word} " for word in _WORD.findall(text.casefold()))
    return frozenset(word[start : start + 3] for word in words for start in range(len(word) - 2))


def _share(some: frozenset[str], others: frozenset[str]) -> float:
    """What they have in common, of all that either has (Jaccard); 1 where both are the same."""
    return len(some & others) / len(some | others) if some and others else 0.0
