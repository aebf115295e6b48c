"""Where the words of an offer are read in its other languages: the same links on its page and its card."""

from collections.abc import Iterable
from dataclasses import dataclass

from offers.enums import OfferLanguage


@dataclass(frozen=True, slots=True)
class WordsLink:
    """The same offer with its words in another language, which is called by its own name."""

    code: str
    name: str
    url: str
    is_current: bool
    direction: str


def words_links(languages: Iterable[str], *, address: str, shown: str) -> tuple[WordsLink, ...]:
    """Links to the words in `languages` on the page at `address`, in the order of `OfferLanguage`."""
    there = set(languages)
    return tuple(
        WordsLink(
            code=language.html_code,
            name=str(language.label),
            url=f"{address}?worte={language.value}",
            is_current=language.value == shown,
            direction=language.direction,
        )
        for language in OfferLanguage
        if language.value in there
    )
