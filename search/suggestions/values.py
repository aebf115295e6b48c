"""What is suggested, as values that a template shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

MOST: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One line of the list; choosing it leads to `url`.

    `before` are words already typed that are kept beside it. `hint` says more; `hint_language` is "" where
    it is in the language of the page. `count` is the number of offers, None where it is not known.
    """

    url: str
    label: str
    language: str = ""
    direction: str = ""
    before: str = ""
    hint: str = ""
    hint_language: str = ""
    hint_direction: str = ""
    icon: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions of one kind; `code` tells the kinds apart."""

    code: str
    label: str
    suggestions: tuple[Suggestion, ...]


def share_out(groups: Sequence[Group], most: int = MOST) -> tuple[Group, ...]:
    """`most` of all suggestions: the best of each kind, then the second best of each, and so on."""
    rounds = zip_longest(*(range(len(group.suggestions)) for group in groups))
    turns = [number for turn in rounds for number, place in enumerate(turn) if place is not None][:most]
    shown = (
        Group(group.code, group.label, group.suggestions[: turns.count(number)])
        for number, group in enumerate(groups)
    )
    return tuple(group for group in shown if group.suggestions)


def number_of(groups: Iterable[Group]) -> int:
    return sum(len(group.suggestions) for group in groups)
