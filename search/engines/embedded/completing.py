"""What is being typed into queries of tantivy."""

import tantivy
from tantivy import Occur, Query

from search.engines.embedded.compiling import compile_node
from search.engines.embedded.words import SCHEMA
from search.text.title_beginning import TitleBeginning


def compile_beginning(beginning: TitleBeginning) -> Query:
    """Titles with a word that begins with these letters or, inflected, is this one."""
    stems = [_term("title_words", stem) for stem in beginning.stems]
    begun = Query.fuzzy_term_query(SCHEMA, "title_words", beginning.letters, distance=0, prefix=True)
    return _with_words_before(_any_of([begun, *stems]), beginning)


def compile_mistyped(beginning: TitleBeginning) -> Query:
    """Titles with most of the 4-grams of these letters."""
    if not beginning.shared:
        return Query.empty_query()
    grams = [(Occur.Should, _term("title_grams", gram)) for gram in beginning.grams]
    alike = Query.boolean_query(grams, minimum_number_should_match=beginning.shared)
    return _with_words_before(alike, beginning)


def _with_words_before(query: Query, beginning: TitleBeginning) -> Query:
    return Query.boolean_query(
        [(Occur.Must, query), *((Occur.Must, compile_node(node)) for node in beginning.before)]
    )


def _any_of(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _term(field: str, token: str) -> Query:
    return tantivy.Query.term_query(SCHEMA, field, token, "freq")
