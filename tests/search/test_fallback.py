"""The database gives what the engine gives, for every filter there is."""

import datetime
from decimal import Decimal

import pytest

from offers.enums import TaxonomyCode
from offers.geo import Circle, Point
from offers.models import CostOption, Schedule
from offers.vocabulary import vocabulary
from search.asking import request_for, understood_by
from search.engines import current_engine
from search.fallback import answer_from_database
from search.query import SearchQuery
from tests.factories.offers import LocationFactory, OfferFactory
from tests.factories.reference import municipality, term

EVENING = datetime.time(18)
MORNING = datetime.time(9)


@pytest.fixture
def offers(build_index) -> None:
    free, stairs = LocationFactory(step_free="full"), LocationFactory(municipality=municipality("Much"))
    OfferFactory(
        topics=["german-courses", "literacy"],
        target_groups=["women"],
        languages=["ar", "de"],
        level_from="a1",
        level_to="b1",
        locations=[free],
        costs=[CostOption(kind="free")],
        schedules=[Schedule(byday="MO,WE", starts_at=EVENING)],
        has_childcare=True,
    )
    OfferFactory(
        topics=["job-search"],
        languages=["tr"],
        level_from="b1",
        locations=[free, stairs],
        costs=[CostOption(kind="amount", amount=Decimal(9)), CostOption(kind="reduced")],
        schedules=[Schedule(byday="TU", starts_at=MORNING)],
        is_women_only=True,
    )
    OfferFactory(kind=term("event", TaxonomyCode.KIND), serves=["Siegburg", "Lohmar"], is_online=True)
    OfferFactory(serves_whole_county=True, level_to="a2", costs=[CostOption(kind="free")])
    OfferFactory(live=False, topics=["german-courses"])
    build_index()


QUERIES = [
    {},
    {"topics": ("language-education",)},
    {"topics": ("literacy", "job-search")},
    {"topics": ("german-courses",), "languages": ("ar",)},
    {"municipalities": ("05382060",)},
    {"municipalities": ("05382036",)},
    {"target_groups": ("women",)},
    {"languages": ("ar", "tr")},
    {"levels": ("a1",)},
    {"levels": ("b1",)},
    {"levels": ("c2",)},
    {"levels": ("nonsense",)},
    {"kinds": ("event",)},
    {"costs": ("free",)},
    {"costs": ("paid", "reduced")},
    {"times": ("mo",)},
    {"times": ("evening", "tu")},
    {"attributes": ("barrier_free",)},
    {"attributes": ("childcare", "women_only", "online")},
    {"attributes": ("nonsense",)},
    {"provider": 10**15},
    {"sort": "title"},
    {"sort": "newest", "page": 7},
]


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_database_finds_what_the_engine_finds(query: dict) -> None:
    request = request_for(SearchQuery(**query), size=20, with_counts=False)
    known = vocabulary()
    by_database = answer_from_database(request, tuple(known.municipalities))
    by_engine = current_engine().search(understood_by(current_engine(), request, known)[0])

    assert {hit.pk for hit in by_database.hits} == {hit.pk for hit in by_engine.hits}
    assert (by_database.total, by_database.page, by_database.pages) == (
        by_engine.total,
        by_engine.page,
        by_engine.pages,
    )


@pytest.mark.usefixtures("offers")
def test_the_provider_narrows_down_too() -> None:
    provider = OfferFactory().provider_id
    request = request_for(SearchQuery(provider=provider), size=20, with_counts=False)

    assert answer_from_database(request, ()).total == 1


@pytest.mark.usefixtures("offers")
def test_a_page_of_the_database_has_a_bounded_number_of_queries(django_assert_max_num_queries) -> None:
    request = request_for(SearchQuery(topics=("language-education",)), size=20, with_counts=True)
    with django_assert_max_num_queries(12):
        answer_from_database(request, ())


@pytest.mark.parametrize("radius", [5, 20])
def test_what_is_near_is_told_by_the_database_too(build_index, radius: int) -> None:
    siegburg, much = municipality("Siegburg"), municipality("Much")
    here, there = {"latitude": 50.8, "longitude": 7.21}, {"latitude": 50.91, "longitude": 7.41}
    for title, fields in {
        "hier": {"locations": [LocationFactory(municipality=siegburg, **here)]},
        "da": {"locations": [LocationFactory(municipality=much, **there)]},
        "hier und da": {
            "locations": [LocationFactory(municipality=much, **there), LocationFactory(**here)],
        },
        "irgendwo hier": {"locations": [LocationFactory(municipality=siegburg)]},
        "versteckt da": {"locations": [LocationFactory(municipality=much, is_address_hidden=True, **here)]},
        "kommt nach hier": {"serves": ["Siegburg"]},
        "kommt nach da": {"serves": ["Much"]},
        "überall": {"serves_whole_county": True},
        "online, da": {"is_online": True, "locations": [LocationFactory(municipality=much, **there)]},
        "nirgends": {},
    }.items():
        OfferFactory(title=f"Kurs {title}", **fields)
    build_index()
    near = Circle(Point(50.796665, 7.2049), radius)
    request = request_for(SearchQuery(near="05382060", radius=radius), size=20, with_counts=False, near=near)

    by_database = answer_from_database(request, ())
    by_engine = current_engine().search(request)

    assert by_database.total == len(by_database.hits) == {5: 7, 20: 10}[radius]
    assert {hit.pk for hit in by_database.hits} == {hit.pk for hit in by_engine.hits}
