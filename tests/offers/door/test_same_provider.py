"""An organisation that is there already is found, whatever it is called exactly."""

import pytest

from offers.door.same_provider import like, named
from tests.factories import ProviderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    return ProviderFactory(name="Nähstube Sieg e. V.")


@pytest.mark.parametrize("typed", ["Nähstube Sieg", "nähstube sieg e.V.", "Nähstube Siegg", "Naehstube Sieg"])
def test_nearly_the_same_name_is_found(known, typed: str):
    assert like(typed) == [known]


@pytest.mark.parametrize("typed", ["Sportverein Sieg", "e. V.", "", "Nähkurs"])
def test_another_name_is_not(known, typed: str):
    assert like(typed) == []


def test_one_that_is_not_published_is_told_to_nobody(known):
    known.live = False
    known.save()
    assert like(known.name) == []
    assert named(known.name) is None


def test_the_exact_name_needs_no_question(known):
    assert named("nähstube  sieg e. v.") == known


def test_two_of_the_same_name_need_one(known):
    ProviderFactory(name=known.name)
    assert named(known.name) is None
    assert len(like(known.name)) == 2
