"""Labels of terms and names of municipalities, held in the cache so that a page need not ask for them.

A change is seen at once by the process that made it, by the others within the cache's time-out.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils.translation import get_language

from offers.enums import OfferLanguage, TaxonomyCode
from offers.geo import Point, point_of

if TYPE_CHECKING:
    from offers.models import Municipality, Term

_KEY = "offers.vocabulary"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of a vocabulary: its stable code, place in the tree, labels and synonyms by language."""

    code: str
    taxonomy: str
    parent: str
    icon: str
    labels: dict[str, str]
    synonyms: dict[str, tuple[str, ...]]

    def label(self, language: str | None = None) -> str:
        language = language or get_language() or OfferLanguage.GERMAN
        return self.labels.get(language) or self.labels.get(OfferLanguage.GERMAN) or self.code


@dataclass(frozen=True, slots=True)
class PostcodeArea:
    """The municipalities (AGS) that a postcode is of, and its centre."""

    municipalities: tuple[str, ...]
    centre: Point | None


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity: by content it takes long
class Vocabulary:
    """Every term by vocabulary and code, in order, and the name of each municipality by its AGS key.

    `centres` are those of the municipalities that have one, `postcodes` the areas of the county's postcodes.
    """

    terms: dict[str, dict[str, Entry]]
    municipalities: dict[str, str]
    centres: dict[str, Point] = field(default_factory=dict)
    postcodes: dict[str, PostcodeArea] = field(default_factory=dict)

    def entries(self, taxonomy: str) -> Iterable[Entry]:
        return self.terms.get(taxonomy, {}).values()

    def label(self, taxonomy: str, code: str, language: str | None = None) -> str:
        """The label of a term; "" where there is none, or none that is published (any more)."""
        entry = self.terms.get(taxonomy, {}).get(code)
        return entry.label(language) if entry else ""

    def labels(self, taxonomy: str, codes: Iterable[str], language: str | None = None) -> tuple[str, ...]:
        """Those of terms that are published."""
        return tuple(filter(None, [self.label(taxonomy, code, language) for code in codes]))

    def with_children(self, code: str) -> frozenset[str]:
        """A topic and the topics below it."""
        below = (entry.code for entry in self.entries(TaxonomyCode.TOPIC) if entry.parent == code)
        return frozenset((code, *below))


_held: tuple[str, Vocabulary] | None = None
_drafted: ContextVar[Vocabulary | None] = ContextVar("drafted vocabulary", default=None)


def vocabulary() -> Vocabulary:
    """The vocabulary as it is now: what this process holds, else read with four queries.

    The cache holds only a stamp. While that is the one the vocabulary was read under, every caller gets
    the same object, so it costs no unpickling and may be compared by identity.
    """
    global _held
    if drafted := _drafted.get():
        return drafted
    held, stamp = _held, cache.get(_KEY)
    if held is None or stamp is None or held[0] != stamp:
        stamp = stamp or uuid.uuid4().hex
        held = _held = (stamp, _load())
        cache.set(_KEY, stamp)
    return held[1]


def forget() -> None:
    cache.delete(_KEY)


@contextmanager
def vocabulary_with(*, term: "Term | None" = None, town: "Municipality | None" = None) -> Iterator[None]:
    """While it lasts, and for this thread only, the vocabulary has a draft in place of what is live."""
    token = _drafted.set(_load(term, town))
    try:
        yield
    finally:
        _drafted.reset(token)


def _load(draft: "Term | None" = None, town: "Municipality | None" = None) -> Vocabulary:
    terms: dict[str, dict[str, Entry]] = {code: {} for code in TaxonomyCode.values}
    for term in _terms_with(draft):
        terms[term.taxonomy.code][term.code] = _entry(term)
    towns = _towns_with(town)
    return Vocabulary(
        terms=terms,
        municipalities={town.ags: town.name for town in towns},
        centres={town.ags: point for town in towns if (point := point_of(town))},
        postcodes=_postcodes_of(towns),
    )


def _terms_with(draft: "Term | None") -> "list[Term]":
    from offers.models import Term

    live = Term.objects.filter(live=True).select_related("taxonomy", "parent").prefetch_related("labels")
    if draft is None:
        return list(live.order_by("taxonomy_id", "sort_order", "code"))
    terms = [*live.exclude(pk=draft.pk), draft]
    return sorted(terms, key=lambda term: (term.taxonomy_id, term.sort_order, term.code))


def _towns_with(draft: "Municipality | None") -> "list[Municipality]":
    from offers.models import Municipality

    live = Municipality.objects.filter(live=True).without_county()
    if draft is None or draft.is_county:
        return list(live.order_by("name"))
    return sorted([*live.exclude(pk=draft.pk), draft], key=lambda town: town.name)


def _postcodes_of(towns: "list[Municipality]") -> dict[str, PostcodeArea]:
    from offers.models import Postcode

    keys = {town.pk: town.ags for town in towns}
    areas: dict[str, PostcodeArea] = {}
    for row in Postcode.objects.filter(municipality__in=keys).order_by("code", "pk"):
        known = areas.get(row.code, PostcodeArea((), point_of(row)))
        areas[row.code] = PostcodeArea((*known.municipalities, keys[row.municipality_id]), known.centre)
    return areas


def _entry(term: "Term") -> Entry:
    labels = list(term.labels.all())
    return Entry(
        code=term.code,
        taxonomy=term.taxonomy.code,
        parent=term.parent.code if term.parent else "",
        icon=term.icon,
        labels={row.language: row.label for row in labels},
        synonyms={row.language: tuple(row.synonym_list) for row in labels if row.synonyms},
    )
