"""Cards that were built a moment ago: the same offers are shown again and again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import get_language

from offers.geo import Circle
from offers.vocabulary import Vocabulary
from search.card_facts import CardFacts
from search.cards import build_card
from search.results import Card

KEPT: Final = 4096  # cards, of some five kilobytes each


@dataclass(frozen=True, slots=True)
class _Kept:
    """A card and what it was made of. A card says what happens now, so it holds for a minute."""

    facts: CardFacts
    vocabulary: Vocabulary
    near: Circle | None
    minute: int
    card: Card


_kept: Final[dict[tuple[int, str | None], _Kept]] = {}


def card_of(
    pk: int, facts: CardFacts, vocabulary: Vocabulary, now: datetime, near: Circle | None = None
) -> Card:
    """The same as `build_card`."""
    key, minute = (pk, get_language()), int(now.timestamp()) // 60
    kept = _kept.get(key)
    if kept and _is_good(kept, facts, vocabulary, near, minute):
        return kept.card
    card = build_card(pk, facts, vocabulary, now, near)
    if len(_kept) >= KEPT:
        _kept.clear()
    _kept[key] = _Kept(facts, vocabulary, near, minute, card)
    return card


def _is_good(kept: _Kept, facts: CardFacts, vocabulary: Vocabulary, near: Circle | None, minute: int) -> bool:
    is_of_now = kept.minute == minute and kept.vocabulary is vocabulary and kept.near == near
    return is_of_now and (kept.facts is facts or kept.facts == facts)  # the first takes no time
