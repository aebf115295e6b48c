"""Published offers with nearly the same title, as a hint to who is about to enter one."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from offers.door.hints import Hint, hints_for
from offers.door.plain_text import to_text
from offers.door.same_provider import nearest
from offers.enums import OfferLanguage
from offers.models import Offer

LONG_WORD: Final = 5  # letters; shorter words are in too many titles
MOST_WORDS: Final = 6
MOST_COMPARED: Final = 500


def all_hints(texts: Mapping[str, str], *, besides: int | None) -> list[Hint]:
    """About the words, and about offers like it; `besides` is the key of the one that is written."""
    similar = similar_offers(texts.get("title", ""), besides=besides)
    found = hints_for(texts)
    if not similar:
        return found
    links = tuple((offer.title, offer.get_absolute_url()) for offer in similar)
    return [*found, Hint("title", _("Gibt es das schon? Im Verzeichnis steht:"), links)]


def hints_of(offer: Offer) -> list[Hint]:
    """The same about what was written."""
    words = offer.words_in(OfferLanguage.GERMAN)
    if words is None:
        return []
    texts = {"title": words.title, "summary": words.summary, "description": to_text(words.description)}
    return all_hints(texts, besides=offer.pk)


def similar_offers(title: str, *, besides: int | None = None) -> list[Offer]:
    """The nearest first."""
    long_words = sorted((word for word in title.split() if len(word) >= LONG_WORD), key=len, reverse=True)
    if not long_words:
        return []
    shares_a_word = Q(pk__in=())
    for word in long_words[:MOST_WORDS]:
        shares_a_word |= Q(title__icontains=word)
    current = Offer.objects.current().filter(shares_a_word).exclude(pk=besides)
    rows = current.order_by("pk").values_list("pk", "title")[:MOST_COMPARED]
    kept = nearest(title, rows)
    offers = Offer.objects.in_bulk(kept)
    return [offers[pk] for pk in kept]
