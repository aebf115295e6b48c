"""How well the search finds what was asked for: real questions to pages that nobody here wrote.

`make bench-relevance DATA=folder [OUT=folder]` with a folder of sets (`omos`, `titles`, …); writes a TREC run
of each and prints a table. The language of a question is not told to the search, its county is.
"""

import os
import sys
from pathlib import Path

import pytest
from django.utils import timezone

from offers.vocabulary import vocabulary
from search.card_facts import CardFacts
from search.documents import OfferDocument, Words
from search.engines.base import EngineRequest
from search.engines.embedded import EmbeddedEngine
from search.query import SearchQuery
from search.text.compounds import Lexicon
from search.text.normalise import words
from search.thesaurus import thesaurus_of
from search.understanding import understand
from search.vectors import with_vectors
from tests.benchmarks.relevance import Bench, Question, load, table

pytestmark = pytest.mark.django_db

DEPTH = 100
DATA = os.environ.get("PORTAL_RELEVANCE_DATA", "")


def document(number: int, page: dict) -> OfferDocument:
    return OfferDocument(
        pk=number,
        words=(Words("de", page["title"], "", page["text"]),),
        names="",
        codes=(),
        facets={"municipalities": (page["region"],)},
        created_at=0,
        ends_on=None,
        towns=(),
        card=CardFacts(slug="", words={"de": (page["title"], "")}, provider_name="", kind=""),
    )


def ask(engine: EmbeddedEngine, question: Question) -> list[int]:
    understood = understand(question.text, engine.lexicon(), thesaurus_of(vocabulary()))
    request = EngineRequest(
        query=SearchQuery(text=question.text, municipalities=(question.region,)),
        plan=understood.plan,
        meaning=understood.meaning,
        language="de",
        now=timezone.now(),
        size=DEPTH,
        with_counts=False,
    )
    return [hit.pk for hit in engine.search(request).hits]


def run(bench: Bench, folder: Path) -> dict[str, list[str]]:
    engine = EmbeddedEngine(folder / f"{bench.name}.index")
    lexicon = Lexicon.of(words(f"{page['title']} {page['text']}") for page in bench.pages)
    engine.rebuild(with_vectors(document(*numbered) for numbered in enumerate(bench.pages)), lexicon)
    return {
        question.id: [bench.pages[number]["id"] for number in ask(engine, question)]
        for question in bench.questions
    }


def write_trec(path: Path, found: dict[str, list[str]]) -> None:
    lines = [
        f"{question} Q0 {page} {rank} {1 / rank:.6f} portal"
        for question, pages in found.items()
        for rank, page in enumerate(pages, 1)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.skipif(not DATA, reason="no folder of questions: make bench-relevance DATA=…")
def test_relevance(settings, tmp_path: Path, capsys: pytest.CaptureFixture):
    out = Path(os.environ.get("PORTAL_RELEVANCE_OUT") or tmp_path)
    out.mkdir(parents=True, exist_ok=True)
    settings.SEARCH_BY_MEANING = True
    settings.SEARCH_VECTORS_FILE = out / "vectors.sqlite3"
    for folder in sorted(path.parent for path in Path(DATA).glob("*/queries.jsonl")):
        bench = load(folder)
        found = run(bench, tmp_path)
        write_trec(out / f"{bench.name}.run", found)
        with capsys.disabled():
            sys.stdout.write("\n".join(["", *table(bench, found), ""]))
        assert any(found.values())
