"""The log of searches in numbers that may be shown: what fewer than three searches share is not."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from offers.enums import OfferLanguage
from offers.vocabulary import Vocabulary
from search.facets import DEFINITIONS, values_of
from search.insights.folding import SMALL
from search.insights.writing import UNKNOWN_LANGUAGE
from search.models import SearchCount
from search.query import FACET_PARAMETERS

Counts = QuerySet[SearchCount]
# Searches that could not look properly say nothing about what is missing.
WITHOUT_RESULTS: Final = Q(results=SearchCount.Results.NONE, is_degraded=False)


@dataclass(frozen=True, slots=True)
class Totals:
    searches: int
    empty: int
    degraded: int
    wishes: int

    def shown(self) -> tuple[tuple[str, str], ...]:
        """What each is called, and its number or share as it may be shown."""
        return (
            (pgettext("Mehrzahl", "Suchen"), shown_number(self.searches)),
            (_("ohne Treffer"), shown_share(self.empty, self.searches)),
            (_("„Das fehlt hier“"), shown_number(self.wishes)),
            (_("während die Suche eingeschränkt lief"), shown_share(self.degraded, self.searches)),
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a table with a bar; `percent` is its share of all searches that the table is about."""

    label: str
    searches: int
    empty: int
    percent: int

    @property
    def empty_share(self) -> str:
        return shown_share(self.empty, self.searches)


def totals_of(counts: Counts) -> Totals:
    found = counts.order_by().aggregate(
        number=_sum("searches"),
        number_empty=_sum("searches", WITHOUT_RESULTS),
        number_degraded=_sum("searches", Q(is_degraded=True)),
        number_wishes=_sum("wishes"),
    )
    return Totals(*found.values())


def most_searched(counts: Counts) -> QuerySet[Any, dict[str, Any]]:
    """Words, whatever the filters beside them, most searched first."""
    return _grouped(counts.exclude(words=""), ["words"], "searches")


def without_results(counts: Counts) -> QuerySet[Any, dict[str, Any]]:
    """Words with their filters that found nothing."""
    return _grouped(counts.filter(WITHOUT_RESULTS), ["words", "filters"], "searches")


def wished_for(counts: Counts) -> QuerySet[Any, dict[str, Any]]:
    """Words with their filters that people said are missing."""
    return _grouped(counts.filter(wishes__gt=0), ["words", "filters"], "wishes")


def by_language(counts: Counts) -> tuple[Bar, ...]:
    """In which languages people write; searches by filters alone have none."""
    rows = counts.exclude(words_language="").order_by().values_list("words_language")
    return _bars((language_label(code), searches, empty) for code, searches, empty in _summed(rows))


def by_municipality(counts: Counts, known: Vocabulary) -> tuple[Bar, ...]:
    """For which places people search; one for two of them counts for both."""
    searches: Counter[str] = Counter()
    empty: Counter[str] = Counter()
    rows = counts.filter(filters__contains=f"{FACET_PARAMETERS['municipalities']}=")
    for filters, number, number_empty in _summed(rows.order_by().values_list("filters")):
        for ags in parse_qs(filters).get(FACET_PARAMETERS["municipalities"], ()):
            searches[ags] += number
            empty[ags] += number_empty
    return _bars((known.municipalities.get(ags, ags), searches[ags], empty[ags]) for ags in searches)


def shown_number(number: int) -> str:
    """1 and 2 are not told: they could be one person."""
    return _("unter %(number)d") % {"number": SMALL} if 0 < number < SMALL else str(number)


def shown_share(part: int, whole: int) -> str:
    """As a number where the share would tell a small one, and never 0 % where there are some."""
    if 0 < part < SMALL:
        return shown_number(part)
    percent = _percent(part, whole)
    return _("unter 1 Prozent") if part and not percent else f"{percent} %"


def language_label(code: str) -> str:
    if code == UNKNOWN_LANGUAGE:
        return _("andere Schrift")
    return str(OfferLanguage(code).label) if code in OfferLanguage.values else code


def filters_label(filters: str, known: Vocabulary) -> str:
    """The filters of a row as their chips call them: "Hennef (Sieg) · kostenlos"."""
    chosen = parse_qs(filters)
    return " · ".join(
        label
        for definition in DEFINITIONS
        for label in _labels(chosen.get(definition.parameter, ()), values_of(definition, known))
    )


def _labels(codes: Iterable[str], values: dict[str, Any]) -> Iterator[str]:
    yield from (values[code].label if code in values else code for code in codes)


def _grouped(counts: Counts, fields: list[str], ranked_by: str) -> QuerySet[Any, dict[str, Any]]:
    sums = {
        "number": _sum("searches"),
        "number_empty": _sum("searches", WITHOUT_RESULTS),
        "number_wishes": _sum("wishes"),
    }
    by = "number_wishes" if ranked_by == "wishes" else "number"
    groups = counts.order_by().values(*fields).annotate(**sums)
    return groups.filter(**{f"{by}__gte": SMALL}).order_by(f"-{by}", *fields)


def _summed(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.annotate(number=_sum("searches"), number_empty=_sum("searches", WITHOUT_RESULTS))


def _sum(field: str, condition: Q | None = None) -> Coalesce:
    return Coalesce(Sum(field, filter=condition), 0)


def _bars(rows: Iterable[tuple[str, int, int]]) -> tuple[Bar, ...]:
    found = sorted((row for row in rows if row[1] >= SMALL), key=lambda row: (-row[1], row[0]))
    whole = sum(searches for _label, searches, _empty in found)
    return tuple(Bar(label, searches, empty, _percent(searches, whole)) for label, searches, empty in found)


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0
