"""Places of a generation: distances to all of them at once."""

import random
from collections.abc import Iterable

import numpy as np
import pytest
from pyroaring import BitMap

from offers.geo import Circle, Point, distance_km
from search.engines.embedded import places as places_module
from search.engines.embedded.growing import Growing
from search.engines.embedded.places import Places

ORIGIN = Point(50.8, 7.2)


def filled(points: list[tuple[Point, ...]]) -> Places:
    places = Places(Growing(np.int64))
    for where in points:
        add(places, where)
    return places


def add(places: Places, where: Iterable[Point]) -> None:
    ordinal = len(places._pks)
    places.add(ordinal, where)
    places._pks.append(ordinal + 100)


def test_it_measures_as_everybody_does() -> None:
    chance = random.Random(7)
    points = [(Point(chance.uniform(50.4, 51.1), chance.uniform(6.8, 7.8)),) for _number in range(300)]
    places = filled(points)
    for radius in (5, 10, 20, 50):
        expected = {number for number, (point,) in enumerate(points) if distance_km(ORIGIN, point) <= radius}
        assert set(places.within(Circle(ORIGIN, radius))) == expected
    by_distance = sorted(range(300), key=lambda number: distance_km(ORIGIN, points[number][0]))
    assert places.nearest(BitMap(range(300)), ORIGIN, 40, 20) == by_distance[40:60]


def test_pages_of_one_place_go_on_where_the_last_one_ended() -> None:
    places = filled([(ORIGIN,)] * 50 + [()] * 7)
    everything = BitMap(range(57))
    pages = [places.nearest(everything, ORIGIN, offset, 20) for offset in (0, 20, 40, 60)]

    assert pages[0] == list(range(49, 29, -1))
    assert [len(page) for page in pages] == [20, 20, 17, 0]
    assert pages[2][-7:] == list(range(56, 49, -1))


def test_what_comes_later_is_measured_too() -> None:
    places = filled([(Point(52, 7),)])
    assert set(places.within(Circle(ORIGIN, 5))) == set()
    add(places, [ORIGIN])

    assert set(places.within(Circle(ORIGIN, 5))) == {1}
    assert places.nearest(BitMap([0, 1]), ORIGIN, 0, 20) == [1, 0]


def test_nothing_is_near_where_there_is_nothing() -> None:
    assert not filled([]).within(Circle(ORIGIN, 50))
    assert filled([]).nearest(BitMap(), ORIGIN, 0, 20) == []


def test_only_a_few_places_to_start_from_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "REMEMBERED", 2)
    places = filled([(ORIGIN,)])
    for number in range(5):
        places.within(Circle(Point(50 + number / 10, 7), 5))

    assert len(places._remembered._values) == 2
