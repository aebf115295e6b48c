"""What is sent to Elasticsearch, without one."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from offers.geo import Circle, Point
from search.embeddings import DIMENSIONS
from search.engines.base import EngineRequest
from search.engines.elastic.compiling import (
    compile_best_words,
    compile_checks,
    compile_nearest,
    compile_request,
    compile_rest,
    compile_tally,
)
from search.engines.elastic.documents import FACETS, mapping, to_source
from search.engines.elastic.filters import MOST_VALUES, filters_of, read_counts
from search.engines.elastic.orders import BEST_MATCH
from search.query import FACET_PARAMETERS, SearchQuery
from search.ranking import (
    ALL_GRAMS_TITLE_BOOST,
    CODE_SCORE,
    RELATED_BOOST,
    SIMILAR_BOOST,
    TIE_BREAKER,
    TITLE_BOOST,
)
from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.plan import AllOf, AnyOf, Clause, Code, Related, Similar, TextPlan, Word
from search.vectors import pack
from tests.search.sample_documents import NOW, make_document

NEAR = Circle(Point(50.8, 7.2), 20)


def request(
    *clauses: Clause, language: str = "de", with_counts: bool = True, meaning: Any = None, **query: Any
) -> EngineRequest:
    return EngineRequest(
        query=SearchQuery(text="x" if clauses else "", **query),
        plan=TextPlan(clauses),
        language=language,
        now=NOW,
        size=20,
        with_counts=with_counts,
        meaning=meaning,
    )


def words_of(*clauses: Clause, unknown: tuple[int, ...] = ()) -> dict[str, Any]:
    return compile_best_words(request(*clauses), unknown)["query"]["bool"]["must"][0]["bool"]


def term(field: str, value: str, boost: float | None = None) -> dict[str, Any]:
    return {"term": {field: {"value": value, **({"boost": boost} if boost else {})}}}


WORD = {
    "bool": {
        "should": [term("title_words", "chor", TITLE_BOOST), term("words", "chor")],
        "minimum_should_match": 1,
    }
}


class TestWords:
    def test_a_word_counts_more_in_the_title(self) -> None:
        assert words_of(Clause(Word(("chor",))))["should"] == [WORD]

    def test_the_best_of_several_stems_counts(self) -> None:
        (found,) = words_of(Clause(Word(("chor", "kurs"))))["should"]

        assert found["dis_max"]["tie_breaker"] == TIE_BREAKER
        assert found["dis_max"]["queries"][0] == WORD

    def test_a_code_counts_the_same_however_frequent_it_is(self) -> None:
        (found,) = words_of(Clause(Code("topic:choirs")))["should"]

        assert found == {
            "constant_score": {"filter": {"term": {"codes": "topic:choirs"}}, "boost": CODE_SCORE}
        }

    def test_what_a_word_stands_for_counts_less(self) -> None:
        (found,) = words_of(Clause(AnyOf((Word(("chor",)), Related(Code("topic:choirs"))))))["should"]

        assert found["dis_max"]["queries"][1]["bool"]["boost"] == RELATED_BOOST

    def test_all_parts_must_be_there(self) -> None:
        (found,) = words_of(Clause(AllOf((Word(("chor",)), Word(("chor",))))))["should"]

        assert found == {"bool": {"must": [WORD, WORD]}}

    @pytest.mark.parametrize(("number", "required"), [(1, 1), (2, 2), (3, 2), (6, 4)])
    def test_most_of_many_words_must_be_there(self, number: int, required: int) -> None:
        assert words_of(*[Clause(Word(("chor",)))] * number)["minimum_should_match"] == required

    def test_similar_words_are_looked_for_only_where_the_index_has_nothing(self) -> None:
        clause = Clause(Word(("chro",)), (Similar("chro", ("_chr", "chro", "hro_")),))
        (found,) = words_of(clause, unknown=(0,))["should"]
        fuzzy, grams = found["bool"]["must"][0]["dis_max"]["queries"]

        assert "fuzzy" not in json.dumps(words_of(clause))
        assert fuzzy == {"fuzzy": {"words": {"value": "chro", "fuzziness": 1, "rewrite": "constant_score"}}}
        assert grams["bool"]["minimum_should_match"] == 2
        assert found["bool"]["boost"] == SIMILAR_BOOST

    def test_a_word_too_short_to_be_misspelt_finds_nothing(self) -> None:
        (found,) = words_of(Clause(Word(("ab",)), (Similar("ab", ()),)), unknown=(0,))["should"]

        assert found["bool"]["must"] == [{"match_none": {}}]

    def test_whether_the_index_knows_a_word_is_asked_where_there_are_similar_ones(self) -> None:
        known, maybe = Clause(Code("topic:choirs")), Clause(Word(("chor",)), (Similar("chor", ()),))
        checks = compile_checks(request(known, maybe))

        assert list(checks) == [1]
        assert checks[1] == {"query": WORD, "size": 0, "terminate_after": 1, "track_total_hits": 1}


class TestFilters:
    def test_values_are_alternatives_and_facets_narrow_down(self) -> None:
        body = compile_tally(request(kinds=("course", "event"), languages=("ar",), provider=7))

        assert body["post_filter"]["bool"]["filter"] == [
            {"terms": {"facets.languages": ["ar"]}},
            {"terms": {"facets.kinds": ["course", "event"]}},
            {"term": {"facets.provider": "7"}},
        ]

    def test_a_facet_is_counted_without_its_own_filter(self) -> None:
        counts = compile_tally(request(kinds=("course",), languages=("ar",)))["aggs"]

        assert counts["own_kinds"]["filter"]["bool"]["filter"] == [{"terms": {"facets.languages": ["ar"]}}]
        assert counts["own_languages"]["filter"]["bool"]["filter"] == [
            {"terms": {"facets.kinds": ["course"]}}
        ]
        assert len(counts["others"]["filter"]["bool"]["filter"]) == 2
        assert set(counts["others"]["aggs"]) == set(FACET_PARAMETERS) - {"kinds", "languages"}

    def test_every_value_is_counted_not_the_first_ten(self) -> None:
        (towns,) = (
            aggs["terms"]
            for group in compile_tally(request())["aggs"].values()
            for name, aggs in group["aggs"].items()
            if name == "municipalities"
        )
        assert towns == {"field": "facets.municipalities", "size": MOST_VALUES}

    def test_hits_are_asked_for_apart_from_counts(self) -> None:
        """The server remembers answers that have no hits."""
        body = compile_request(request(kinds=("course",)))

        assert compile_tally(request())["size"] == 0
        assert not body.keys() & {"aggs", "post_filter"}
        assert {"terms": {"facets.kinds": ["course"]}} in body["query"]["bool"]["filter"]

    def test_what_ended_yesterday_is_left_out(self) -> None:
        ended = {"bool": {"must_not": [{"range": {"ends_on": {"lt": "2026-11-24"}}}]}}

        assert compile_request(request())["query"]["bool"]["filter"] == [ended]

    def test_counts_are_read_as_they_are_asked_for(self) -> None:
        buckets = {"buckets": [{"key": "course", "doc_count": 3}]}
        counts = read_counts({"own_kinds": {"doc_count": 3, "kinds": buckets}})

        assert counts["kinds"] == {"course": 3}
        assert counts["topics"] == {}


class TestOrders:
    def order(self, **query: Any) -> list[dict[str, Any]]:
        return compile_request(request(**query))["sort"]

    def test_titles_in_the_language_of_the_reader(self) -> None:
        assert self.order(sort="title", language="en") == [{"titles.en": "asc"}, {"pk": "asc"}]
        assert self.order(sort="title", language="xx") == [{"titles.de": "asc"}, {"pk": "asc"}]

    def test_what_comes_next_by_the_clock_of_the_reader(self) -> None:
        by_moment, *others = self.order(sort="next")
        nested = by_moment["moments.starts_at"]["nested"]

        assert nested["filter"] == {"range": {"moments.is_over_at": {"gt": int(NOW.timestamp())}}}
        assert by_moment["moments.starts_at"]["missing"] == "_last"
        assert others == [{"created_at": "desc"}, {"pk": "desc"}]

    def test_by_the_nearest_of_the_places(self) -> None:
        asked = replace(request(near="53721"), near=NEAR)
        by_distance, *_others = compile_request(asked)["sort"]

        assert by_distance["_geo_distance"]["points"] == {"lat": 50.8, "lon": 7.2}
        assert by_distance["_geo_distance"]["mode"] == "min"

    def test_what_is_near_is_a_filter_for_every_count(self) -> None:
        asked = replace(request(near="53721", kinds=("course",)), near=NEAR)
        inside, everybody = filters_of(asked)["near"]["bool"]["should"]

        assert inside == {"geo_distance": {"distance": "20km", "points": {"lat": 50.8, "lon": 7.2}}}
        assert everybody == {"term": {"facets.reach": "anywhere"}}
        own = compile_tally(asked)["aggs"]["own_kinds"]["filter"]["bool"]["filter"]
        assert own == [filters_of(asked)["near"]]

    @pytest.mark.parametrize("sort", ["", "next", "newest", "title", "relevance"])
    def test_no_two_offers_have_the_same_place(self, sort: str) -> None:
        assert list(self.order(sort=sort)[-1]) == list(BEST_MATCH[-1]) == ["pk"]


class TestMeaning:
    vector = np.eye(DIMENSIONS, dtype=np.float32)[0]

    def test_filters_apply_before_the_nearest_are_chosen(self) -> None:
        asked = request(Clause(Word(("chor",))), meaning=self.vector, kinds=("course",))
        body = compile_nearest(asked, filters_of(asked).values())
        title, piece = [
            part["bool"]["must"][0] for part in body["query"]["bool"]["must"][0]["bool"]["should"]
        ]

        for nearest in (title["knn"], piece["nested"]["query"]["knn"]):
            assert nearest["filter"][1:] == [{"terms": {"facets.kinds": ["course"]}}]
            assert len(nearest["query_vector"]) == DIMENSIONS
            assert nearest["k"] == body["size"]

    def test_titles_and_pieces_are_named_so_that_each_score_is_known(self) -> None:
        body = compile_nearest(request(Clause(Word(("chor",))), meaning=self.vector), [])
        near = body["query"]["bool"]["must"][0]["bool"]["should"]

        assert [part["bool"]["_name"] for part in near] == ["title", "piece"]

    def test_words_are_named_and_change_no_score(self) -> None:
        asked = request(Clause(Word(("chor",))), meaning=self.vector)
        (said,) = compile_nearest(asked, [])["query"]["bool"]["should"]

        assert said["bool"]["boost"] == 0
        assert [named["bool"]["_name"] for named in said["bool"]["should"]] == ["any", "required", "grams"]

    def test_grams_are_named_only_where_they_count(self) -> None:
        asked = request(Clause(Word(("chor",)), (Similar("chor", ("chor",)),)))
        foreign = replace(asked, plan=replace(asked.plan, language="tr"))
        (named,) = compile_best_words(asked)["query"]["bool"]["should"][0]["bool"]["should"]

        assert named["bool"]["_name"] == "grams"
        assert named["bool"]["must"][0]["bool"]["should"] == [
            term("all_grams", "chor", 1.0),
            term("title_grams", "chor", ALL_GRAMS_TITLE_BOOST),
        ]
        assert '"grams"' not in json.dumps(compile_best_words(foreign))

    def test_what_is_meant_is_found_besides_what_has_the_words(self) -> None:
        body = compile_request(request(Clause(Word(("chor",))), sort="title"), (), [5, 7])

        assert {"ids": {"values": ["5", "7"]}} in body["query"]["bool"]["must"][0]["bool"]["should"]

    def test_what_was_shown_before_is_not_shown_again(self) -> None:
        body = compile_rest(request(Clause(Word(("chor",)))), (), [5])

        assert body["query"]["bool"]["must"][0]["bool"]["must_not"] == [{"ids": {"values": ["5"]}}]


class TestDocuments:
    def test_a_document_has_no_field_that_the_mapping_does_not_know(self) -> None:
        document = make_document(
            1,
            "Chor",
            codes=("topic:choirs",),
            in_days=(1,),
            ends_on=NOW.date(),
            kinds=("course",),
            points=((50.8, 7.2),),
        )
        vectors = tuple(pack(np.ones((2, DIMENSIONS), dtype=np.float32)))
        source = to_source(replace(document, vectors=vectors), Analyser(Lexicon()))
        properties = mapping()["properties"]

        assert mapping()["dynamic"] == "strict"
        assert source.keys() <= properties.keys()
        assert set(source["facets"]) == set(FACETS) == set(properties["facets"]["properties"])
        assert source["ends_on"] == "2026-11-24"
        assert [len(passage["vector"]) for passage in source["passages"]] == [DIMENSIONS]
        assert len(source["title_vector"]) == DIMENSIONS

    def test_a_document_without_words_is_as_near_as_its_title(self) -> None:
        vectors = tuple(pack(np.ones((1, DIMENSIONS), dtype=np.float32)))
        source = to_source(replace(make_document(1, "Chor"), vectors=vectors), Analyser(Lexicon()))

        assert source["passages"] == [{"vector": source["title_vector"]}]

    def test_a_document_without_vectors_is_none_the_worse(self) -> None:
        assert not to_source(make_document(1, "Chor"), Analyser(Lexicon())).keys() & {
            "title_vector",
            "passages",
        }

    def test_no_analyser_is_asked_for_that_a_plain_server_lacks(self) -> None:
        fields = mapping()["properties"].values()

        assert {field["analyzer"] for field in fields if "analyzer" in field} == {"whitespace"}

    def test_only_what_is_shown_is_kept_as_it_was_sent(self) -> None:
        assert mapping()["_source"] == {"includes": ["card", "pk", "digest"]}
