import pytest
from django.utils import translation

from offers.vocabulary import vocabulary
from search.facets import DEFINITIONS, build_chips, build_facets
from search.query import FACET_PARAMETERS, SearchQuery
from search.results import Facet
from tests.search.shown_options import options

pytestmark = pytest.mark.django_db


def facet(name: str, query: SearchQuery | None = None, **counts: int) -> Facet:
    codes = {code.replace("_", "-"): number for code, number in counts.items()}
    built = build_facets(query or SearchQuery(), {name: codes}, vocabulary())
    return next(found for found in built if found.name == name)


def test_every_facet_of_a_query_is_shown() -> None:
    assert [definition.name for definition in DEFINITIONS] == list(FACET_PARAMETERS)


def test_values_that_would_give_nothing_are_left_out() -> None:
    assert [option.value for option in options(facet("kinds", course=3, event=0))] == ["course"]


def test_a_value_in_use_stays_even_where_it_gives_nothing() -> None:
    (option,) = options(facet("kinds", SearchQuery(kinds=("event",))))

    assert (option.value, option.count, option.is_selected) == ("event", 0, True)


def test_topics_stand_below_their_focus_area() -> None:
    (area,) = options(facet("topics", language_education=5, german_courses=3, literacy=2))

    assert area.value == "language-education"
    assert [child.value for child in area.below] == ["german-courses", "literacy"]


def test_a_topic_whose_area_is_not_shown_stands_alone() -> None:
    assert [option.value for option in options(facet("topics", german_courses=3))] == ["german-courses"]


def test_options_keep_the_order_of_the_vocabulary() -> None:
    times = options(facet("times", evening=9, mo=1, morning=3, fr=2))

    assert [option.value for option in times] == ["mo", "fr", "morning", "evening"]


def test_labels_are_in_the_language_of_the_reader() -> None:
    with translation.override("en"):
        (area,) = options(facet("topics", counselling=1))

    assert area.label == "Advice and support"


def test_a_chip_for_each_value_takes_that_value_away() -> None:
    query = SearchQuery(text="chor", municipalities=("05382060",), costs=("free",))
    chips = build_chips(query, vocabulary())

    assert [(chip.label, chip.url) for chip in chips] == [
        ("Siegburg", "?q=chor&kosten=free"),
        ("kostenlos", "?q=chor&ort=05382060"),
    ]


def test_a_value_that_is_not_known_any_more_can_still_be_taken_away() -> None:
    (chip,) = build_chips(SearchQuery(kinds=("forgotten",)), vocabulary())

    assert (chip.label, chip.url) == ("forgotten", "?")
