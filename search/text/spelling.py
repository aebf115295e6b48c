"""Whether one word is another one misspelt."""

from functools import lru_cache
from typing import Final

from search.text.normalise import fold

ONE_LETTER_WRONG: Final = 4  # letters that a word has at least, to be taken for a misspelt one
TWO_LETTERS_WRONG: Final = 8


def mistakes_allowed(word: str) -> int:
    """How many letters of a word of this length may be wrong, missing, too many or swapped."""
    return 0 if len(word) < ONE_LETTER_WRONG else 1 if len(word) < TWO_LETTERS_WRONG else 2


def is_misspelt(word: str, meant: str) -> bool:
    """Whether folded `word` is within the mistakes allowed of folded `meant`."""
    return mistakes(word, meant) is not None


def mistakes(word: str, meant: str) -> int | None:
    """How many mistakes there are in folded `word` if folded `meant` was meant; None if more than allowed.

    Counted is the optimal string alignment distance: insertions, deletions, replacements, and swaps of
    neighbours (Damerau 1964, without edits of what was swapped).
    """
    limit = mistakes_allowed(word)
    if (
        abs(len(word) - len(meant)) > limit
        or len(_pairs(word) & _pairs(meant)) < len(_pairs(word)) - 3 * limit
    ):
        return None
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(word, 1):
        previous, row = row, [i]
        for j, other in enumerate(meant, 1):
            cost = min(row[-1] + 1, previous[j] + 1, previous[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and word[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return None
        before = previous
    return row[-1] if row[-1] <= limit else None


def likeness(word: str, meant: str) -> float:
    """The share of pairs of neighbouring letters that folded words share, from 0 to 1 (Dice 1945)."""
    shared = len(_pairs(word) & _pairs(meant))
    return 2 * shared / (len(_pairs(word)) + len(_pairs(meant)))


@lru_cache(maxsize=65_536)
def _pairs(word: str) -> frozenset[str]:
    """The pairs of neighbouring letters: one mistake spoils three at most, so most words are ruled out."""
    marked = f"_{fold(word)}_"
    return frozenset(marked[start : start + 2] for start in range(len(marked) - 1))
