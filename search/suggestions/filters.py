"""Filters that somebody may be about to type, in whatever language: topics, target groups, places, costs."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import get_language

from offers.enums import OfferLanguage
from offers.vocabulary import Vocabulary
from search.engines.base import Counts
from search.facets import DEFINITIONS, directory_url, values_of
from search.query import SearchQuery
from search.suggestions.names import Name, names_of_filters, names_of_places
from search.suggestions.typed import Match, matches
from search.suggestions.values import Suggestion
from search.text.beginnings import Beginnings
from search.text.filter_words import PLACES
from search.text.normalise import fold, words

FOREIGN: Final = 2  # by so much a name in another language fits worse: "Kurs" begins words in many


def suggest_filters(query: SearchQuery, known: Vocabulary, counts: Counts | None) -> Iterator[Suggestion]:
    """The values of facets, the best fit first; what is known to give nothing is left out."""
    return _suggest(query, known, counts, names_of_filters(known))


def suggest_places(query: SearchQuery, known: Vocabulary, counts: Counts | None) -> Iterator[Suggestion]:
    return _suggest(query, known, counts, names_of_places(known))


def _suggest(
    query: SearchQuery, known: Vocabulary, counts: Counts | None, names: Beginnings[Name]
) -> Iterator[Suggestion]:
    found = [match for match in matches(query.text, names) if _count(match.value, counts) != 0]
    taken: set[tuple[str, str]] = set()
    for match in sorted(found, key=lambda match: _order(match, query.text, counts)):
        name = match.value
        if (name.facet, name.code) not in taken and name.code not in getattr(query, name.facet):
            taken.add((name.facet, name.code))
            yield _suggestion(match, query, known, _count(name, counts))


def _count(name: Name, counts: Counts | None) -> int | None:
    """How many offers it would give; None where that is not known."""
    return None if counts is None else counts.get(name.facet, {}).get(name.code, 0)


def _order(match: Match[Name], typed: str, counts: Counts | None) -> tuple[int, bool, bool, bool, int]:
    """What fits, in the reader's language, by its proper name, spelled as typed, with many offers.

    Arabic and Persian, Russian and Ukrainian begin many words alike: the letters tell which one it is.
    """
    name = match.value
    is_foreign = name.language != get_language()
    fit = match.fit + FOREIGN if is_foreign else match.fit
    is_spelled_so = typed.removeprefix(match.before).strip().casefold() in name.phrase.casefold()
    return fit, is_foreign, not name.is_label, not is_spelled_so, -(_count(name, counts) or 0)


def _suggestion(match: Match[Name], query: SearchQuery, known: Vocabulary, count: int | None) -> Suggestion:
    name = match.value
    definition = next(definition for definition in DEFINITIONS if definition.name == name.facet)
    value = values_of(definition, known)[name.code]
    narrowed = query.replace(text=match.before, **{name.facet: (*getattr(query, name.facet), name.code)})
    is_place = name.facet == PLACES
    is_other_word = _letters(name.phrase) != _letters(value.label)
    language = OfferLanguage(name.language) if name.language and is_other_word else None
    return Suggestion(
        url=directory_url(narrowed),
        label=value.label,
        before=match.before,
        hint=_hint(name, str(definition.label), is_other_word=is_other_word),
        hint_language=language.html_code if language else "",
        hint_direction=language.direction if language else "",
        icon=value.icon or ("place" if is_place else "filter"),
        count=None if match.before else count,
    )


def _hint(name: Name, facet: str, *, is_other_word: bool) -> str:
    """The word that was meant, or what kind of filter it is; of a place its postcode at most."""
    if name.facet == PLACES:
        return name.phrase if name.phrase.isdecimal() else ""
    return name.phrase if is_other_word else facet


def _letters(phrase: str) -> str:
    return " ".join(fold(word) for word in words(phrase))
