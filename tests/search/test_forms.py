import pytest
from django.http import QueryDict

from search.forms import SearchForm
from search.query import SearchQuery

pytestmark = pytest.mark.django_db


def read(querystring: str) -> SearchQuery:
    return SearchForm(QueryDict(querystring)).query()


def test_a_query_string_is_read() -> None:
    assert read("q=Deutschkurs&thema=german-courses&ort=05382060&seite=2&sortierung=title") == SearchQuery(
        text="Deutschkurs", topics=("german-courses",), municipalities=("05382060",), page=2, sort="title"
    )


def test_every_facet_is_read() -> None:
    query = read(
        "thema=counselling&ort=05382020&zielgruppe=women&sprache=ar&niveau=a1&art=course"
        "&kosten=free&wann=evening&merkmal=childcare&anbieter=7"
    )

    assert query.filters == {
        "topics": ("counselling",),
        "municipalities": ("05382020",),
        "target_groups": ("women",),
        "languages": ("ar",),
        "levels": ("a1",),
        "kinds": ("course",),
        "costs": ("free",),
        "times": ("evening",),
        "attributes": ("childcare",),
    }
    assert query.provider == 7


def test_a_spelling_is_read_as_the_search_it_spells() -> None:
    query = SearchQuery(text="kurs a&b=c", kinds=("course", "event"), provider=3, sort="newest", page=9)

    assert read(query.to_querystring()) == query


@pytest.mark.parametrize(
    "querystring",
    [
        "thema=nonsense",
        "ort=00000000",
        "ort=05382",  # the county is no town that one could choose
        "wann=never",
        "seite=x",
        "seite=-1",
        "seite=0",
        "seite=" + "9" * 400,
        "seite=%D9%A3",  # an Arabic three
        "anbieter=abc",
        "anbieter=" + "9" * 30,
        "anbieter=-5",
        "sortierung=nonsense",
        "q=%00",
        "q=%FF%FE",
        "unknown=1",
        "thema[]=german-courses",
        "&&&===",
        "%",
    ],
)
def test_what_is_not_known_is_left_out(querystring: str) -> None:
    query = read(querystring)

    assert query.replace(text="") == SearchQuery()


def test_known_values_stay_beside_unknown_ones() -> None:
    assert read("art=course&art=nonsense&art=").kinds == ("course",)


def test_the_last_of_several_texts_counts() -> None:
    assert read("q=eins&q=zwei").text == "zwei"


@pytest.mark.parametrize("typed", ["53721", "53721+Siegburg", "D-53721", "50.80,7.21"])
def test_a_place_is_read_however_it_is_typed(typed: str) -> None:
    assert read(f"von={typed}&umkreis=20") == SearchQuery(near="53721", radius=20)


def test_a_place_that_is_not_known_is_told_as_it_was_typed() -> None:
    form = SearchForm(QueryDict("von=Bonn&umkreis=5"))

    assert form.query() == SearchQuery()
    assert form.unknown_place == "Bonn"


def test_a_known_place_is_none_to_be_told() -> None:
    form = SearchForm(QueryDict("von=Hennef"))

    assert form.query() == SearchQuery(near="05382020")
    assert form.unknown_place == ""


def test_one_parameter_has_all_words_taken_literally() -> None:
    assert read("q=chor&woertlich=1").literal == ("municipalities", "levels", "times")
    assert read("q=chor&woertlich=ort&woertlich=x").literal == ("municipalities",)


def test_the_form_of_a_page_remembers_what_was_ticked_by_itself() -> None:
    assert read("q=Chor+Lohmar&ort=05382020&zuvor=Chor+Hennef") == SearchQuery(text="Chor Lohmar")


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ("thema=nonsense&ort=05382060&kosten=cheap", ("Thema", "Kosten")),
        ("thema=nonsense&thema=german-courses", ("Thema",)),
        ("thema=&ort=", ()),
        ("ort=05382060&unknown=1", ()),
    ],
)
def test_filters_that_there_are_not_are_named(parameters: str, named: tuple[str, ...]) -> None:
    assert SearchForm(QueryDict(parameters)).unknown_filters == named
