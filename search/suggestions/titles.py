"""Offers whose titles somebody may be about to type, in any language that they have words in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language

from offers.enums import OfferLanguage
from search.card_facts import CardFacts
from search.cards import language_shown
from search.engines.base import EngineHit
from search.suggestions.values import Suggestion
from search.text.beginnings import count_beginnings
from search.text.normalise import fold, normalise, words

TELLING: Final = 3  # letters: a shorter word at the end begins too much to do without the words before it


def suggest_titles(text: str, hits: Iterable[EngineHit]) -> Iterator[Suggestion]:
    """Titles with as much of what was typed as any has; of the same title with the same provider, one."""
    found = sorted((_read(text, hit) for hit in hits), key=_order)
    best = found[0].count if found else 0
    typed = words(text)
    is_enough = best == len(typed) or len(typed) == 1 or len(typed[-1]) >= TELLING
    taken: set[tuple[str, str]] = set()
    for title in found if is_enough else ():
        key = (title.words, title.card.provider_name)
        if title.count == best and key not in taken:
            taken.add(key)
            yield _suggestion(title)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an offer in one language, and how many of the words typed are in it."""

    pk: int
    card: CardFacts
    language: str
    count: int
    begins: bool

    @property
    def words(self) -> str:
        return self.card.words[self.language][0]


def _read(text: str, hit: EngineHit) -> Title:
    """In the language that has most of what was typed: that of its page, if nothing tells."""
    usual = _language_shown(hit.card)
    counted = {
        language: count_beginnings(text, title) for language, (title, _summary) in hit.card.words.items()
    }
    language = max([usual, *counted], key=counted.__getitem__)
    begins = fold(normalise(hit.card.words[language][0])).startswith(fold(normalise(text)))
    return Title(hit.pk, hit.card, language, counted[language], begins)


def _order(title: Title) -> tuple[int, bool, bool]:
    return -title.count, title.language != _language_shown(title.card), not title.begins


def _language_shown(card: CardFacts) -> str:
    return language_shown(card, get_language() or OfferLanguage.GERMAN)


def _suggestion(title: Title) -> Suggestion:
    card, spoken = title.card, OfferLanguage(title.language)
    address = reverse("offers:detail", args=[title.pk, card.slug])
    town = card.towns[0] if len(card.towns) == 1 else ""
    return Suggestion(
        url=address if title.language == _language_shown(card) else f"{address}?worte={title.language}",
        label=title.words,
        language=spoken.html_code,
        direction=spoken.direction,
        hint=", ".join(filter(None, [card.provider_name, town])),
        icon="arrow",
    )
