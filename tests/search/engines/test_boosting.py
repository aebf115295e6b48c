"""The factors of many offers at once are the boosts of each."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from offers.enums import Places
from search.documents import OfferDocument
from search.engines.base import EngineRequest
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.boosting import Boosting
from search.query import SearchQuery
from search.ranking import factor_of
from search.text.compounds import Lexicon
from search.text.plan import Clause, Code, TextPlan
from tests.search.sample_documents import NOW, make_document

AGES = (None, 0, 90, 91, 5000)
DUE = (None, -5000, -31, -30, -29, 60)  # days from now
DAYS = ((), (-1, 40), (-0.02,), (13.9,), (14.5,), (14.6,), (15,))
TERMS = ((), ("german-courses",), ("german-courses", "childcare"))


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    documents = []
    facts = product(AGES, DUE, DAYS, ("", *Places.values), ((), TERMS[1]), ("", "05382020"))
    for number, (age, due, days, places, topics, town) in enumerate(facts):
        if number % 3 == 0:  # a third of them has every pair
            document = make_document(number + 1, in_days=days, topics=topics)
            documents.append(_with(document, age, due, places, town))
    engine.rebuild(documents, Lexicon())
    return engine


def _with(document: OfferDocument, age: int | None, due: int | None, places: str, town: str) -> OfferDocument:
    verified_on = None if age is None else NOW.date() - timedelta(days=age)
    review_on = None if due is None else NOW.date() + timedelta(days=due)
    card = replace(document.card, verified_on=verified_on, review_on=review_on, places=places)
    return replace(document, card=card, towns=(town,) if town else ())


@pytest.mark.parametrize("towns", [(), ("05382020",), ("05382020", "05382060")])
@pytest.mark.parametrize(
    "codes", [(), ("topic:german-courses",), ("topic:german-courses", "topic:childcare")]
)
def test_factors_are_the_product_of_the_boosts(
    engine: EmbeddedEngine, towns: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    plan = TextPlan(tuple(Clause(Code(code)) for code in codes))
    query = SearchQuery(text="kurs", municipalities=towns)
    request = EngineRequest(query=query, plan=plan, language="de", now=NOW, size=20)
    table = engine._read().table
    boosting, ordinals = Boosting(table, request), np.arange(len(table.columns))

    factors = boosting.factors(ordinals).tolist()

    assert factors == pytest.approx([factor_of(boosts) for boosts in boosting.boosts(ordinals)])
    assert len(set(factors)) > 10
