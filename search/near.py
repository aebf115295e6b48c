"""Near a place: from what somebody typed or where she is to a place of the county, and how far offers are.

A position of a browser is turned into the nearest postcode or town right away, so that it stands in no
address, log or cache (ADR 16).
"""

import re
from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _

from offers.geo import Circle, Point, distance_km, nearest_of
from offers.vocabulary import Vocabulary
from search.per_vocabulary import per_vocabulary
from search.query import SearchQuery
from search.recognition import recogniser_of
from search.text.filter_words import PLACES

FARTHEST_KM: Final = 30.0  # from the nearest place of the county: who is beyond that is not in it
CENTRES_ONLY_KM: Final = 1.0

_POSTCODE: Final = re.compile(r"(?<!\d)\d{5}(?!\d)")
_POSITION: Final = re.compile(r"(-?\d{1,2}(?:\.\d{1,10})?),\s*(-?\d{1,3}(?:\.\d{1,10})?)")


def near_of(query: SearchQuery, known: Vocabulary) -> Circle | None:
    """Where a search looks; None for anywhere."""
    origin = _origins(known).get(query.near)
    return Circle(origin, query.radius) if origin else None


def place_called(text: str, known: Vocabulary) -> str:
    """The postcode or key of the place that is meant by what was typed, or "" where it is none of ours."""
    if position := _POSITION.fullmatch(text.strip()):
        return nearest_place(Point(float(position[1]), float(position[2])), known)
    codes = (match[0] for match in _POSTCODE.finditer(text))
    named = [found for found in recogniser_of(known).find(text) if found.facet == PLACES]
    keys = (key for found in named for key in found.phrase.values)
    return next((code for code in (*codes, text.strip(), *keys) if code in _origins(known)), "")


def nearest_place(position: Point, known: Vocabulary) -> str:
    """The postcode or key of the place nearest to a position; "" far away from the county."""
    origins = _origins(known)
    nearest = min(origins, key=lambda code: distance_km(position, origins[code]), default="")
    return nearest if nearest and distance_km(position, origins[nearest]) <= FARTHEST_KM else ""


def place_name(code: str, known: Vocabulary) -> str:
    """What the place of a search is called: "53721 Siegburg"."""
    if code in known.municipalities:
        return known.municipalities[code]
    area = known.postcodes.get(code)
    towns = (known.municipalities[ags] for ags in area.municipalities) if area else ()
    return " ".join((code, ", ".join(towns))).strip()


def distance_label(points: Iterable[Point], near: Circle | None, known: Vocabulary) -> str:
    """How far away an offer is, in words; nothing where it is known no better than "in the town"."""
    nearest = nearest_of(near.centre, points) if near else None
    if nearest is None:
        return ""
    distance, place = nearest
    if distance >= CENTRES_ONLY_KM:
        return _("etwa %(number)d km") % {"number": round(distance)}
    return "" if place in _centres(known) else _("weniger als 1 km")


@per_vocabulary
def _origins(known: Vocabulary) -> dict[str, Point]:
    """The places that somebody may start from."""
    areas = {code: area.centre for code, area in known.postcodes.items() if area.centre}
    return {**areas, **known.centres}


@per_vocabulary
def _centres(known: Vocabulary) -> frozenset[Point]:
    return frozenset(_origins(known).values())
