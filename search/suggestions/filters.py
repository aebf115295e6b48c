"""Filters that somebody may be about to type, in whatever language: topics, target groups, places, costs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language

from offers.enums import OfferLanguage, TaxonomyCode
from offers.vocabulary import Entry, Vocabulary
from search.engines.base import Counts
from search.facets import DEFINITIONS, url_of, values_of
from search.per_vocabulary import per_vocabulary
from search.query import SearchQuery
from search.suggestions.typed import Match, matches
from search.suggestions.values import Suggestion
from search.text.beginnings import Beginnings
from search.text.compounds import Lexicon
from search.text.normalise import fold, words
from search.thesaurus import UNTELLING

PLACES: Final = "municipalities"
FOREIGN: Final = 2  # by so much a name in another language fits worse: "Kurs" begins words in many
TAXONOMIES: Final[Mapping[str, str]] = {
    "topics": TaxonomyCode.TOPIC,
    "target_groups": TaxonomyCode.TARGET_GROUP,
    "languages": TaxonomyCode.LANGUAGE,
    "kinds": TaxonomyCode.KIND,
}


@dataclass(frozen=True, slots=True)
class Name:
    """What a value of a facet is called: its label in a language, or another word for it."""

    facet: str
    code: str
    phrase: str
    language: str
    is_label: bool = True


def suggest_filters(query: SearchQuery, known: Vocabulary, counts: Counts | None) -> Iterator[Suggestion]:
    """The values of facets, the best fit first; what is known to give nothing is left out."""
    return _suggest(query, known, counts, _names_of_filters(known))


def suggest_places(query: SearchQuery, known: Vocabulary, counts: Counts | None) -> Iterator[Suggestion]:
    return _suggest(query, known, counts, _names_of_places(known))


def _suggest(
    query: SearchQuery, known: Vocabulary, counts: Counts | None, names: Beginnings[Name]
) -> Iterator[Suggestion]:
    found = [match for match in matches(query.text, names) if _count(match.value, counts) != 0]
    taken: set[tuple[str, str]] = set()
    for match in sorted(found, key=lambda match: _order(match, counts)):
        name = match.value
        if (name.facet, name.code) not in taken and name.code not in getattr(query, name.facet):
            taken.add((name.facet, name.code))
            yield _suggestion(match, query, known, _count(name, counts))


def _count(name: Name, counts: Counts | None) -> int | None:
    """How many offers it would give; None where that is not known."""
    return None if counts is None else counts.get(name.facet, {}).get(name.code, 0)


def _order(match: Match[Name], counts: Counts | None) -> tuple[int, bool, bool, int]:
    """What fits, in the reader's language, by its proper name, with many offers."""
    name = match.value
    is_foreign = name.language != get_language()
    fit = match.fit + FOREIGN if is_foreign else match.fit
    return fit, is_foreign, not name.is_label, -(_count(name, counts) or 0)


def _suggestion(match: Match[Name], query: SearchQuery, known: Vocabulary, count: int | None) -> Suggestion:
    name = match.value
    definition = next(definition for definition in DEFINITIONS if definition.name == name.facet)
    value = values_of(definition, known)[name.code]
    narrowed = query.replace(text=match.before, **{name.facet: (*getattr(query, name.facet), name.code)})
    is_place, language = name.facet == PLACES, OfferLanguage(name.language)
    is_other_word = _letters(name.phrase) != _letters(value.label)
    return Suggestion(
        url=reverse("search:results") + url_of(narrowed),
        label=value.label,
        before=match.before,
        hint=name.phrase if is_other_word else "" if is_place else str(definition.label),
        hint_language=language.html_code if is_other_word else "",
        hint_direction=language.direction if is_other_word else "",
        icon=value.icon or ("place" if is_place else "filter"),
        count=None if match.before else count,
    )


def _letters(phrase: str) -> str:
    return " ".join(fold(word) for word in words(phrase))


@per_vocabulary
def _names_of_filters(known: Vocabulary) -> Beginnings[Name]:
    named = [*_names_of_terms(known), *_names_of_others(known)]
    return Beginnings(((name.phrase, name) for name in named), Lexicon().all_parts)


@per_vocabulary
def _names_of_places(known: Vocabulary) -> Beginnings[Name]:
    towns = known.municipalities.items()
    return Beginnings((name, Name(PLACES, ags, name, OfferLanguage.GERMAN)) for ags, name in towns)


def _names_of_terms(known: Vocabulary) -> Iterator[Name]:
    for facet, taxonomy in TAXONOMIES.items():
        for entry in known.entries(taxonomy):
            if (taxonomy, entry.code) not in UNTELLING:
                yield from _names_of(facet, entry)


def _names_of(facet: str, entry: Entry) -> Iterator[Name]:
    for language, label in entry.labels.items():
        yield Name(facet, entry.code, label, language)
    for language, phrases in entry.synonyms.items():
        for phrase in phrases:
            yield Name(facet, entry.code, phrase, language, is_label=False)


def _names_of_others(known: Vocabulary) -> Iterator[Name]:
    """Values that are no terms have labels in the language of the page only."""
    language = get_language() or OfferLanguage.GERMAN
    for definition in DEFINITIONS:
        if definition.name not in TAXONOMIES and definition.name != PLACES:
            for value in values_of(definition, known).values():
                yield Name(definition.name, value.code, value.label, language)
