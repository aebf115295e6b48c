"""Distances, checked against the county's own geography."""

import pytest

from offers.geo import Point, distance_km, nearest_of, point_of
from offers.models import Location

SIEGBURG, HENNEF = Point(50.796665, 7.2049), Point(50.775911, 7.282575)
SYDNEY, NORTH_POLE = Point(-33.8688, 151.2093), Point(90, 0)


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        (SIEGBURG, SIEGBURG, 0),
        (SIEGBURG, HENNEF, 5.93),
        (HENNEF, SIEGBURG, 5.93),
        (SIEGBURG, SYDNEY, 16_566),
        (SIEGBURG, NORTH_POLE, 4_359),
        (Point(0, 179.5), Point(0, -179.5), 111.2),  # across the line where days change
        (Point(0, 0), Point(0, 180), 20_015),
    ],
)
def test_distances_are_along_the_surface(one: Point, other: Point, kilometres: float):
    assert distance_km(one, other) == pytest.approx(kilometres, rel=0.002)


def test_the_nearest_of_several_places_counts():
    assert nearest_of(SIEGBURG, [SYDNEY, HENNEF]) == (pytest.approx(5.93, rel=0.01), HENNEF)
    assert nearest_of(SIEGBURG, []) is None


def test_a_record_is_somewhere_or_nobody_knows():
    assert point_of(Location(latitude=50.7, longitude=7.2)) == (50.7, 7.2)
    assert point_of(Location()) is None
    assert point_of(Location(latitude=0, longitude=0)) == (0, 0)
