"""What every engine must do alike for what is being typed.

What is typed in many ways is asked of one index: to make one takes a server far longer than to answer.
"""

from datetime import timedelta

import pytest

from search.documents import OfferDocument
from search.engines.base import Engine, EngineRequest
from search.query import SearchQuery
from search.text.compounds import Lexicon
from search.text.plan import TextPlan
from search.text.synonyms import Thesaurus
from search.text.title_beginning import title_beginning
from tests.search.sample_documents import NOW, make_document

SIEGBURG, HENNEF = "05382060", "05382020"


def completed(engine: Engine, text: str, *, size: int = 10, **query: object) -> set[int]:
    beginning = title_beginning(text, engine.lexicon(), Thesaurus())
    assert beginning is not None
    request = EngineRequest(
        query=SearchQuery(**query), plan=TextPlan(), language="de", now=NOW, size=size, with_counts=False
    )
    return {hit.pk for hit in engine.complete(beginning, request)}


class CompletionContract:
    """Needs a fixture `engine` that gives an engine; each test makes its index anew."""

    @pytest.fixture
    def fill(self, engine: Engine):
        def fill(*documents: OfferDocument) -> Engine:
            engine.rebuild(documents, Lexicon())
            return engine

        return fill

    def test_a_title_is_found_by_how_its_words_begin(self, fill) -> None:
        engine = fill(make_document(1, "Deutschkurs A1"), make_document(2, "Chor"))

        for text in ("de", "Deutsch", "deutschk", "Deutschkurse", "kur", "a1", "deutsch a", "kurs deutsch"):
            assert completed(engine, text) == {1}, text

    def test_umlauts_may_be_written_in_any_way(self, fill) -> None:
        engine = fill(make_document(1, "Müttertreff"), make_document(2, "Chor"))

        for text in ("mütt", "muett", "mutt", "Müttertref"):
            assert completed(engine, text) == {1}, text

    def test_titles_count_in_every_language(self, fill) -> None:
        words = {"tr": "Almanca kursu", "ar": "دورة ألمانية", "uk": "Курс німецької"}
        engine = fill(make_document(1, words=words), make_document(2, "Chor"))

        for text in ("alm", "دور", "нім"):
            assert completed(engine, text) == {1}, text

    def test_a_letter_may_be_wrong(self, fill) -> None:
        engine = fill(make_document(1, "Deutschkurs"), make_document(2, "Chor"))

        for text in ("deutshkur", "deutschkrs", "duetschkurs"):
            assert completed(engine, text) == {1}, text

    def test_words_before_the_last_one_may_stand_anywhere(self, fill) -> None:
        engine = fill(
            make_document(1, "Treffpunkt", text="mit einem Chor"), make_document(2, "Treffpunkt Sport")
        )

        assert completed(engine, "chor tref") == {1}

    def test_words_of_the_text_are_no_title(self, fill) -> None:
        assert completed(fill(make_document(1, "Treffpunkt", text="mit einem Chor")), "cho") == set()

    def test_filters_hold(self, fill) -> None:
        engine = fill(
            make_document(1, "Chor", municipalities=(SIEGBURG,)),
            make_document(2, "Chor", municipalities=(HENNEF,)),
        )

        assert completed(engine, "cho", municipalities=(HENNEF,)) == {2}

    def test_what_has_ended_is_left_out(self, fill) -> None:
        yesterday = NOW.date() - timedelta(days=1)

        assert completed(fill(make_document(1, "Chor", ends_on=yesterday)), "cho") == set()

    def test_a_change_is_seen(self, fill) -> None:
        engine = fill(make_document(1, "Chor"))
        engine.update([make_document(1, "Tanz")], gone=[])

        assert completed(engine, "cho") == set()
        assert completed(engine, "tan") == {1}

    def test_there_are_no_more_than_asked_for(self, fill) -> None:
        engine = fill(*(make_document(pk, "Chor") for pk in range(1, 6)))

        assert len(completed(engine, "ch", size=3)) == 3

    def test_whatever_is_typed_is_no_query_syntax(self, fill) -> None:
        engine = fill(make_document(1, "Xylophon"))

        for text in ("x" * 200, "a*", 'c"', "(cho", "chor\\", "٣٤", "😀a", "a AND"):
            assert completed(engine, text) == set(), text
