"""What a page says of filters taken from the words of a search, and of the place to be near to."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from offers.typography import unbroken
from offers.vocabulary import Vocabulary
from search.facets import DEFINITIONS, chosen_values, url_of
from search.near import place_name
from search.query import RADII, SearchQuery
from search.results import Chip, SearchResults, Taken

BY_NAME = {definition.name: definition for definition in DEFINITIONS}
OUTSIDE = "standort"  # stands for the position of a browser that is nowhere near the county


class RecognisedFilter(NamedTuple):
    """A filter from the words of a search; `url` is the search with `words` looked for instead.

    The whole county is none, but its name is not looked for either.
    """

    label: str
    facet_label: str
    words: str
    url: str
    is_filter: bool


def build_recognised(
    taken: Iterable[Taken], query: SearchQuery, known: Vocabulary
) -> tuple[RecognisedFilter, ...]:
    """One for each facet, with everything of it that was named."""
    return tuple(
        RecognisedFilter(
            label=_label(one, known),
            facet_label=str(BY_NAME[one.facet].label),
            words=" … ".join(one.said),
            url=url_of(query.replace(literal=(*query.literal, one.facet))),
            is_filter=bool(one.values),
        )
        for one in taken
    )


def _label(taken: Taken, known: Vocabulary) -> str:
    if not taken.values:
        return _("ganzer Kreis")
    chosen = SearchQuery().replace(**{taken.facet: taken.values})
    return _(", ").join(value.label for value in chosen_values(BY_NAME[taken.facet], chosen, known))


def build_recognised_chips(recognised: Iterable[RecognisedFilter]) -> tuple[Chip, ...]:
    return tuple(Chip(one.label, one.facet_label, one.url) for one in recognised if one.is_filter)


def build_near_chips(query: SearchQuery, known: Vocabulary) -> tuple[Chip, ...]:
    """The place to be near to, removable like a filter."""
    if not query.near:
        return ()
    radius = unbroken(_("%(number)d km") % {"number": query.radius})
    label = _("bis %(radius)s von %(place)s") % {"radius": radius, "place": place_name(query.near, known)}
    return (Chip(label, _("Entfernung"), url_of(query.replace(near=""))),)


class NearField(NamedTuple):
    """The field for a place to be near to: what stands in it, what is wrong with that, and the radii."""

    value: str
    unknown: str
    is_outside: bool
    radii: tuple[tuple[int, bool], ...]
    locate_url: str


def build_near_field(
    results: SearchResults, unknown: str, locate_address: str, known: Vocabulary
) -> NearField:
    query = results.query
    is_outside = unknown == OUTSIDE
    shown = place_name(query.near, known) if query.near else "" if is_outside else unknown
    return NearField(
        value=shown,
        unknown="" if is_outside else unknown,
        is_outside=is_outside,
        radii=tuple((radius, radius == query.radius) for radius in RADII),
        locate_url=f"{locate_address}?{query.spell_from_anywhere()}",
    )
