"""What is made of the vocabulary is made once, not for every page."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.utils.translation import get_language

from offers.vocabulary import Vocabulary

Made = TypeVar("Made")


def per_vocabulary(make: Callable[[Vocabulary], Made]) -> Callable[[Vocabulary], Made]:
    """Remember what a function makes of a vocabulary, for each language, until there is another one."""
    made_of: Vocabulary | None = None
    made: dict[str | None, Made] = {}

    @wraps(make)
    def remembered(vocabulary: Vocabulary) -> Made:
        nonlocal made_of, made
        if made_of is not vocabulary:
            made_of, made = vocabulary, {}
        kept, language = made, get_language()
        if language not in kept:
            kept[language] = make(vocabulary)
        return kept[language]

    return remembered
