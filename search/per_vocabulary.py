"""What is made of the vocabulary is made once, not for every page."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.utils.translation import get_language

from offers.vocabulary import Vocabulary

Made = TypeVar("Made")


def per_vocabulary(make: Callable[[Vocabulary], Made]) -> Callable[[Vocabulary], Made]:
    """Remember what a function makes of a vocabulary, for each language, until there is another one."""
    return _remembering(make, get_language)


def per_vocabulary_alone(make: Callable[[Vocabulary], Made]) -> Callable[[Vocabulary], Made]:
    """The same for what is one and the same in every language."""
    return _remembering(make, lambda: None)


def _remembering(
    make: Callable[[Vocabulary], Made], current_language: Callable[[], str | None]
) -> Callable[[Vocabulary], Made]:
    # One value, so that another thread, with another vocabulary, changes both or neither.
    held: tuple[Vocabulary | None, dict[str | None, Made]] = (None, {})

    @wraps(make)
    def remembered(vocabulary: Vocabulary) -> Made:
        nonlocal held
        made_of, kept = held
        if made_of is not vocabulary:
            kept = {}
            held = (vocabulary, kept)
        language = current_language()
        if language not in kept:
            kept[language] = make(vocabulary)
        return kept[language]

    return remembered
