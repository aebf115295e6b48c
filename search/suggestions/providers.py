"""Providers whose names somebody may be about to type."""

import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db.models import Exists, OuterRef

from offers.models import Offer, Provider
from search.query import SearchQuery
from search.suggestions.typed import matches
from search.suggestions.values import Suggestion
from search.text.beginnings import Beginnings

KEPT: Final = 600  # seconds until a new provider is suggested; one that is gone or renamed is seen at once
MOST_NAMES: Final = 20_000
CANDIDATES: Final = 8

_KEY: Final = "search.names_of_providers"
_reading: Final = threading.Lock()


Row = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of providers with their keys, as they were read under a stamp."""

    stamp: str
    rows: tuple[Row, ...]
    beginnings: Beginnings[int]


_held: Names | None = None


def suggest_providers(query: SearchQuery) -> Iterator[Suggestion]:
    """Those that have offers now, by the names they have now."""
    found = sorted(matches(query.text, _names()), key=lambda match: match.fit)
    pks = list(dict.fromkeys(match.value for match in found if not match.before))[:CANDIDATES]
    current = {provider.pk: provider for provider in _with_offers(pks)} if pks else {}
    for pk in pks:
        if provider := current.get(pk):
            yield Suggestion(url=provider.get_absolute_url(), label=provider.name, icon="people")


def _with_offers(pks: list[int]) -> list[Provider]:
    offers = Offer.objects.current().filter(provider=OuterRef("pk"))
    return list(Provider.objects.live().filter(Exists(offers), pk__in=pks).only("pk", "name"))


def _names() -> Beginnings[int]:
    """Read with one query, and kept while the cache knows the stamp they were read under."""
    global _held
    held, stamp = _held, cache.get(_KEY)
    if held is not None and stamp == held.stamp:
        return held.beginnings
    with _reading:
        rows = tuple(Provider.objects.live().order_by("pk").values_list("name", "pk")[:MOST_NAMES])
        # Names seldom change: what was made of the same ones serves on.
        beginnings = held.beginnings if held and held.rows == rows else Beginnings(rows)
        _held = Names(stamp or uuid.uuid4().hex, rows, beginnings)
        cache.set(_KEY, _held.stamp, KEPT)
    return beginnings
