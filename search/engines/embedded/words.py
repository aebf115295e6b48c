"""The words of a generation: tantivy, with tokens that were made before and a query built by hand.

What a person typed never reaches tantivy's query syntax.
"""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import tantivy
from pyroaring import BitMap
from tantivy import Occur, Query

from search.documents import OfferDocument
from search.engines.embedded.damage import damage_makes_unavailable
from search.text.analysis import Analyser
from search.text.plan import AllOf, AnyOf, Clause, Code, Node, Related, Similar, TextPlan, Word
from search.text.spelling import mistakes_allowed

TITLE_BOOST: Final = 3.0
TITLE_GRAMS_BOOST: Final = 2.0
CODE_SCORE: Final = 2.0
RELATED_BOOST: Final = 0.4
SIMILAR_BOOST: Final = 0.5
TIE_BREAKER: Final = 0.1
SIMILAR_GRAMS: Final = 0.6  # of a word's 4-grams: "deutschkrus" shares 6 of 10 with "deutschkurs"

UPDATE_MEMORY: Final = 15_000_000  # bytes, the least that tantivy takes
REBUILD_MEMORY: Final = 100_000_000


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # A text id: deleting by an unsigned one deletes nothing and says nothing.
    builder.add_text_field("pk", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("ordinal", fast=True)
    for name in ("title_words", "words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("title_grams", "grams", "codes"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


SCHEMA: Final = build_schema()


class WordsIndex:
    """Reads the words of a generation."""

    def __init__(self, folder: Path) -> None:
        self._meta: Final = folder / "meta.json"
        with damage_makes_unavailable():
            self._state = self._look()
            self._index: Final = tantivy.Index.open(str(folder))
            self._index.config_reader("manual")
            self._index.reload()

    def follow(self) -> None:
        """Take in what was committed since."""
        with damage_makes_unavailable():
            state = self._look()
            if state != self._state:
                self._index.reload()
                self._state = state

    def search(self, plan: TextPlan) -> tuple[BitMap, dict[int, float]]:
        """The ordinals of all documents that match, and their scores, best first."""
        with damage_makes_unavailable():
            searcher = self._index.searcher()
            query = _Compiler(searcher).plan(plan)
            hits = searcher.search(query, limit=max(searcher.num_docs, 1), count=False).hits
            ordinals: Any = searcher.fast_field_values("ordinal", [address for _score, address in hits])
            scores = dict(zip(ordinals, (score for score, _address in hits), strict=True))
            return BitMap(ordinals), scores

    def _look(self) -> tuple[int, int]:
        status = self._meta.stat()
        return status.st_mtime_ns, status.st_ino


class WordsWriter:
    """Writes the words of a generation, for whoever holds the lock."""

    def __init__(self, folder: Path, *, memory: int = UPDATE_MEMORY, is_new: bool = False) -> None:
        with damage_makes_unavailable():
            index = tantivy.Index(SCHEMA, str(folder)) if is_new else tantivy.Index.open(str(folder))
            self._writer: Final = index.writer(memory, 1)

    def add(self, document: OfferDocument, ordinal: int, analyser: Analyser) -> None:
        titles = [(words.language, words.title) for words in document.words]
        summaries = [(words.language, words.summary) for words in document.words]
        texts = [(words.language, words.text) for words in document.words]
        title = analyser.tokens(titles)
        # Long texts have almost every 4-gram of the language: they would be similar to anything.
        short = analyser.tokens([*summaries, ("de", document.names)])
        long = analyser.tokens(texts, with_grams=False)
        self._writer.add_document(
            tantivy.Document(
                pk=str(document.pk),
                ordinal=ordinal,
                title_words=title.words,
                words=f"{title.words} {short.words} {long.words}",
                title_grams=title.grams,
                grams=f"{title.grams} {short.grams}",
                codes=" ".join(document.codes),
            )
        )

    def remove(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._writer.delete_documents_by_term("pk", str(pk))

    def close(self) -> None:
        """Everything written can be found afterwards."""
        with damage_makes_unavailable():
            self._writer.commit()
            self._writer.wait_merging_threads()


class _Compiler:
    """Plans into queries of tantivy."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher: Final = searcher

    def plan(self, plan: TextPlan) -> Query:
        clauses = [(Occur.Should, self._clause(clause)) for clause in plan.clauses]
        return Query.boolean_query(clauses, minimum_number_should_match=plan.required)

    def _clause(self, clause: Clause) -> Query:
        exact = _node(clause.exact)
        if not clause.similar or self._searcher.search(exact, limit=1, count=False).hits:
            return exact
        similar = _all_of([_similar(word) for word in clause.similar])
        likely = [_node(node) for node in clause.likely]
        return Query.boost_query(_any_of([similar, *likely]), SIMILAR_BOOST)


def _node(node: Node) -> Query:
    match node:
        case Word():
            return _any_of([query for stem in node.stems for query in _term("words", stem, TITLE_BOOST)])
        case Code():
            return Query.const_score_query(Query.term_query(SCHEMA, "codes", node.code, "basic"), CODE_SCORE)
        case AllOf():
            return _all_of([_node(part) for part in node.parts])
        case Related():
            return Query.boost_query(_node(node.node), RELATED_BOOST)
        case AnyOf():
            return _any_of([_node(choice) for choice in node.choices])


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


def _all_of(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])
