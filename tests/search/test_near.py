"""Near a place of the county: what may be typed, and how far is said to be what."""

import pytest

from offers.geo import Circle, Point
from offers.vocabulary import vocabulary
from search.near import distance_label, near_of, nearest_place, place_called, place_name
from search.query import SearchQuery
from tests.factories.reference import municipality

pytestmark = pytest.mark.django_db

SIEGBURG = Point(50.796665, 7.2049)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("53721", "53721"),
        (" 53721 Siegburg ", "53721"),
        ("D-53721", "53721"),
        ("05382060", "05382060"),
        ("Siegburg", "05382060"),
        ("hennef/sieg", "05382020"),
        ("Troisdof", "05382068"),
        ("Троисдорф", "05382068"),
        ("ترويسدورف", "05382068"),
        ("much", "05382036"),
        ("50.80,7.21", "53721"),
        ("50.62, 6.95", "53359"),
        ("Bonn", ""),
        ("53111", ""),
        ("05382", ""),
        ("52.52,13.40", ""),  # Berlin
        ("999,999", ""),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_a_place_is_a_postcode_or_a_town_of_the_county_however_it_is_called(typed: str, place: str):
    assert place_called(typed, vocabulary()) == place


def test_a_search_near_a_place_has_a_circle_around_it():
    near = near_of(SearchQuery(near="05382060", radius=5), vocabulary())

    assert near == Circle(SIEGBURG, 5)
    assert near_of(SearchQuery(near="99999"), vocabulary()) is None
    assert near_of(SearchQuery(), vocabulary()) is None


def test_a_place_without_a_known_centre_is_none_to_start_from():
    town = municipality("Siegburg")
    town.latitude = town.longitude = None
    town.save()

    assert near_of(SearchQuery(near="05382060"), vocabulary()) is None
    assert place_called("Siegburg", vocabulary()) == ""


def test_a_new_postcode_is_known_at_once():
    assert place_called("53700", vocabulary()) == ""
    municipality("Siegburg").postcodes.model.objects.create(
        municipality=municipality("Siegburg"), code="53700", latitude=50.79, longitude=7.2
    )

    assert place_called("53700", vocabulary()) == "53700"


def test_places_have_names():
    assert place_name("53721", vocabulary()) == "53721 Siegburg"
    assert place_name("05382020", vocabulary()) == "Hennef (Sieg)"
    assert place_name("99999", vocabulary()) == "99999"


def test_a_position_is_a_place_of_the_county_or_none():
    assert nearest_place(Point(50.8, 7.2), vocabulary()) in {"53721", "05382060"}
    assert nearest_place(Point(48.1, 11.6), vocabulary()) == ""


NEAR = Circle(SIEGBURG, 10)


@pytest.mark.parametrize(
    ("points", "label"),
    [
        ([Point(50.775911, 7.282575)], "etwa 6 km"),
        ([Point(50.9, 7.4), Point(50.775911, 7.282575)], "etwa 6 km"),
        ([Point(50.8, 7.21)], "weniger als 1 km"),
        ([Point(50.809, 7.2049)], "etwa 1 km"),
        ([], ""),
    ],
)
def test_distances_are_rounded(points: list[Point], label: str):
    assert distance_label(points, NEAR, vocabulary()) == label


def test_from_the_middle_of_a_town_to_itself_is_no_distance():
    """Nobody knows how far a hidden address is from somebody in the same town, and nobody shall."""
    assert distance_label([SIEGBURG], NEAR, vocabulary()) == ""


def test_without_a_place_to_start_from_there_is_no_distance():
    assert distance_label([SIEGBURG], None, vocabulary()) == ""
