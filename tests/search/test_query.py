from dataclasses import FrozenInstanceError
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import FACET_PARAMETERS, SORTS, SearchQuery, tidy_text

CODES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)
QUERIES = st.builds(
    SearchQuery,
    text=st.text(max_size=50),
    sort=st.sampled_from(["", *SORTS]),
    page=st.integers(-5, 500),
    provider=st.none() | st.integers(1, 10**9),
    near=st.sampled_from(["", "53721", "05382060", "x", "50.78,7.19"]),
    radius=st.sampled_from([5, 10, 20, 50, 7]),
    literal=st.lists(st.sampled_from(["municipalities", "levels", "x"]), max_size=3).map(tuple),
    **{name: st.lists(CODES, max_size=4).map(tuple) for name in FACET_PARAMETERS},
)


def test_the_search_for_everything_has_no_spelling() -> None:
    assert SearchQuery().to_querystring() == ""


def test_a_search_is_spelled_in_the_words_of_the_address_bar() -> None:
    query = SearchQuery(
        text="deutsch für mütter",
        topics=("german-courses",),
        municipalities=("05382060", "05382020"),
        sort="title",
        page=2,
    )

    assert query.to_querystring() == (
        "q=deutsch+f%C3%BCr+m%C3%BCtter&thema=german-courses&ort=05382020&ort=05382060&sortierung=title&seite=2"
    )


def test_the_order_in_which_values_come_makes_no_difference() -> None:
    one, other = SearchQuery(kinds=("b", "a", "a")), SearchQuery(kinds=("a", "b"))

    assert one == other
    assert hash(one) == hash(other)


def test_a_query_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        SearchQuery().text = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  kurs \t für\n alle ", "kurs für alle"),
        ("a\x00b\x1fc", "a b c"),
        ("half a \ud83d character", "half a character"),
        ("x" * 500, "x" * 200),
        ("ä" * 100_000, "ä" * 200),
        ("\u2028", ""),
    ],
)
def test_odd_text_is_tidied(typed: str, meant: str) -> None:
    assert tidy_text(typed) == meant


@pytest.mark.parametrize("value", ["", "ä", "a b", "a" * 61, "<script>", "../etc", "\x00"])
def test_values_that_are_no_codes_are_left_out(value: str) -> None:
    assert SearchQuery(kinds=(value, "course")).kinds == ("course",)


def test_a_facet_has_no_more_values_than_any_link_of_ours() -> None:
    assert len(SearchQuery(kinds=tuple(f"k{number}" for number in range(1000))).kinds) == 20


@pytest.mark.parametrize(("page", "expected"), [(0, 1), (-7, 1), (10**12, 100_000), (3, 3)])
def test_pages_are_kept_in_bounds(page: int, expected: int) -> None:
    assert SearchQuery(page=page).page == expected


@given(query=QUERIES, sort=st.sampled_from(["", *SORTS]), page=st.integers(1, 9))
def test_what_is_spelled_at_once_is_what_a_changed_search_is_spelled_as(
    query: SearchQuery, sort: str, page: int
) -> None:
    assert query.spell_pages([page])[page] == query.replace(page=page).to_querystring()
    if sort != "distance" or query.near:
        assert query.spell_orders([sort])[sort] == query.replace(sort=sort).to_querystring()
    for facet, values in query.filters.items():
        rest = query.replace(**{facet: values[1:]})
        assert query.spell_without(facet, values[0]) == rest.to_querystring()


def test_a_change_leads_back_to_the_first_page_unless_it_is_a_page() -> None:
    assert SearchQuery(page=4).replace(text="x").page == 1
    assert SearchQuery(page=4).replace(page=5).page == 5


@pytest.mark.parametrize(
    ("text", "sort", "expected"),
    [
        ("", "", "next"),
        ("kurs", "", "relevance"),
        ("", "relevance", "next"),
        ("kurs", "newest", "newest"),
        ("", "nonsense", "next"),
    ],
)
def test_the_order_fits_the_search(text: str, sort: str, expected: str) -> None:
    assert SearchQuery(text=text, sort=sort).effective_sort == expected


def test_the_filters_are_the_facets_in_use() -> None:
    assert SearchQuery(text="x", costs=("free",), provider=1).filters == {"costs": ("free",)}
    assert SearchQuery(provider=1).is_narrowed
    assert not SearchQuery(sort="title", page=2).is_narrowed


@given(QUERIES)
def test_a_spelling_says_all_there_is_to_say(query: SearchQuery) -> None:
    spelled = parse_qs(query.to_querystring())
    again = SearchQuery(
        text=spelled.get("q", [""])[0],
        sort=spelled.get("sortierung", [""])[0],
        page=int(spelled.get("seite", ["1"])[0]),
        provider=int(spelled["anbieter"][0]) if "anbieter" in spelled else None,
        near=spelled.get("von", [""])[0],
        radius=int(spelled.get("umkreis", ["10"])[0]),
        literal=tuple(
            name for name, parameter in FACET_PARAMETERS.items() if parameter in spelled.get("woertlich", ())
        ),
        **{name: tuple(spelled.get(parameter, ())) for name, parameter in FACET_PARAMETERS.items()},
    )

    assert again == query


@given(QUERIES)
def test_tidying_twice_changes_nothing(query: SearchQuery) -> None:
    assert query.replace(page=query.page) == query


def test_a_place_to_be_near_to_is_spelled_with_its_radius() -> None:
    assert SearchQuery(near="53721").to_querystring() == "von=53721&umkreis=10"
    assert SearchQuery(near="05382060", radius=50).to_querystring() == "von=05382060&umkreis=50"


@pytest.mark.parametrize("near", ["Siegburg", "50.78,7.19", "537211", "", "５３７２１x"])
def test_only_a_postcode_or_a_key_is_a_place(near: str) -> None:
    assert SearchQuery(near=near, radius=50, sort="distance") == SearchQuery()


def test_an_odd_radius_is_the_usual_one() -> None:
    assert SearchQuery(near="53721", radius=7).radius == 10


def test_what_is_near_comes_first_where_there_are_no_words_to_match() -> None:
    assert SearchQuery(near="53721").effective_sort == "distance"
    assert SearchQuery(near="53721", text="chor").effective_sort == "relevance"
    assert SearchQuery(near="53721", text="chor", sort="distance").effective_sort == "distance"


def test_words_to_be_taken_literally_are_spelled() -> None:
    query = SearchQuery(text="chor hennef b1", literal=("levels", "municipalities", "nonsense"))

    assert query.to_querystring() == "q=chor+hennef+b1&woertlich=ort&woertlich=niveau"
    assert SearchQuery(literal=("levels",)) == SearchQuery()
