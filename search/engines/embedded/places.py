"""Where the offers of a generation are: how far from somebody, for all of them at once."""

import math
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from offers.geo import EARTH_RADIUS_KM, Circle, Point
from search.engines.embedded.growing import Growing
from search.engines.embedded.remembered import Remembered
from search.engines.embedded.saved import Parts

REMEMBERED: Final = 12  # origins, each with eight bytes an offer
_NUMBERS: Final = 4  # of a place: its ordinal, and where it is as a point of the unit ball

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distances:
    """How far each of the first offers is from an origin, in kilometres; and what is within a radius."""

    km: Numbers
    within: dict[int, BitMap] = field(default_factory=dict)


class Places:
    """Is told of every offer in the order of the ordinals; an offer has any number of places.

    `pks` are the keys of the offers, which grow after their places have come. Who reads needs no lock: what
    is remembered counts for the offers that were there then.
    """

    def __init__(self, pks: Growing) -> None:
        self._places: Final = Growing(np.float64)
        self._pks: Final = pks
        self._remembered: Final = Remembered[tuple[Point, int], Distances](REMEMBERED)

    def add(self, ordinal: int, points: Iterable[Point]) -> None:
        for point in points:
            self._places.extend((float(ordinal), *_on_unit_ball(point)))

    def pack(self) -> dict[str, bytes]:
        return {"points": self._places.all.tobytes()}

    def unpack(self, parts: Parts) -> None:
        """Be what was packed; for one that is empty."""
        self._places.extend(np.frombuffer(parts["points"]))

    def within(self, circle: Circle) -> BitMap:
        """The ordinals with a place in the circle."""
        distances = self._distances(circle.centre)
        if circle.radius not in distances.within:
            found = np.flatnonzero(distances.km <= circle.radius).astype(np.uint32)
            distances.within[circle.radius] = BitMap(array("I", found.tobytes()))
        return distances.within[circle.radius]

    def nearest(self, among: BitMap, origin: Point, offset: int, size: int) -> list[int]:
        """`size` of these ordinals, nearest first, from `offset` on; what is nowhere comes last."""
        ordinals = np.frombuffer(among.to_array(), dtype=np.uint32)
        km = self._distances(origin).km[ordinals]
        end = offset + size
        if len(ordinals) > end:
            reached = km <= np.partition(km, end - 1)[end - 1]
            ordinals, km = ordinals[reached], km[reached]
        pks = self._pks.all[ordinals]
        order = np.lexsort((-pks, km))[offset:end]
        return [int(ordinal) for ordinal in ordinals[order]]

    def _distances(self, origin: Point) -> Distances:
        number = len(self._pks)
        return self._remembered.get((origin, number), lambda: Distances(self._measure(origin, number)))

    def _measure(self, origin: Point, number: int) -> Numbers:
        places = self._places.all.reshape(-1, _NUMBERS)
        places = places[places[:, 0] < number]
        chords = np.sqrt(((places[:, 1:] - _on_unit_ball(origin)) ** 2).sum(axis=1))
        km = np.full(number, np.inf)
        np.minimum.at(km, places[:, 0].astype(np.intp), 2 * EARTH_RADIUS_KM * np.arcsin(chords / 2))
        return km


def _on_unit_ball(point: Point) -> tuple[float, float, float]:
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    width = math.cos(latitude)
    return width * math.cos(longitude), width * math.sin(longitude), math.sin(latitude)
