"""Published offers with nearly the same title, as a hint to who is about to enter one."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from offers.door.hints import Hint, hints_for
from offers.door.plain_text import to_text
from offers.enums import OfferLanguage
from offers.models import Offer
from offers.similar_titles import similar_titles

MOST_SHOWN: Final = 4


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
    keys = list(similar_titles(title, besides=besides))
    current = Offer.objects.current().in_bulk(keys)
    return [current[pk] for pk in keys if pk in current][:MOST_SHOWN]
