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


class Cards:
    """The cards of one page, in the active language: each is the same as `build_card` makes."""

    def __init__(self, vocabulary: Vocabulary, now: datetime, near: Circle | None = None) -> None:
        self._vocabulary: Final = vocabulary
        self._now: Final = now
        self._near: Final = near
        self._minute: Final = int(now.timestamp()) // 60
        self._language: Final = get_language()

    def of(self, pk: int, facts: CardFacts) -> Card:
        key = (pk, self._language)
        kept = _kept.get(key)
        if kept and self._is_good(kept, facts):
            return kept.card
        card = build_card(pk, facts, self._vocabulary, self._now, self._near)
        if len(_kept) >= KEPT:
            _kept.clear()
        _kept[key] = _Kept(facts, self._vocabulary, self._near, self._minute, card)
        return card

    def _is_good(self, kept: _Kept, facts: CardFacts) -> bool:
        is_of_now = kept.minute == self._minute and kept.vocabulary is self._vocabulary
        # The first takes no time.
        return is_of_now and kept.near == self._near and (kept.facts is facts or kept.facts == facts)
