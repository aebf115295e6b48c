import pytest

from offers.models import Municipality
from offers.vocabulary import forget, vocabulary
from search.neighbours import neighbours_of
from tests.factories.reference import municipality

pytestmark = pytest.mark.django_db


def place(name: str, latitude: float | None, longitude: float | None) -> str:
    town = municipality(name)
    Municipality.objects.filter(pk=town.pk).update(latitude=latitude, longitude=longitude)
    forget()
    return town.ags


def test_nearest_first_and_none_that_was_asked_for() -> None:
    Municipality.objects.update(latitude=None, longitude=None)
    siegburg, troisdorf = place("Siegburg", 50.79, 7.20), place("Troisdorf", 50.81, 7.15)
    lohmar, windeck = place("Lohmar", 50.84, 7.21), place("Windeck", 50.80, 7.58)

    assert neighbours_of([siegburg], vocabulary()) == (troisdorf, lohmar, windeck)
    assert neighbours_of([siegburg, windeck], vocabulary()) == (troisdorf, lohmar)


def test_without_centres_there_are_no_neighbours() -> None:
    siegburg = place("Siegburg", None, None)

    assert neighbours_of([siegburg], vocabulary()) == ()
    assert neighbours_of([], vocabulary()) == ()
    assert neighbours_of(["99999999"], vocabulary()) == ()


def test_it_is_asked_of_the_database_once(django_assert_num_queries) -> None:
    siegburg = place("Siegburg", 50.79, 7.20)
    neighbours_of([siegburg], vocabulary())

    with django_assert_num_queries(0):
        assert neighbours_of([siegburg], vocabulary())


def test_every_town_of_the_county_has_neighbours() -> None:
    """The reference data know where they are; Siegburg borders on Sankt Augustin."""
    known = vocabulary()

    assert all(len(neighbours_of([ags], known)) == 18 for ags in known.municipalities)
    nearest = [known.municipalities[ags] for ags in neighbours_of([municipality().ags], known)[:4]]
    assert "Sankt Augustin" in nearest
