"""Labels of terms and names of municipalities, held in the cache so that a page need not ask for them.

A change is seen at once by the process that made it, by the others within the cache's time-out.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language

from offers.enums import OfferLanguage, TaxonomyCode

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
class Vocabulary:
    """Every term by vocabulary and code, in order, and the name of each municipality by its AGS key."""

    terms: dict[str, dict[str, Entry]]
    municipalities: dict[str, str]

    def entries(self, taxonomy: str) -> Iterable[Entry]:
        return self.terms.get(taxonomy, {}).values()

    def label(self, taxonomy: str, code: str, language: str | None = None) -> str:
        """The label of a term, its code when there is no such term."""
        entry = self.terms.get(taxonomy, {}).get(code)
        return entry.label(language) if entry else code

    def with_children(self, code: str) -> frozenset[str]:
        """A topic and the topics below it."""
        below = (entry.code for entry in self.entries(TaxonomyCode.TOPIC) if entry.parent == code)
        return frozenset((code, *below))


_held: tuple[str, Vocabulary] | None = None


def vocabulary() -> Vocabulary:
    """The vocabulary as it is now: what this process holds, else read with three queries.

    The cache holds only a stamp. While that is the one the vocabulary was read under, every caller gets
    the same object, so it costs no unpickling and may be compared by identity.
    """
    global _held
    held, stamp = _held, cache.get(_KEY)
    if held is None or stamp is None or held[0] != stamp:
        stamp = stamp or uuid.uuid4().hex
        held = _held = (stamp, _load())
        cache.set(_KEY, stamp)
    return held[1]


def forget() -> None:
    cache.delete(_KEY)


def _load() -> Vocabulary:
    from offers.models import Municipality, Term

    terms: dict[str, dict[str, Entry]] = {code: {} for code in TaxonomyCode.values}
    rows = Term.objects.filter(live=True).select_related("taxonomy", "parent").prefetch_related("labels")
    for term in rows.order_by("taxonomy_id", "sort_order", "code"):
        labels = list(term.labels.all())
        terms[term.taxonomy.code][term.code] = Entry(
            code=term.code,
            taxonomy=term.taxonomy.code,
            parent=term.parent.code if term.parent else "",
            icon=term.icon,
            labels={row.language: row.label for row in labels},
            synonyms={row.language: tuple(row.synonym_list) for row in labels if row.synonyms},
        )
    towns = Municipality.objects.filter(live=True).without_county().order_by("name")
    return Vocabulary(terms=terms, municipalities=dict(towns.values_list("ags", "name")))
