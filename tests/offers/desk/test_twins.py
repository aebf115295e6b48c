"""A moderator sees what may be there already, and why."""

import pytest

from offers.desk.twins import possible_twins
from tests.factories import LocationFactory, OfferFactory, ProviderFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "reasons"),
    [
        ("deutschkurs A1", ["gleicher Titel"]),
        ("Deutschkurs A1 in Siegburg", ["ähnlicher Titel"]),
        ("Deutsch-Kurs für Frauen", None),
        ("Nähcafé", None),
    ],
)
def test_titles_are_compared_by_their_letters(title: str, reasons: list[str] | None) -> None:
    OfferFactory(title=title)

    twins = possible_twins(OfferFactory(title="Deutschkurs A1", live=False))

    assert [list(twin.reasons) for twin in twins] == ([reasons] if reasons else [])


def test_what_has_more_in_common_comes_first() -> None:
    provider, place = ProviderFactory(), LocationFactory()
    offered = {"provider": provider, "locations": [place]}
    OfferFactory(title="Deutschkurs B1")
    OfferFactory(title="Yoga am Abend", provider=provider)
    OfferFactory(title="Deutschkurs B1 am Abend", **offered)

    twins = possible_twins(OfferFactory(title="Deutschkurs B1", live=False, **offered))

    assert [(twin.offer.title, len(twin.reasons)) for twin in twins] == [
        ("Deutschkurs B1 am Abend", 3),
        ("Deutschkurs B1", 1),
        ("Yoga am Abend", 1),
    ]


def test_drafts_of_others_are_nobodys_twins() -> None:
    OfferFactory(title="Deutschkurs A1", live=False)

    assert possible_twins(OfferFactory(title="Deutschkurs A1", live=False)) == []
