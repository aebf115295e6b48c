"""What is added up from columns and bitmaps is what tantivy scores when it is asked for all of it at once."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
import tantivy
from pyroaring import BitMap
from tantivy import Occur, Query

from search.engines.embedded import EmbeddedEngine, common_words
from search.engines.embedded import grams as grams_module
from search.engines.embedded.compiling import compile_clause, knows
from search.engines.embedded.grams import FIELDS
from search.engines.embedded.words import SCHEMA
from search.engines.embedded.words_found import hits
from search.engines.token_fields import token_fields
from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.plan import TextPlan
from search.text.synonyms import Thesaurus
from tests.search.sample_documents import make_document

VOCABULARY = """
    Deutsch Kurs Sprachkurs Beratung Kinder Schule Hilfe Wohnung Arbeit Frauen Treff Siegburg lernen
    sprechen Sprechstunde Elternabend Schwimmen Nähen Fahrrad Verkehr Gesundheit Familie Jugend Sport
"""
ANALYSER = Analyser(Lexicon())
TEXTS = (
    "kurs",
    "deutsch kurs",
    "deutsch lernen kurs schule",
    "sprachkrus",
    "kinder schule sport musik",
    "hilfe",
)


def documents(number: int, seed: int = 7) -> list:
    random = Random(seed)

    def say(most: int) -> str:
        return " ".join(random.choices(VOCABULARY.split(), k=random.randint(1, most)))

    return [make_document(pk, say(4), text=say(300)) for pk in range(1, number + 1)]


@pytest.fixture(params=[common_words.VERY_MANY, 150, 1], ids=["no word is common", "some are", "all are"])
def engine(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch) -> EmbeddedEngine:
    monkeypatch.setattr(common_words, "VERY_MANY", request.param)
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(documents(200), Lexicon())
    return engine


def plan_of(text: str) -> TextPlan:
    return ANALYSER.plan(text, Thesaurus())


@pytest.mark.parametrize("text", TEXTS)
def test_words_score_as_one_query_for_all_of_them(engine: EmbeddedEngine, text: str) -> None:
    plan, words = plan_of(text), engine._read().words
    searcher = words._index.searcher()
    clauses = [(Occur.Should, compile_clause(clause, knows(searcher, clause))) for clause in plan.clauses]
    needed = plan.required if plan.required == len(clauses) else 1
    at_once = hits(searcher, Query.boolean_query(clauses, minimum_number_should_match=needed), 1000)

    added_up = words.search(plan).scored(BitMap(range(200))).in_order()

    assert dict(zip(added_up.ordinals.tolist(), added_up.scores.tolist(), strict=True)) == pytest.approx(
        dict(zip(at_once.ordinals.tolist(), at_once.scores.tolist(), strict=True)), rel=1e-5
    )
    assert np.all(np.diff(added_up.scores) <= 0)


@pytest.mark.parametrize("text", TEXTS)
def test_grams_score_as_in_an_index_of_tantivy(engine: EmbeddedEngine, text: str) -> None:
    asked = plan_of(text).grams
    ordinals = np.arange(0, 200, 3, dtype=np.uint32)
    scored = engine._read().table.grams.compare(asked, ordinals)

    expected = score_by_tantivy(documents(200), asked)
    assert scored.scores.tolist() == pytest.approx([expected.get(one, 0) for one in ordinals], rel=1e-5)
    assert max(scored.scores) > 0


def test_grams_that_were_written_since_count_like_those_of_a_rebuild(
    engine: EmbeddedEngine, tmp_path: Path
) -> None:
    more = [
        make_document(pk + 200, document.words[0].title)
        for pk, document in enumerate(documents(9, seed=3), 1)
    ]
    engine.update(more, gone=[])
    rebuilt = EmbeddedEngine(tmp_path / "rebuilt")
    rebuilt.rebuild([*documents(200), *more], Lexicon())

    ordinals = np.arange(209, dtype=np.uint32)
    for text in TEXTS:
        found, expected = (
            one._read().table.grams.compare(plan_of(text).grams, ordinals).scores for one in (engine, rebuilt)
        )
        assert found.tolist() == pytest.approx(expected.tolist())
        assert max(found[200:]) > 0


def test_grams_that_are_not_remembered_are_read_again(engine: EmbeddedEngine, monkeypatch) -> None:
    ordinals = np.arange(200, dtype=np.uint32)
    found = engine._read().table.grams.compare(plan_of("kurs").grams, ordinals).scores
    monkeypatch.setattr(grams_module, "REMEMBERED", 1)
    other = EmbeddedEngine(engine._generations.folder)

    assert (
        other._read().table.grams.compare(plan_of("kurs").grams, ordinals).scores.tolist() == found.tolist()
    )


def score_by_tantivy(of: list, asked: tuple[str, ...]) -> dict[int, float]:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("ordinal", fast=True)
    for field in FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="basic")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(15_000_000, 1)
    for ordinal, document in enumerate(of):
        fields = token_fields(document, ANALYSER)
        writer.add_document(tantivy.Document(ordinal=ordinal, **{field: fields[field] for field in FIELDS}))
    writer.commit()
    index.reload()
    queries = [
        (Occur.Should, Query.boost_query(Query.term_query(schema, field, gram, "basic"), boost))
        for field, boost in FIELDS.items()
        for gram in asked
    ]
    found = hits(index.searcher(), Query.boolean_query(queries), len(of))
    return dict(zip(found.ordinals.tolist(), found.scores.tolist(), strict=True))


def test_the_schema_keeps_no_grams_that_are_only_compared() -> None:
    with pytest.raises(ValueError, match="all_grams"):
        Query.term_query(SCHEMA, "all_grams", "kurs")
