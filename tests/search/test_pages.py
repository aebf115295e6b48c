"""What a page of the directory says around its results."""

import pytest

from search.explanation import Explanation
from search.pages import SHORT_LIST, are_only_near, build_wider
from search.query import SearchQuery
from search.ranking import Fused
from search.results import Hit, SearchResults, Taken
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


class TestWider:
    def found(self, total: int = 3, named: str = "", **query: object) -> SearchResults:
        recognised = (Taken("municipalities", ("05382080",), (named,)),) if named else ()
        return SearchResults(query=SearchQuery(**query), total=total, recognised=recognised)

    @pytest.mark.parametrize(
        ("query", "url"),
        [
            ({"text": "chor", "municipalities": ("05382080",), "costs": ("free",)}, "?q=chor&kosten=free"),
            ({"text": "chor", "near": "53721", "radius": 20, "page": 1}, "?q=chor"),
            ({"text": "chor", "costs": ("free",)}, ""),
        ],
    )
    def test_a_short_list_of_a_place_leads_to_the_whole_county(self, query, url: str) -> None:
        assert build_wider(self.found(**query)) == url

    def test_a_place_among_the_words_is_left_out_of_them(self) -> None:
        assert build_wider(self.found(text="Schwimmen Windeck", named="Windeck")) == "?q=Schwimmen"

    @pytest.mark.parametrize("total", [0, SHORT_LIST])
    def test_neither_an_empty_list_nor_a_long_one_does(self, total: int) -> None:
        assert build_wider(self.found(total, municipalities=("05382080",))) == ""
