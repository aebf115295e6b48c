"""20,000 searches that nobody in her right mind would type: not one is an error, in either engine."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pytest
from django.test import Client
from django.urls import reverse

from offers.vocabulary import vocabulary
from search import service
from search.asking import request_for, understood_by
from search.engines.base import EngineRequest
from search.engines.elastic import ElasticEngine
from search.engines.elastic.answering import _searches
from search.engines.elastic.compiling import Body, compile_checks
from search.engines.elastic.connection import Connection
from search.engines.elastic.server import Server
from search.indexing import all_documents, collect_lexicon
from tests.factories.offers import OfferFactory
from tests.search.engines.conftest import URLS
from tests.search.engines.fuzz import WORDS, searches

NUMBER = 20_000
SENT_AT_ONCE = 50  # searches
ASKED_ONE_BY_ONE = 200

# The text of a search never comes to the database, so one kind of it will do.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture
def offers() -> None:
    for number, words in enumerate(WORDS):
        OfferFactory(title=f"{words} {number}", topics=["german-courses"], languages=["ar"])


def test_the_embedded_engine(offers: None, build_index) -> None:
    build_index()
    found = 0
    for number, query in enumerate(searches(NUMBER)):
        results = service.find(query, with_facets=number % 10 == 0)
        assert not results.is_degraded, query
        found += bool(results.total)

    assert NUMBER / 10 < found < NUMBER


def test_the_page(offers: None, build_index, client: Client) -> None:
    build_index()
    for query in searches(100):
        response = client.get(f"{reverse('search:results')}?{query.to_querystring()}")
        assert response.status_code == 200, query


def test_elasticsearch(offers: None, elastic) -> None:
    """All of them as the server gets them, many in a call; some as they are asked in life.

    The first server gets all, the others a tenth: they are to understand the same.
    """
    connection = Connection(elastic)
    engine = ElasticEngine(connection)
    engine.rebuild(all_documents(), collect_lexicon())
    number = NUMBER if elastic["URLS"] == URLS[:1] else NUMBER // 10
    found, requests = 0, understood(engine, number)
    with connection.working() as client:
        server = Server(client, f"{elastic['INDEX_PREFIX']}-offers")
        while some := list(islice(requests, SENT_AT_ONCE)):
            answers = server.search_all([body for request in some for body in _searches(request).values()])
            # Each fifty have one that is asked as if the index knew none of the words.
            server.search_all(if_unknown(next(request for request in some if request.plan)))
            found += sum(bool(answer["hits"]["total"]["value"]) for answer in answers)
    assert found > number / 10

    for request in understood(engine, ASKED_ONE_BY_ONE):
        answer = engine.search(request)
        assert len(answer.hits) == min(answer.total - (answer.page - 1) * request.size, request.size)


def understood(engine: ElasticEngine, number: int) -> Iterator[EngineRequest]:
    known = vocabulary()
    for query in searches(number):
        request = request_for(query, size=service.PAGE_SIZE, with_counts=False)
        yield understood_by(engine, request, known)[0]


def if_unknown(request: EngineRequest) -> Sequence[Body]:
    """Whether the index knows the words, and what is asked where it does not."""
    checks = compile_checks(request)
    return [*checks.values(), *_searches(request, tuple(checks)).values()]
