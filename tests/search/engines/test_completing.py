import pytest

from search.engines.base import Engine, EngineRequest
from search.engines.elastic import ElasticEngine
from search.engines.elastic.completing import compile_beginning, compile_mistyped
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from search.text.compounds import Lexicon
from search.text.plan import TextPlan
from search.text.synonyms import Thesaurus
from search.text.title_beginning import TitleBeginning, title_beginning
from tests.search.completion_contract import CompletionContract
from tests.search.sample_documents import NOW


class TestEmbedded(CompletionContract):
    @pytest.fixture
    def engine(self, tmp_path) -> Engine:
        return EmbeddedEngine(tmp_path / "index")


class TestElastic(CompletionContract):
    @pytest.fixture
    def engine(self, elastic_as_it_is: ElasticEngine) -> Engine:
        return elastic_as_it_is


def beginning(text: str) -> TitleBeginning:
    found = title_beginning(text, Lexicon(), Thesaurus())
    assert found is not None
    return found


def request(**query: object) -> EngineRequest:
    return EngineRequest(query=SearchQuery(**query), plan=TextPlan(), language="de", now=NOW, size=7)


def test_what_is_sent_to_a_server_names_letters_filters_and_size() -> None:
    body = compile_beginning(beginning("Cho"), request(municipalities=("05382060",)))

    assert body["size"] == 7
    (title,) = body["query"]["bool"]["must"]
    assert {"prefix": {"title_words": {"value": "cho"}}} in title["bool"]["should"]
    assert {"terms": {"facets.municipalities": ["05382060"]}} in body["query"]["bool"]["filter"]


def test_most_of_the_grams_are_asked_of_it_where_letters_are_wrong() -> None:
    (title,) = compile_mistyped(beginning("deutshk"), request())["query"]["bool"]["must"]

    assert len(title["bool"]["should"]) == 5
    assert title["bool"]["minimum_should_match"] == 3


def test_too_few_letters_cannot_be_mistyped() -> None:
    assert compile_mistyped(beginning("de"), request())["query"]["bool"]["must"] == [{"match_none": {}}]
