"""Where the offers of a generation are: how far from somebody, for all of them at once."""

import math
import threading
from array import array
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from offers.geo import EARTH_RADIUS_KM, Circle, Point
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

    Who reads needs no lock: what is remembered counts for the offers that were there then.
    """

    def __init__(self) -> None:
        self._places: Final = array("d")
        self._pks: Final = array("q")
        self._lock: Final = threading.Lock()
        self._remembered: Final[OrderedDict[Point, Distances]] = OrderedDict()

    def add(self, ordinal: int, pk: int, points: Iterable[Point]) -> None:
        for point in points:
            self._places.extend((float(ordinal), *_on_unit_ball(point)))
        self._pks.append(pk)

    def pack(self) -> dict[str, bytes]:
        return {"points": self._places.tobytes()}

    def unpack(self, parts: Parts, pks: bytes) -> None:
        """Be what was packed, of the offers with these keys; for one that is empty."""
        self._places.frombytes(parts["points"])
        self._pks.frombytes(pks)

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
        pks = np.frombuffer(self._pks.tobytes(), dtype=np.int64)[ordinals]
        order = np.lexsort((-pks, km))[offset:end]
        return [int(ordinal) for ordinal in ordinals[order]]

    def _distances(self, origin: Point) -> Distances:
        number = len(self._pks)
        with self._lock:
            found = self._remembered.get(origin)
        if found is None or len(found.km) < number:
            found = Distances(self._measure(origin, number))
        with self._lock:
            self._remembered[origin] = found
            self._remembered.move_to_end(origin)
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        return found

    def _measure(self, origin: Point, number: int) -> Numbers:
        # A copy in one go: an array that numpy looks into could not grow meanwhile.
        places = np.frombuffer(self._places.tobytes(), dtype=np.float64)
        places = places[: len(places) // _NUMBERS * _NUMBERS].reshape(-1, _NUMBERS)
        places = places[places[:, 0] < number]
        chords = np.sqrt(((places[:, 1:] - _on_unit_ball(origin)) ** 2).sum(axis=1))
        km = np.full(number, np.inf)
        np.minimum.at(km, places[:, 0].astype(np.intp), 2 * EARTH_RADIUS_KM * np.arcsin(chords / 2))
        return km


def _on_unit_ball(point: Point) -> tuple[float, float, float]:
    latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
    width = math.cos(latitude)
    return width * math.cos(longitude), width * math.sin(longitude), math.sin(latitude)
