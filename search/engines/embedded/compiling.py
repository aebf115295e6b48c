"""Plans into queries of tantivy, built by hand: what a person typed never reaches its query syntax."""

import math
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query

from search.engines.embedded.words import SCHEMA
from search.ranking import (
    CODE_SCORE,
    RELATED_BOOST,
    SIMILAR_BOOST,
    SIMILAR_GRAMS,
    TIE_BREAKER,
    TITLE_BOOST,
    TITLE_GRAMS_BOOST,
)
from search.text.plan import AllOf, AnyOf, Clause, Code, Node, Related, Similar, Word
from search.text.spelling import mistakes_allowed


def knows(searcher: tantivy.Searcher, clause: Clause) -> bool:
    """Whether the index has the words of a clause themselves, or none like them is looked for anyway."""
    return not clause.similar or bool(searcher.search(compile_node(clause.exact), limit=1, count=False).hits)


def compile_clause(clause: Clause, is_known: bool) -> Query:
    """What an offer must have for one clause: its words or, where the index has none of them, others."""
    if is_known:
        return compile_node(clause.exact)
    similar = _all_of([_similar(word) for word in clause.similar])
    likely = [compile_node(node) for node in clause.likely]
    return Query.boost_query(_any_of([similar, *likely]), SIMILAR_BOOST)


def compile_later(query: Query, ordinal: int) -> Query:
    """The same, of offers from an ordinal on; they score as they would among all."""
    later = Query.range_query(SCHEMA, "ordinal", FieldType.Integer, ordinal, None)
    return _all_of([query, Query.const_score_query(later, 0.0)])


def compile_node(node: Node) -> Query:
    match node:
        case Word():
            return _any_of([_sum(_term("words", stem, TITLE_BOOST)) for stem in node.stems])
        case Code():
            return Query.const_score_query(Query.term_query(SCHEMA, "codes", node.code, "basic"), CODE_SCORE)
        case AllOf():
            return _all_of([compile_node(part) for part in node.parts])
        case Related():
            return Query.boost_query(compile_node(node.node), RELATED_BOOST)
        case AnyOf():
            return _any_of([compile_node(choice) for choice in node.choices])


def _similar(similar: Similar) -> Query:
    queries: list[Query] = []
    if distance := mistakes_allowed(similar.word):
        queries.append(Query.fuzzy_term_query(SCHEMA, "words", similar.word, distance=distance))
    if len(similar.grams) > 1:
        shared = math.ceil(len(similar.grams) * SIMILAR_GRAMS)
        grams = [(Occur.Should, _any_of(_term("grams", gram, TITLE_GRAMS_BOOST))) for gram in similar.grams]
        queries.append(Query.boolean_query(grams, minimum_number_should_match=shared))
    return _any_of(queries) if queries else Query.empty_query()


def _term(field: str, token: str, title_boost: float) -> list[Query]:
    in_title: Any = Query.term_query(SCHEMA, f"title_{field}", token, "freq")
    return [Query.boost_query(in_title, title_boost), Query.term_query(SCHEMA, field, token, "freq")]


def _any_of(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries, TIE_BREAKER)


def _sum(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _all_of(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])
