"""The facets of the directory: their names, the values they know, and how a page shows them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offers.enums import GermanLevel, TaxonomyCode, Weekday
from offers.page_addresses import address_of_view
from offers.vocabulary import Vocabulary
from search.per_vocabulary import per_vocabulary
from search.query import FACET_PARAMETERS, SearchQuery
from search.results import Chip, Facet, Tree, Value


@dataclass(frozen=True, slots=True)
class Definition:
    """A facet: how it is called, and which values it has, in order."""

    name: str
    label: str | Promise
    values: Callable[[Vocabulary], tuple[Value, ...]]

    @property
    def parameter(self) -> str:
        return FACET_PARAMETERS[self.name]


COSTS: Final = {
    "free": _("kostenlos"),
    "reduced": _("Ermäßigung möglich"),
    "paid": _("kostet etwas"),
}
TIMES: Final = {
    **{day.value.lower(): day.label for day in Weekday},
    "morning": _("vormittags"),
    "afternoon": _("nachmittags"),
    "evening": _("abends"),
}
ATTRIBUTES: Final = {
    "childcare": (_("mit Kinderbetreuung"), "childcare"),
    "women_only": (_("nur für Frauen"), "woman"),
    "barrier_free": (_("barrierefrei"), "wheelchair"),
    "online": (_("online"), "online"),
}


def _terms(taxonomy: str) -> Callable[[Vocabulary], tuple[Value, ...]]:
    def values(vocabulary: Vocabulary) -> tuple[Value, ...]:
        entries = vocabulary.entries(taxonomy)
        return tuple(Value(entry.code, entry.label(), entry.icon, entry.parent) for entry in entries)

    return values


def _municipalities(vocabulary: Vocabulary) -> tuple[Value, ...]:
    return tuple(Value(ags, name) for ags, name in vocabulary.municipalities.items())


def _fixed(labels: Mapping[str, object]) -> Callable[[Vocabulary], tuple[Value, ...]]:
    return lambda _vocabulary: tuple(Value(code, str(label)) for code, label in labels.items())


def _attributes(_vocabulary: Vocabulary) -> tuple[Value, ...]:
    return tuple(Value(code, str(label), icon) for code, (label, icon) in ATTRIBUTES.items())


DEFINITIONS: Final = (
    Definition("topics", _("Thema"), _terms(TaxonomyCode.TOPIC)),
    Definition("municipalities", _("Stadt oder Gemeinde"), _municipalities),
    Definition("target_groups", _("Für wen"), _terms(TaxonomyCode.TARGET_GROUP)),
    Definition("languages", _("Gesprochene Sprache"), _terms(TaxonomyCode.LANGUAGE)),
    Definition("levels", _("Deutsch-Niveau"), _fixed(dict(GermanLevel.choices))),
    Definition("kinds", _("Art des Angebots"), _terms(TaxonomyCode.KIND)),
    Definition("costs", _("Kosten"), _fixed(COSTS)),
    Definition("times", _("Wochentag und Tageszeit"), _fixed(TIMES)),
    Definition("attributes", _("Besonderes"), _attributes),
)


@per_vocabulary
def _values_of_all(vocabulary: Vocabulary) -> dict[str, dict[str, Value]]:
    return {
        definition.name: {value.code: value for value in definition.values(vocabulary)}
        for definition in DEFINITIONS
    }


def values_of(definition: Definition, vocabulary: Vocabulary) -> dict[str, Value]:
    """The values of a facet by their codes, in order, with labels in the active language."""
    return _values_of_all(vocabulary)[definition.name]


@per_vocabulary
def _trees(vocabulary: Vocabulary) -> dict[str, Tree]:
    """The values of each facet with those below them, in order."""
    return {name: _tree(tuple(values.values())) for name, values in _values_of_all(vocabulary).items()}


def _tree(values: tuple[Value, ...]) -> Tree:
    codes = {value.code for value in values}
    below: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        below[value.parent if value.parent in codes else ""].append(value)

    def grow(parent: str) -> Tree:
        return tuple((value, grow(value.code) if value.code in below else ()) for value in below[parent])

    return grow("")


@per_vocabulary
def _labels(_vocabulary: Vocabulary) -> dict[str, str]:
    """What each facet is called in the active language."""
    return {definition.name: str(definition.label) for definition in DEFINITIONS}


def build_facets(
    query: SearchQuery, counts: Mapping[str, Mapping[str, int]], vocabulary: Vocabulary
) -> tuple[Facet, ...]:
    trees = _trees(vocabulary)
    return tuple(
        [
            Facet(
                name, FACET_PARAMETERS[name], label, trees[name], counts.get(name, {}), getattr(query, name)
            )
            for name, label in _labels(vocabulary).items()
        ]
    )


def build_chips(query: SearchQuery, vocabulary: Vocabulary) -> tuple[Chip, ...]:
    """One chip for each value in use, in the order of the facets."""
    labels = _labels(vocabulary)
    return tuple(
        [
            Chip(value.label, labels[definition.name], f"?{query.spell_without(definition.name, value.code)}")
            for definition in DEFINITIONS
            for value in chosen_values(definition, query, vocabulary)
        ]
    )


def chosen_values(definition: Definition, query: SearchQuery, vocabulary: Vocabulary) -> tuple[Value, ...]:
    """The values of a facet that a search uses; one that is not known (any more) is called by its code."""
    chosen = getattr(query, definition.name)
    if not chosen:
        return ()
    known = values_of(definition, vocabulary)
    return tuple(known.get(code, Value(code, code)) for code in chosen)


def directory_url(query: SearchQuery, view: str = "search:results") -> str:
    """The whole address of a search, or of another view of it."""
    spelled = query.to_querystring()
    address = address_of_view(view)
    return f"{address}?{spelled}" if spelled else address


def url_of(query: SearchQuery) -> str:
    """The address of a search, relative to the directory."""
    return f"?{query.to_querystring()}"
