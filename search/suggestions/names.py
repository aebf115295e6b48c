"""What filters and places are called, in every language: by vocabularies, by editors, by postcode."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from offers.enums import OfferLanguage
from offers.vocabulary import Entry, Vocabulary
from search.facets import DEFINITIONS, values_of
from search.models import SynonymSet
from search.per_vocabulary import per_vocabulary
from search.query import FACET_OF
from search.text.beginnings import Beginnings
from search.text.compounds import Lexicon
from search.text.filter_words import PLACES, place_phrases
from search.thesaurus import UNTELLING


@dataclass(frozen=True, slots=True)
class Name:
    """What a value of a facet is called: its label in a language, or another word for it.

    `language` is "" where nobody knows it.
    """

    facet: str
    code: str
    phrase: str
    language: str
    is_label: bool = True


@per_vocabulary
def names_of_filters(known: Vocabulary) -> Beginnings[Name]:
    named = [*_names_of_terms(known), *_names_kept_by_editors(known), *_names_of_others(known)]
    return Beginnings(((name.phrase, name) for name in named), Lexicon().all_parts)


@per_vocabulary
def names_of_places(known: Vocabulary) -> Beginnings[Name]:
    """Towns by their names, by what they are called in other languages, and by their postcodes."""
    named = [Name(PLACES, ags, name, OfferLanguage.GERMAN) for ags, name in known.municipalities.items()]
    for spelled, phrase in place_phrases(known.municipalities):
        if phrase.is_base:
            # In one word: the second half of a name is no name, as "dorf" in "Trois dorf".
            named += [Name(PLACES, ags, "".join(spelled), "", is_label=False) for ags in phrase.values]
    for code, area in known.postcodes.items():
        named += [Name(PLACES, ags, code, "", is_label=False) for ags in area.municipalities]
    return Beginnings((name.phrase, name) for name in named)


def _names_of_terms(known: Vocabulary) -> Iterator[Name]:
    for taxonomy, facet in FACET_OF.items():
        for entry in known.entries(taxonomy):
            if (taxonomy, entry.code) not in UNTELLING:
                yield from _names_of(facet, entry)


def _names_of(facet: str, entry: Entry) -> Iterator[Name]:
    for language, label in entry.labels.items():
        yield Name(facet, entry.code, label, language)
    for language, phrases in entry.synonyms.items():
        for phrase in phrases:
            yield Name(facet, entry.code, phrase, language, is_label=False)


def _names_kept_by_editors(known: Vocabulary) -> Iterator[Name]:
    """What editors say means the same as a term; nobody says in which language."""
    for kept in SynonymSet.objects.in_use():
        term = kept.term
        facet = FACET_OF.get(term.taxonomy.code) if term else None
        if term and facet and term.code in known.terms.get(term.taxonomy.code, {}):
            yield from (Name(facet, term.code, word, "", is_label=False) for word in kept.phrases)


def _names_of_others(known: Vocabulary) -> Iterator[Name]:
    """Values that are no terms have labels in the language of the page only."""
    language = get_language() or OfferLanguage.GERMAN
    for definition in DEFINITIONS:
        if definition.name not in FACET_OF.values() and definition.name != PLACES:
            for value in values_of(definition, known).values():
                yield Name(definition.name, value.code, value.label, language)
