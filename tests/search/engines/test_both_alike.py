"""Elasticsearch answers as the embedded engine does: the same offers, counts and order, also by meaning."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from offers.geo import Circle, Point
from search.documents import OfferDocument
from search.embeddings import DIMENSIONS, Vector
from search.engines.base import EngineAnswer, EngineRequest
from search.engines.elastic import ElasticEngine
from search.engines.elastic.compiling import Body
from search.engines.elastic.connection import Connection
from search.engines.elastic.server import Server
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.synonyms import Synonyms, Thesaurus
from search.vectors import pack
from tests.search.sample_documents import NOW, make_document

Bodies = Sequence[Body]
Answers = list[dict[str, Any]]

WORDS = ("Deutschkurs", "Chor", "Beratung", "Frauen", "Kinder", "Fahrrad", "Kochen", "Treff", "Siegburg")
THESAURUS = Thesaurus([Synonyms("topic:german-courses", ("Sprachkurs", "Deutschkurs"))])
SEARCHES = (
    "",
    "chor",
    "deutschkrus",
    "sprachkurs frauen",
    "chor kinder fahrrad",
    "beratung für frauen mit kindern in siegburg",
    "etwas ganz anderes",
)
FILTERS = (
    {},
    {"kinds": ("course",)},
    {"kinds": ("course", "event"), "languages": ("ar",)},
    {"provider": 2},
    {"municipalities": ("m1", "m2")},
)
LANGUAGES = ("de", "tr")
NEAR = Circle(Point(50.8, 7.2), 20)


def near(vector: Vector, nearness: float, numbers: np.random.Generator) -> Vector:
    """A vector whose cosine with this one is so great."""
    other = numbers.standard_normal(DIMENSIONS)
    other -= (other @ vector) * vector
    found = nearness * vector + np.sqrt(1 - nearness**2) * other / np.linalg.norm(other)
    return np.asarray(found, dtype=np.float32)


MEANING = near(np.eye(DIMENSIONS, dtype=np.float32)[0], 0.5, np.random.default_rng(7))


def documents() -> list[OfferDocument]:
    chance, numbers = random.Random(4), np.random.default_rng(4)
    made = []
    for pk in range(1, 121):
        document = make_document(
            pk,
            " ".join(chance.sample(WORDS, 2)),
            text=" ".join(chance.sample(WORDS, 4)),
            codes=("topic:german-courses",) if pk % 7 == 0 else (),
            in_days=tuple(sorted(chance.uniform(-3, 40) for _moment in range(pk % 4))),
            age_in_days=pk % 50,
            provider=pk % 3,
            kinds=(chance.choice(("course", "event", "project")),),
            languages=tuple(chance.sample(("de", "ar", "tr"), pk % 3)),
            municipalities=tuple(chance.sample(("m1", "m2", "m3"), 2)),
            # Several in one place, as in a house of many clubs.
            points=tuple((round(chance.uniform(50.55, 50.84), 1), 7.2) for _place in range(pk % 3)),
            reach=("anywhere",) if pk % 6 == 0 else (),
        )
        card = replace(document.card, places=("", "yes", "full")[pk % 3])
        title, piece = chance.uniform(-0.2, 0.5), chance.uniform(-0.2, 0.5)
        # The server chooses the nearest piece by rounded numbers: one that is nearly as near may be taken.
        cosines = [title, piece, piece - 0.1][: 1 + pk % 3]
        vectors = [near(MEANING, cosine, numbers) for cosine in cosines]
        packed = tuple(pack(np.stack(vectors)))
        made.append(replace(document, card=card, vectors=packed, towns=document.facets["municipalities"][:1]))
    return made


@pytest.fixture(scope="module")
def engines(
    elastic, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[EmbeddedEngine, ElasticEngine]]:
    embedded = EmbeddedEngine(tmp_path_factory.mktemp("embedded") / "index")
    server = ElasticEngine(Connection(elastic))
    for engine in (embedded, server):
        engine.rebuild(documents(), Lexicon())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Server, "search_all", asking_once(Server.search_all))
        yield embedded, server


def asking_once(search_all: Callable[[Server, Bodies], Answers]) -> Callable[[Server, Bodies], Answers]:
    """The index stays as it is, and searches in other orders or filters send much the same once more."""
    known: dict[str, dict[str, Any]] = {}

    def ask(server: Server, bodies: Bodies) -> Answers:
        sent = [json.dumps(body) for body in bodies]
        new = {text: body for text, body in zip(sent, bodies, strict=True) if text not in known}
        known.update(zip(new, search_all(server, list(new.values())) if new else (), strict=True))
        return [known[text] for text in sent]

    return ask


def request(text: str, language: str, meaning: Vector | None, **query: object) -> EngineRequest:
    plan = replace(Analyser(Lexicon()).plan(text, THESAURUS), language=language)
    return EngineRequest(
        query=SearchQuery(text=text, **query), plan=plan, language="de", now=NOW, size=20, meaning=meaning
    )


def said(answer: EngineAnswer) -> tuple[object, ...]:
    counts = {facet: dict(values) for facet, values in answer.counts.items()}
    return answer.total, answer.page, answer.pages, counts


@pytest.mark.parametrize("meaning", [None, MEANING], ids=["words", "meaning"])
def test_the_same_is_found_and_counted(engines, meaning: Vector | None) -> None:
    for text, filters, sort in product(SEARCHES, FILTERS, ("", "title", "newest", "next")):
        for language in LANGUAGES if text else ("de",):
            asked = request(text, language, meaning if text else None, sort=sort, **filters)
            one, other = (engine.search(asked) for engine in engines)
            assert said(one) == said(other), (text, language, filters, sort)
            if asked.query.effective_sort != "relevance":
                assert [hit.pk for hit in one.hits] == [hit.pk for hit in other.hits], (text, filters, sort)


@pytest.mark.parametrize("meaning", [None, MEANING], ids=["words", "meaning"])
def test_the_best_matches_are_much_the_same(engines, meaning: Vector | None) -> None:
    """Not exactly: the two count the length of a text differently."""
    for text in SEARCHES[1:]:
        one, other = (engine.search(request(text, "de", meaning)) for engine in engines)
        best, shown = [hit.pk for hit in one.hits[:5]], [hit.pk for hit in other.hits]
        assert len(set(best) & set(shown)) >= min(4, len(best)), text


def test_pages_of_a_search_by_meaning_show_everything_once(engines) -> None:
    _embedded, engine = engines
    first = engine.search(request("chor", "de", MEANING))
    pages = [engine.search(request("chor", "de", MEANING, page=page)) for page in range(1, first.pages + 1)]
    shown = [hit.pk for page in pages for hit in page.hits]

    assert len(shown) == len(set(shown)) == first.total > 20


@pytest.mark.parametrize("sort", ["", "distance"])
def test_the_same_is_near(engines, sort: str) -> None:
    for text in SEARCHES:
        for filters in FILTERS:
            asked = replace(request(text, "de", None, near="53721", sort=sort, **filters), near=NEAR)
            one, other = (engine.search(asked) for engine in engines)
            assert said(one) == said(other), (text, filters)
            assert one.total > 0 or text or filters
            if asked.query.effective_sort == "distance":
                assert [hit.pk for hit in one.hits] == [hit.pk for hit in other.hits], (text, filters)
