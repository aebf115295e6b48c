"""What an offer needs to be published, whoever asks."""

from dataclasses import replace

import pytest

from offers.models import Offer
from offers.publishing import Facts, facts_of, lacks
from tests.factories import LocationFactory, OfferFactory

COMPLETE = Facts(languages={"de"}, has_topic=True, serves_somebody=True, takes_place_somewhere=True)


def test_nothing_is_missing_of_a_complete_offer():
    assert not list(lacks(COMPLETE))


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"languages": {"en", "tr"}}, "title", "Es fehlt der deutsche Text"),
        ({"has_topic": False}, "topics", "mindestens ein Thema"),
        ({"serves_somebody": False}, "service_areas", "„ganzer Kreis“"),
        ({"takes_place_somewhere": False}, "location", "„online“"),
    ],
)
def test_each_lack_is_said_with_its_field(changed: dict[str, object], field: str, words: str):
    (lack,) = lacks(replace(COMPLETE, **changed))
    assert lack.field == field
    assert words in lack.message


@pytest.mark.django_db
class TestFacts:
    @pytest.mark.parametrize(
        "facts",
        [
            {"serves": ["Siegburg"], "is_online": True},
            {"serves_whole_county": True, "is_online": True},
        ],
    )
    def test_of_an_offer_that_lacks_nothing(self, facts: dict[str, object]):
        offer = OfferFactory(topics=["networks"], **facts)
        assert facts_of(Offer.objects.with_facts().get(pk=offer.pk)) == COMPLETE

    def test_of_an_offer_at_a_place(self):
        assert facts_of(OfferFactory(locations=[LocationFactory()])).takes_place_somewhere

    def test_another_term_is_no_topic(self):
        assert not facts_of(OfferFactory(topics=[], languages=["tr"])).has_topic
