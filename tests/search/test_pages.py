"""What a page of the directory says around its results."""

import pytest

from search.explanation import Explanation
from search.pages import are_only_near
from search.query import SearchQuery
from search.ranking import Fused
from search.results import Hit, SearchResults
from search.text.plan import Clause, TextPlan, Word
from tests.templates.test_components import CARD

WORD = Clause(Word(("schwimm",)))


def results(*won_by: Fused | None, language: str = "de") -> SearchResults:
    hits = tuple(
        Hit(number, 1.0, CARD, Explanation(fused) if fused else None) for number, fused in enumerate(won_by)
    )
    return SearchResults(
        query=SearchQuery(text="schwimmen"),
        hits=hits,
        total=len(hits),
        plan=TextPlan((WORD,), language=language),
    )


NEAR, NAMED = Fused(meaning=0.4, grams=0.1), Fused(words=0.1, meaning=0.2)


@pytest.mark.parametrize(
    ("found", "is_so"),
    [
        (results(NEAR, NEAR), True),
        (results(NEAR, NAMED), False),
        (results(), False),
        (results(None, None), False),  # in another order than that of the best match
        (results(NEAR, language="tr"), False),  # offers are written in German
    ],
)
def test_a_page_says_where_no_offer_has_the_words_that_were_looked_for(
    found: SearchResults, is_so: bool
) -> None:
    assert are_only_near(found) is is_so
