"""Which words of a search become filters, who decides, and how it is undone."""

import pytest

from offers.vocabulary import vocabulary
from search.query import SearchQuery
from search.reading import Reading, read, read_with_fewer, settle

pytestmark = pytest.mark.django_db

HENNEF, SIEGBURG = "05382020", "05382060"


def reading(text: str, **query: object) -> Reading:
    return read(SearchQuery(text=text, **query), vocabulary())


def settled(text: str, before: str, **query: object) -> SearchQuery:
    return settle(SearchQuery(text=text, **query), before, vocabulary())


class TestReading:
    def test_a_town_is_a_filter_and_no_word_any_more(self):
        found = reading("Deutschkurs in Hennef", kinds=("course",), page=3)

        assert found.searched == SearchQuery(
            text="Deutschkurs", kinds=("course",), municipalities=(HENNEF,), page=3
        )
        assert found.asked == SearchQuery(text="Deutschkurs in Hennef", kinds=("course",), page=3)
        assert [(one.facet, one.values, one.said) for one in found.taken] == [
            ("municipalities", (HENNEF,), ("Hennef",))
        ]

    def test_a_search_without_such_words_stays_as_it_is(self):
        found = reading("how much does it cost", municipalities=(HENNEF,))

        assert found.searched == found.asked
        assert found.taken == ()

    def test_small_words_alone_are_nothing_to_look_for(self):
        assert reading("gibt es das in Hennef?").searched.text == ""
        assert reading("Hennef (Sieg)").searched.text == ""

    def test_filters_that_were_chosen_win(self):
        found = reading("Deutschkurs Hennef", municipalities=(SIEGBURG,))

        assert found.searched == found.asked
        assert reading("Kurs A1 Deutsch", levels=("b1",)).taken == ()

    def test_words_that_say_what_was_chosen_are_not_looked_for_besides(self):
        found = reading("Deutschkurs Hennef", municipalities=(HENNEF, SIEGBURG))

        assert found.searched == SearchQuery(text="Deutschkurs", municipalities=(HENNEF, SIEGBURG))
        assert found.taken == ()

    def test_whoever_looks_near_a_place_has_chosen_one(self):
        found = reading("Deutschkurs Hennef", near="53721")

        assert found.searched == found.asked

    def test_each_filter_can_be_undone_by_itself(self):
        found = reading("Deutschkurs Hennef samstags", literal=("municipalities",))

        assert found.searched == SearchQuery(text="Deutschkurs Hennef", times=("sa",))
        assert [one.facet for one in found.taken] == ["times"]

    def test_it_can_be_told_with_its_filters_ticked(self):
        assert reading("Chor Hennef").ticked == SearchQuery(text="Chor Hennef", municipalities=(HENNEF,))

    def test_words_put_right_stand_among_those_that_were_typed(self):
        found = reading("Deutschkrus  in Hennef für Fauen")

        assert found.with_words("Deutschkurs für Frauen") == "Deutschkurs in Hennef für Frauen"
        assert found.with_words("") == ""

    def test_filters_are_given_up_one_by_one_the_place_last(self):
        found = reading("Chor Hennef B1 samstags")
        fewer = []
        while found.taken:
            found = read_with_fewer(found, vocabulary())
            fewer.append(([one.facet for one in found.taken], found.searched.text))

        assert fewer == [
            (["municipalities", "levels"], "Chor samstags"),
            (["municipalities"], "Chor B1 samstags"),
            ([], "Chor Hennef B1 samstags"),
        ]
        assert [one.facet for one in found.given_up] == ["municipalities", "levels", "times"]
        assert found.asked == SearchQuery(text="Chor Hennef B1 samstags")


class TestForm:
    """On the page of a search, what was taken from its words is ticked like any filter."""

    def test_what_is_left_as_it_was_stays_taken_from_the_words(self):
        query = settled("Chor Hennef", "Chor Hennef", municipalities=(HENNEF,), costs=("free",))

        assert query == SearchQuery(text="Chor Hennef", costs=("free",))

    def test_what_was_unticked_is_not_wanted(self):
        query = settled("Chor Hennef", "Chor Hennef", costs=("free",))

        assert query == SearchQuery(text="Chor Hennef", costs=("free",), literal=("municipalities",))

    def test_what_was_ticked_besides_is_a_choice(self):
        query = settled("Chor Hennef", "Chor Hennef", municipalities=(HENNEF, SIEGBURG))

        assert query == SearchQuery(text="Chor Hennef", municipalities=(HENNEF, SIEGBURG))

    def test_other_words_bring_other_filters(self):
        query = settled("Chor Siegburg", "Chor Hennef", municipalities=(HENNEF,), costs=("free",))

        assert query == SearchQuery(text="Chor Siegburg", costs=("free",))

    def test_other_words_are_read_anew(self):
        query = settled("Chor Siegburg", "Chor Hennef", literal=("municipalities",))

        assert query == SearchQuery(text="Chor Siegburg")

    def test_what_was_undone_stays_undone(self):
        query = settled("Chor Hennef", "Chor Hennef", literal=("municipalities",), kinds=("course",))

        assert query == SearchQuery(text="Chor Hennef", literal=("municipalities",), kinds=("course",))

    def test_the_page_stays(self):
        assert settled("Chor Hennef", "Chor Hennef", municipalities=(HENNEF,), page=2).page == 2
