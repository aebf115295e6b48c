"""Places on the map (WGS 84) and how far they are from each other. Pure."""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple, Protocol

EARTH_RADIUS_KM: Final = 6371.0088


class Point(NamedTuple):
    """In degrees."""

    latitude: float
    longitude: float


class Circle(NamedTuple):
    """Everything at most `radius` kilometres away from `centre`."""

    centre: Point
    radius: int


class HasCoordinates(Protocol):
    latitude: float | None
    longitude: float | None


def point_of(record: HasCoordinates) -> Point | None:
    """Where a record is, or None where nobody said."""
    if record.latitude is None or record.longitude is None:
        return None
    return Point(record.latitude, record.longitude)


def distance_km(one: Point, other: Point) -> float:
    """Along the surface of the earth, as the crow flies (haversine)."""
    latitudes = math.radians(one.latitude), math.radians(other.latitude)
    half_width = math.radians(other.longitude - one.longitude) / 2
    half_height = (latitudes[1] - latitudes[0]) / 2
    share = math.sin(half_height) ** 2 + math.cos(latitudes[0]) * math.cos(latitudes[1]) * (
        math.sin(half_width) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(share)))


def nearest_of(origin: Point, points: Iterable[Point]) -> tuple[float, Point] | None:
    """How far the nearest of these is, and where; None where there is none."""
    return min(((distance_km(origin, point), point) for point in points), default=None)
