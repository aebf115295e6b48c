"""What every engine must do alike. A test module of an engine inherits the class and gives it an engine.

What is typed in many ways is asked of one index: to make one takes a server far longer than to answer.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from search.documents import OfferDocument
from search.embeddings import DIMENSIONS
from search.engines.base import Engine
from search.text.compounds import Lexicon
from search.text.synonyms import Synonyms, Thesaurus
from search.vectors import pack
from tests.search.near_contract import NearContract
from tests.search.sample_documents import NOW, ask, found, make_document

TODAY = NOW.date()
SIEGBURG, HENNEF = "05382060", "05382020"
SPELLINGS = (
    *("Deutschkurs", "deutsch kurse", "Deutschkursen", "deutsch-kurs", "kurs deutsch", "deutschkrus"),
    "DEUTSCHKURS",
)
UMLAUTS = ("Müttertreff", "Muettertreff", "Muttertreff", "mütter treff", "Müttertref")
SYNTAX = (
    *('"', "((", "a AND", "title:x", "*", "~2", "\\", "\x00", "+-", "[1 TO 2]", "/x/"),
    *("😀", "\u202e", "NOT kurs^9", "x" * 200),
)


class EngineContract(NearContract):
    """Needs a fixture `engine` that gives an engine; each test makes its index anew."""

    @pytest.fixture
    def fill(self, engine: Engine):
        def fill(*documents: OfferDocument) -> Engine:
            engine.rebuild(documents, Lexicon())
            return engine

        return fill

    # --- words -------------------------------------------------------------------------------------

    def test_a_german_course_is_found_however_it_is_spelled(self, fill) -> None:
        engine = fill(make_document(1, "Deutschkurs A1"), make_document(2, "Kochabend"))

        for text in SPELLINGS:
            assert found(engine, text) == [1], text

    def test_a_hit_says_what_it_won_by(self, fill) -> None:
        engine = fill(make_document(1, "Chor", municipalities=(SIEGBURG,)), make_document(2, "Ein Chor"))
        hits = ask(engine, "chor").hits

        assert [hit.explanation.parts["words"] > 0 for hit in hits] == [True, True]
        assert [hit.score for hit in hits] == pytest.approx([hit.explanation.score for hit in hits])
        assert {hit.explanation for hit in ask(engine).hits} == {None}

    def test_what_is_much_farther_than_the_best_of_the_whole_index_fills_nothing_up(self, fill) -> None:
        meaning = np.eye(DIMENSIONS, dtype=np.float32)[0]

        def near(pk: int, nearness: float, town: str) -> OfferDocument:
            vector = np.zeros((1, DIMENSIONS), dtype=np.float32)
            vector[0, :2] = nearness, np.sqrt(1 - nearness**2)
            return replace(make_document(pk, "Turnen", municipalities=(town,)), vectors=tuple(pack(vector)))

        vague, other = near(1, 0.3, SIEGBURG), near(2, 0.8, HENNEF)
        for documents, expected in (((vague,), [1]), ((vague, other), [])):
            hits = ask(fill(*documents), "klavier", meaning=meaning, municipalities=(SIEGBURG,)).hits
            assert [hit.pk for hit in hits] == expected

    def test_what_carries_the_term_that_was_named_comes_first(self, fill) -> None:
        text = "Wir fahren Sie zum Deutschkurs."
        engine = fill(
            make_document(1, "Ankommen", text=text),
            make_document(2, "Ankommen", text=text, codes=("topic:courses",), topics=("courses",)),
        )
        thesaurus = Thesaurus([Synonyms("topic:courses", ("Deutschkurs",))])
        first, second = ask(engine, "Deutschkurs", thesaurus=thesaurus).hits

        assert (first.pk, second.pk) == (2, 1)
        assert [boost.name for boost in first.explanation.boosts] == ["named"]

    def test_umlauts_may_be_written_in_any_way(self, fill) -> None:
        engine = fill(make_document(1, "Müttertreff"), make_document(2, "Kochabend"))

        for text in UMLAUTS:
            assert found(engine, text) == [1], text

    def test_words_written_apart_in_the_offer_are_found_by_the_compound(self, fill) -> None:
        engine = fill(make_document(1, "Deutsch für Mütter: ein Kurs"), make_document(2, "Deutsch im Alltag"))

        assert found(engine, "Deutschkurs") == [1]

    def test_a_synonym_finds_offers_of_the_term_and_offers_with_its_words(self, fill) -> None:
        engine = fill(
            make_document(1, "Deutschkurs"),
            make_document(2, "Ankommen mit Worten", codes=("topic:german-courses",)),
            make_document(3, "Kochabend"),
        )
        thesaurus = Thesaurus([Synonyms("topic:german-courses", ("Deutschkurse", "Sprachkurs"))])

        assert set(found(engine, "Sprachkurs", thesaurus=thesaurus)) == {1, 2}
        assert found(engine, "Sprachkurs") == []

    def test_what_was_typed_comes_before_what_it_stands_for(self, fill) -> None:
        engine = fill(make_document(1, "Deutschkurs"), make_document(2, "Sprachkurs"))
        thesaurus = Thesaurus([Synonyms("topic:german-courses", ("Deutschkurs", "Sprachkurs"))])

        assert found(engine, "Sprachkurs", thesaurus=thesaurus) == [2, 1]
        assert found(engine, "Deutschkurs", thesaurus=thesaurus) == [1, 2]

    def test_the_title_counts_more_than_the_text(self, fill) -> None:
        engine = fill(
            make_document(1, "Treffpunkt", text="Manchmal sprechen wir über einen Chor."),
            make_document(2, "Chor", text="Wir singen."),
        )

        assert found(engine, "chor") == [2, 1]

    def test_of_offers_that_have_a_word_those_come_first_that_have_others_like_it(self, fill) -> None:
        engine = fill(
            make_document(1, "Treff", text="Beratung für Mieter in der Stadt"),
            make_document(2, "Treff", text="Beratung bei Problemen mit der Wohnung"),
        )
        assert found(engine, "beratung treff wohnungsprobleme") == [2, 1]
        assert found(engine, "wohnungsprobleme") == []

    def test_every_script_is_searched(self, fill) -> None:
        engine = fill(
            make_document(1, words={"ar": "دورة اللغة الألمانية"}),
            make_document(2, words={"uk": "Курси німецької мови"}),
            make_document(3, words={"tr": "Almanca kursları"}),
        )

        assert found(engine, "دَوْرَة") == [1]
        assert found(engine, "КУРСИ") == [2]
        assert found(engine, "almanca kursu") == [3]

    def test_places_and_providers_are_found_by_name(self, fill) -> None:
        engine = fill(make_document(1, names="Caritasverband Stadtbücherei Hennef"), make_document(2))

        assert found(engine, "sprachcafe hennef") == [1]
        assert found(engine, "caritas verband") == [1]

    def test_all_of_two_words_must_match(self, fill) -> None:
        engine = fill(
            make_document(1, "Yoga für Frauen"), make_document(2, "Yoga"), make_document(3, "Frauen")
        )

        assert found(engine, "yoga frauen") == [1]

    def test_a_known_word_does_not_find_words_that_look_like_it(self, fill) -> None:
        engine = fill(make_document(1, "Kochen"), make_document(2, "Kuchen"))

        assert found(engine, "kochen") == [1]

    def test_nothing_that_is_typed_is_an_error(self, fill) -> None:
        engine = fill(make_document(1, "Kurs"))

        for text in SYNTAX:
            assert ask(engine, text).total in {0, 1}, text

    # --- filters and counts ------------------------------------------------------------------------

    def test_values_of_a_facet_are_alternatives_and_facets_narrow_down(self, fill) -> None:
        engine = fill(
            make_document(1, kinds=("course",), languages=("de", "ar")),
            make_document(2, kinds=("course",), languages=("tr",)),
            make_document(3, kinds=("project",), languages=("ar",)),
        )

        assert set(found(engine, kinds=("course", "project"))) == {1, 2, 3}
        assert found(engine, kinds=("course",), languages=("ar",)) == [1]
        assert found(engine, kinds=("event",)) == []

    def test_a_facet_is_counted_without_its_own_filter(self, fill) -> None:
        engine = fill(
            make_document(1, kinds=("course",), municipalities=(SIEGBURG,)),
            make_document(2, kinds=("course",), municipalities=(HENNEF,)),
            make_document(3, kinds=("project",), municipalities=(SIEGBURG, HENNEF)),
        )
        counts = ask(engine, kinds=("course",)).counts

        assert counts["kinds"] == {"course": 2, "project": 1}
        assert counts["municipalities"] == {SIEGBURG: 1, HENNEF: 1}

    def test_words_narrow_the_counts(self, fill) -> None:
        engine = fill(make_document(1, "Chor", kinds=("course",)), make_document(2, "Tanz", kinds=("event",)))

        assert ask(engine, "chor").counts["kinds"] == {"course": 1}

    def test_all_nineteen_municipalities_are_counted(self, fill) -> None:
        keys = tuple(f"053820{number:02}" for number in range(19))
        counts = ask(fill(*(make_document(n, municipalities=(key,)) for n, key in enumerate(keys, 1)))).counts

        assert counts["municipalities"] == dict.fromkeys(keys, 1)

    def test_a_provider_has_its_offers(self, fill) -> None:
        engine = fill(make_document(1, provider=7), make_document(2, provider=8))

        assert found(engine, provider=7) == [1]
        assert found(engine, provider=99) == []

    def test_an_offer_is_found_until_its_last_day_is_over(self, fill) -> None:
        engine = fill(make_document(1, ends_on=TODAY))

        assert found(engine) == [1]
        assert found(engine, now=NOW + timedelta(days=1)) == []

    def test_counts_are_left_out_where_nobody_asks_for_them(self, fill) -> None:
        engine = fill(make_document(1, kinds=("course",)))

        assert ask(engine, with_counts=False).counts == {}

    # --- orders and pages --------------------------------------------------------------------------

    def test_without_words_what_comes_next_comes_first(self, fill) -> None:
        engine = fill(
            make_document(1, in_days=(5,)),
            make_document(2, in_days=(-7, 1)),
            make_document(3),
            make_document(4, in_days=(3,)),
        )

        assert found(engine) == [2, 4, 1, 3]

    def test_what_comes_next_is_told_by_the_clock_of_the_reader_not_of_the_index(self, fill) -> None:
        engine = fill(make_document(1, in_days=(1, 8)), make_document(2, in_days=(3,)))

        assert found(engine, now=NOW) == [1, 2]
        assert found(engine, now=NOW + timedelta(days=2)) == [2, 1]

    def test_something_that_is_going_on_is_next(self, fill) -> None:
        engine = fill(make_document(1, in_days=(0.1,)), make_document(2, in_days=(-0.02,)))

        assert found(engine) == [2, 1]

    def test_newest_first(self, fill) -> None:
        engine = fill(make_document(1, age_in_days=3), make_document(2), make_document(3, age_in_days=1))

        assert found(engine, sort="newest") == [2, 3, 1]

    def test_titles_are_sorted_in_the_language_of_the_reader(self, fill) -> None:
        engine = fill(
            make_document(1, "Zirkus", words={"en": "Acrobatics"}),
            make_document(2, "Ärztliche Hilfe"),
            make_document(3, "„Bunt“ – ein Chor"),
        )

        assert found(engine, sort="title") == [2, 3, 1]
        assert found(engine, sort="title", language="en") == [1, 2, 3]

    def test_every_order_works_with_words(self, fill) -> None:
        engine = fill(make_document(1, "Kurs B", in_days=(2,)), make_document(2, "Kurs A", age_in_days=9))

        assert found(engine, "kurs", sort="next") == [1, 2]
        assert found(engine, "kurs", sort="newest") == [1, 2]
        assert found(engine, "kurs", sort="title") == [2, 1]

    def test_pages_show_everything_once(self, fill) -> None:
        engine = fill(*(make_document(pk, f"Kurs {pk % 3}", in_days=(pk % 4,)) for pk in range(1, 48)))
        for sort in ("next", "newest", "title"):
            pages = [found(engine, sort=sort, page=page) for page in (1, 2, 3)]

            assert [len(page) for page in pages] == [20, 20, 7], sort
            assert sorted(pk for page in pages for pk in page) == list(range(1, 48)), sort

    def test_a_page_beyond_the_end_is_the_last_one(self, fill) -> None:
        answer = ask(fill(*(make_document(pk) for pk in range(1, 22))), page=99)

        assert (answer.page, answer.pages, answer.total, len(answer.hits)) == (2, 2, 21, 1)

    def test_an_empty_index_has_one_empty_page(self, fill) -> None:
        answer = ask(fill())

        assert (answer.page, answer.pages, answer.total, answer.hits) == (1, 1, 0, ())

    def test_a_hit_brings_its_card(self, fill) -> None:
        document = make_document(1, words={"ar": "مقهى اللغة"}, in_days=(1, 8))

        assert ask(fill(document)).hits[0].card == document.card

    # --- writing -----------------------------------------------------------------------------------

    def test_an_update_takes_the_place_of_the_older_document(self, fill) -> None:
        engine = fill(make_document(1, "Chor", kinds=("course",)), make_document(2, "Tanz"))
        engine.update([make_document(1, "Orchester", kinds=("event",))], gone=[])

        assert found(engine, "chor") == []
        assert found(engine, "orchester") == [1]
        answer = ask(engine)
        assert answer.total == 2
        assert answer.counts["kinds"] == {"event": 1}

    def test_what_is_gone_is_not_found_any_more(self, fill) -> None:
        engine = fill(make_document(1, "Chor"), make_document(2, "Chor"))
        engine.update([], gone=[1, 404])

        assert found(engine, "chor") == [2]
        assert found(engine) == [2]

    def test_an_update_may_be_repeated(self, fill) -> None:
        engine = fill(make_document(1, "Chor"))
        for _time in range(3):
            engine.update([make_document(1, "Chor"), make_document(2, "Chor")], gone=[1, 2])

        assert sorted(found(engine, "chor")) == [1, 2]
        assert ask(engine).total == 2

    def test_documents_are_read_when_nobody_else_can_write(self, fill) -> None:
        """What an update reads must not be older than what another process wrote before it."""
        engine = fill()
        latest = ["Chor"]

        def documents() -> Iterator[OfferDocument]:
            yield make_document(1, latest[0])

        waiting = documents()
        latest[0] = "Orchester"
        engine.update(waiting, gone=[1])

        assert found(engine, "orchester") == [1]

    def test_a_rebuild_forgets_what_was_there(self, fill) -> None:
        engine = fill(make_document(1), make_document(2))

        assert engine.rebuild([make_document(3)], Lexicon()) == 1
        assert found(engine) == [3]

    def test_a_rebuild_that_fails_leaves_the_index_as_it_was(self, fill) -> None:
        engine = fill(make_document(1))

        def broken() -> Iterator[OfferDocument]:
            yield make_document(2)
            raise LookupError

        with pytest.raises(LookupError):
            engine.rebuild(broken(), Lexicon())
        assert found(engine) == [1]

    def test_compounds_are_split_by_the_lexicon_of_the_index(self, engine: Engine) -> None:
        engine.rebuild([make_document(1, "Fahrradreparatur")], Lexicon({"reparatur": 2}))
        assert found(engine, "reparatur") == [1]

        engine.update([make_document(2, "Uhrenreparatur"), make_document(3, "Autoreparatur")], gone=[])
        assert engine.lexicon().words == {"reparatur": 2}

    def test_entries_tell_which_documents_there_are(self, fill) -> None:
        one, two = make_document(1), make_document(2)
        engine = fill(one, two)
        changed = make_document(2, "Chor")
        engine.update([changed], gone=[])

        assert dict(engine.entries()) == {1: one.digest, 2: changed.digest}
        assert changed.digest != two.digest
