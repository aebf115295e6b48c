"""Plans into queries of Elasticsearch, built by hand: what a person typed never reaches its query syntax."""

import math
from collections.abc import Collection
from typing import Any, Final

from search.ranking import (
    ALL_GRAMS_TITLE_BOOST,
    CODE_SCORE,
    RELATED_BOOST,
    SIMILAR_BOOST,
    SIMILAR_GRAMS,
    TIE_BREAKER,
    TITLE_BOOST,
    TITLE_GRAMS_BOOST,
)
from search.text.plan import AllOf, AnyOf, Clause, Code, Node, Related, Similar, TextPlan, Word
from search.text.spelling import mistakes_allowed

Query = dict[str, Any]
Unknown = Collection[int]  # positions of clauses that the index has nothing for, as they were typed

NOTHING: Final[Query] = {"match_none": {}}


def compile_required(plan: TextPlan, unknown: Unknown = ()) -> Query:
    """What an offer must have to be found; it is scored by all the words of the plan that it has."""
    return {"bool": {"should": _clauses(plan, unknown), "minimum_should_match": plan.required}}


def compile_any(plan: TextPlan, unknown: Unknown = ()) -> Query:
    """Offers with any of the words, scored as `compile_required` scores them."""
    return {"bool": {"should": _clauses(plan, unknown), "minimum_should_match": 1}}


def compile_grams(plan: TextPlan) -> Query:
    """Scores by the 4-grams that an offer shares with the plan."""
    fields = {"all_grams": 1.0, "title_grams": ALL_GRAMS_TITLE_BOOST}
    grams = [
        {"term": {field: {"value": gram, "boost": boost}}}
        for gram in plan.grams
        for field, boost in fields.items()
    ]
    return _sum(grams) if grams else NOTHING


def compile_exact(clause: Clause) -> Query:
    """What a clause finds as it was typed."""
    return compile_node(clause.exact)


def _clauses(plan: TextPlan, unknown: Unknown) -> list[Query]:
    return [
        _misspelt(clause) if position in unknown else compile_node(clause.exact)
        for position, clause in enumerate(plan.clauses)
    ]


def _misspelt(clause: Clause) -> Query:
    similar = _all_of([_similar(word) for word in clause.similar])
    likely = [compile_node(node) for node in clause.likely]
    return _boosted(_any_of([similar, *likely]), SIMILAR_BOOST)


def compile_node(node: Node) -> Query:
    match node:
        case Word():
            return _any_of([_sum(_term("words", stem, TITLE_BOOST)) for stem in node.stems])
        case Code():
            return {"constant_score": {"filter": {"term": {"codes": node.code}}, "boost": CODE_SCORE}}
        case AllOf():
            return _all_of([compile_node(part) for part in node.parts])
        case Related():
            return _boosted(compile_node(node.node), RELATED_BOOST)
        case AnyOf():
            return _any_of([compile_node(choice) for choice in node.choices])


def _similar(similar: Similar) -> Query:
    queries: list[Query] = []
    if distance := mistakes_allowed(similar.word):
        fuzzy = {"value": similar.word, "fuzziness": distance, "rewrite": "constant_score"}
        queries.append({"fuzzy": {"words": fuzzy}})
    if len(similar.grams) > 1:
        shared = math.ceil(len(similar.grams) * SIMILAR_GRAMS)
        grams = [_any_of(_term("grams", gram, TITLE_GRAMS_BOOST)) for gram in similar.grams]
        queries.append({"bool": {"should": grams, "minimum_should_match": shared}})
    return _any_of(queries) if queries else NOTHING


def _term(field: str, token: str, title_boost: float) -> list[Query]:
    in_title = {"term": {f"title_{field}": {"value": token, "boost": title_boost}}}
    return [in_title, {"term": {field: {"value": token}}}]


def _boosted(query: Query, boost: float) -> Query:
    return {"bool": {"must": [query], "boost": boost}}


def _any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"dis_max": {"queries": queries, "tie_breaker": TIE_BREAKER}}


def _sum(queries: list[Query]) -> Query:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def _all_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else {"bool": {"must": queries}}
