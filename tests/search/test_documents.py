"""What an index keeps of an offer; the offers are never saved, so no database is asked."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offers.geo import point_of
from offers.models import CostOption, Offer, Schedule
from search.documents import OfferDocument, build_document, plain_text
from tests.factories.offers import LocationFactory, OfferFactory, ProviderFactory
from tests.factories.reference import municipality

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # a Tuesday
COUNTY = ("05382020", "05382056", "05382060")


def document(**fields: object) -> OfferDocument:
    offer = OfferFactory(**fields)
    return build_document(Offer.objects.with_facts().get(pk=offer.pk), municipalities=COUNTY, now=NOW)


def test_words_are_kept_by_language_as_plain_text() -> None:
    words = {"en": {"title": "Choir", "description": "<p>We&nbsp;sing</p><ul><li>loud</li></ul>"}}
    built = document(title="Chor", words=words)

    assert [said.title for said in built.words] == ["Chor", "Choir"]
    assert built.words[1].text.split() == ["We", "sing", "loud"]


def test_tags_part_words_but_entities_do_not() -> None:
    assert plain_text("<p>K&uuml;che<br>Bad</p>").split() == ["Küche", "Bad"]


def test_a_topic_is_counted_under_its_focus_area_too() -> None:
    built = document(topics=["german-courses"])

    assert set(built.facets["topics"]) == {"german-courses", "language-education"}


def test_a_topic_alone_is_what_synonyms_lead_to() -> None:
    built = document(topics=["german-courses"])

    assert "topic:german-courses" in built.codes
    assert "topic:language-education" not in built.codes


def test_an_offer_belongs_to_where_it_takes_place_and_to_whom_it_serves() -> None:
    place = LocationFactory(municipality=municipality("Siegburg"))
    built = document(locations=[place], serves=["Hennef (Sieg)"])

    assert set(built.facets["municipalities"]) == {"05382060", "05382020"}
    assert built.card.towns == ("Siegburg",)


def test_an_offer_for_the_whole_county_serves_every_municipality() -> None:
    assert document(serves_whole_county=True).facets["municipalities"] == COUNTY


def test_an_online_offer_belongs_to_whom_it_serves() -> None:
    assert document(is_online=True).facets["municipalities"] == ()
    assert document(is_online=True, serves=["Siegburg"]).facets["municipalities"] == ("05382060",)


@pytest.mark.parametrize(
    ("bounds", "levels"),
    [(("a1", "b1"), ("a1", "a2", "b1")), (("b2", ""), ("b2", "c1", "c2")), (("", ""), ())],
)
def test_an_offer_is_for_every_level_between_its_bounds(
    bounds: tuple[str, str], levels: tuple[str, ...]
) -> None:
    assert document(level_from=bounds[0], level_to=bounds[1]).facets["levels"] == levels


def test_every_way_to_pay_is_counted() -> None:
    costs = [CostOption(kind="amount", amount=Decimal(20)), CostOption(kind="reduced")]

    assert document(costs=costs).facets["costs"] == ("paid", "reduced")
    assert document(costs=[CostOption(kind="free")]).facets["costs"] == ("free",)
    assert document().facets["costs"] == ()


def test_weekdays_and_times_of_day_come_from_the_timetable() -> None:
    schedule = Schedule(byday="MO,WE", starts_at=time(18), ends_at=time(20))

    assert set(document(schedules=[schedule]).facets["times"]) == {"mo", "we", "evening"}


def test_an_ended_course_is_not_found_under_its_weekday() -> None:
    schedule = Schedule(byday="MO", starts_at=time(9), ends_on=date(2026, 11, 1))
    built = document(schedules=[schedule])

    assert built.facets["times"] == ()
    assert built.card.rules == ()


def test_an_offer_is_barrier_free_when_all_of_its_places_are() -> None:
    free, not_free = LocationFactory(step_free="full"), LocationFactory(step_free="partly")

    assert "barrier_free" in document(locations=[free]).facets["attributes"]
    assert "barrier_free" not in document(locations=[free, not_free]).facets["attributes"]
    assert "barrier_free" not in document().facets["attributes"]


def test_attributes_are_the_flags_of_the_offer() -> None:
    built = document(has_childcare=True, is_women_only=True, is_online=True)

    assert set(built.facets["attributes"]) == {"childcare", "women_only", "online"}


def test_names_of_provider_and_places_are_searched() -> None:
    place = LocationFactory(name="Stadtbücherei", city="Hennef", municipality=municipality("Hennef (Sieg)"))
    built = document(provider=ProviderFactory(name="Caritas"), locations=[place])

    assert built.names == "Caritas Stadtbücherei Hennef Hennef (Sieg)"


def test_of_a_hidden_address_nothing_but_the_town_can_be_searched() -> None:
    place = LocationFactory(name="Frauenhaus", street="Am Weg 1", city="Ort", is_address_hidden=True)
    built = document(provider=ProviderFactory(name="Verein"), locations=[place])

    assert built.names == "Verein Siegburg"
    assert "Frauenhaus" not in repr(built)
    assert "Am Weg" not in repr(built)


def moments(**fields: object) -> list[date]:
    schedules = [Schedule(byday="MO", starts_at=time(9), ends_at=time(10))]
    built = document(schedules=schedules, **fields)
    return [datetime.fromtimestamp(moment.starts_at, tz=NOW.tzinfo).date() for moment in built.card.moments]


def test_the_next_eight_times_are_kept() -> None:
    found = moments()

    assert found[:2] == [date(2026, 11, 30), date(2026, 12, 7)]
    assert len(found) == 8


def test_times_lie_within_the_validity_of_the_offer() -> None:
    assert moments(valid_to=date(2026, 12, 8)) == [date(2026, 11, 30), date(2026, 12, 7)]
    assert moments(valid_from=date(2026, 12, 8))[0] == date(2026, 12, 14)


def test_there_are_no_times_while_an_offer_is_closed() -> None:
    assert moments(is_temporarily_closed=True) == []
    assert moments(is_temporarily_closed=True, closed_until=date(2026, 12, 14))[0] == date(2026, 12, 21)


def test_building_asks_nothing_of_the_database() -> None:
    place = LocationFactory()
    pk = OfferFactory(topics=["german-courses"], locations=[place], serves=["Siegburg"], languages=["ar"]).pk
    offer = Offer.objects.with_facts().get(pk=pk)
    with CaptureQueriesContext(connection) as captured:
        build_document(offer, municipalities=COUNTY, now=NOW)

    assert not captured.captured_queries


def test_time_that_passes_is_no_change_but_another_timetable_is() -> None:
    schedules = [
        Schedule(byday="MO", starts_at=time(9)),
        Schedule(freq="once", starts_on=date(2026, 11, 25), starts_at=time(9)),
    ]
    pk = OfferFactory(schedules=schedules).pk

    def digest(now: datetime) -> str:
        return build_document(Offer.objects.with_facts().get(pk=pk), municipalities=COUNTY, now=now).digest

    before = digest(NOW)
    assert digest(NOW + timedelta(days=30)) == before
    pause = Schedule(kind="break", starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))
    pause.offer_id = pk
    pause.save()
    assert digest(NOW) != before


def test_the_digest_tells_whether_anything_changed() -> None:
    one = document(title="Chor")

    assert (
        one.digest
        == build_document(Offer.objects.with_facts().get(pk=one.pk), municipalities=COUNTY, now=NOW).digest
    )
    assert one.digest != document(title="Chor").digest  # another offer


class TestOnTheMap:
    HERE = {"latitude": 50.81, "longitude": 7.23}

    def test_an_offer_is_where_it_takes_place(self) -> None:
        lohmar = LocationFactory(municipality=municipality("Lohmar"))
        built = document(locations=[LocationFactory(**self.HERE), lohmar], serves=["Much"])

        assert built.card.points == ((50.81, 7.23), point_of(municipality("Lohmar")))
        assert built.facets["reach"] == ()

    def test_a_hidden_address_is_nowhere_but_in_its_town(self) -> None:
        shelter = LocationFactory(municipality=municipality("Much"), is_address_hidden=True, **self.HERE)
        built = document(locations=[shelter])

        assert built.card.points == (point_of(municipality("Much")),)
        assert "50.81" not in repr(built)
        assert "7.23" not in repr(built)

    def test_what_comes_to_people_is_where_they_live(self) -> None:
        built = document(serves=["Much", "Lohmar"])

        assert set(built.card.points) == {point_of(municipality("Much")), point_of(municipality("Lohmar"))}

    @pytest.mark.parametrize(
        "fields", [{"serves_whole_county": True}, {}, {"is_online": True, "serves": ["Much"]}]
    )
    def test_what_is_online_or_in_no_place_is_near_to_everybody(self, fields: dict[str, object]) -> None:
        assert document(**fields).facets["reach"] == ("anywhere",)

    def test_what_takes_place_far_away_is_not_near_though_it_is_for_everybody(self) -> None:
        assert document(serves_whole_county=True, locations=[LocationFactory()]).facets["reach"] == ()

    def test_a_town_without_a_centre_is_nowhere(self) -> None:
        town = municipality("Much")
        town.latitude = town.longitude = None
        town.save()
        built = document(locations=[LocationFactory(municipality=town)])

        assert built.card.points == ()
        assert built.facets["reach"] == ("anywhere",)

    def test_an_offer_that_moved_says_something_else(self) -> None:
        place = LocationFactory(**self.HERE)
        offer = OfferFactory(locations=[place])
        before = build_document(Offer.objects.get(pk=offer.pk), municipalities=COUNTY, now=NOW).digest
        place.latitude = 50.9
        place.save()

        assert build_document(Offer.objects.get(pk=offer.pk), municipalities=COUNTY, now=NOW).digest != before
