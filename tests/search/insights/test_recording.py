import threading

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from search.insights import recording
from search.models import SearchCount, SeenWords
from search.query import SearchQuery
from tests.factories.offers import OfferFactory
from tests.search.insights.test_visits import FIREFOX

DIRECTORY = "/de/angebote/"


@pytest.fixture
def visitor(build_index) -> Client:
    OfferFactory(title="Chor", topics=["german-practice"])
    build_index()
    return Client(headers={"user-agent": FIREFOX})


@pytest.fixture
def visit():
    return RequestFactory(headers={"user-agent": FIREFOX}).get(DIRECTORY)


class TestCounting:
    def test_a_search_is_counted_with_its_filters_and_results(self, visitor: Client) -> None:
        visitor.get(DIRECTORY, {"q": "ein Chor für alle", "thema": "german-practice"})
        recording.flush()

        (row,) = SearchCount.objects.values()
        row.pop("id"), row.pop("counted_on")
        assert row == {
            "language": "de",
            "words_language": "de",
            "words": "",
            "filters": "thema=german-practice",
            "results": "few",
            "is_degraded": False,
            "searches": 1,
            "wishes": 0,
        }

    def test_the_same_search_adds_to_the_same_row(self, visitor: Client) -> None:
        for _time in range(2):
            for address in (DIRECTORY, DIRECTORY, "/en/angebote/"):
                visitor.get(address, {"ort": "05382060"})
            recording.flush()

        counted = SearchCount.objects.order_by("language").values_list("language", "searches")
        assert list(counted) == [("de", 4), ("en", 2)]

    def test_a_visit_without_a_search_leaves_nothing(self, visitor: Client) -> None:
        visitor.get(DIRECTORY)
        visitor.get(DIRECTORY, {"q": "chor", "seite": "2", "sortierung": "title"})
        recording.flush()

        assert not SearchCount.objects.exists()
        assert not SeenWords.objects.exists()

    def test_that_the_search_was_limited_is_counted(self, db, index_folder) -> None:
        Client(headers={"user-agent": FIREFOX}).get(DIRECTORY, {"q": "chor"})
        recording.flush()

        assert SearchCount.objects.get().is_degraded

    @pytest.mark.parametrize(
        ("total", "results"),
        [(0, "none"), (1, "few"), (5, "few"), (6, "some"), (20, "some"), (21, "many"), (-1, "none")],
    )
    def test_results_are_told_in_four_sizes(self, visit, total: int, results: str) -> None:
        recording.count_search(visit, SearchQuery(text="chor"), total=total, is_degraded=False)
        (search,) = recording._tally.take()

        assert search.results == results

    def test_a_provider_and_very_many_filters_are_left_out(self, visit) -> None:
        query = SearchQuery(
            provider=7, topics=("a",), kinds=tuple(f"a-rather-long-code-{n}" for n in range(20))
        )
        for asked in (query, query.replace(kinds=())):
            recording.count_search(visit, asked, total=0, is_degraded=False)

        assert [search.filters for search in recording._tally.take()] == ["", "thema=a"]


class TestTheWayOfThePage:
    def test_it_asks_nothing_of_the_database(self, visit, db, django_assert_num_queries) -> None:
        with django_assert_num_queries(0):
            recording.count_search(visit, SearchQuery(text="chor"), total=3, is_degraded=False)

    def test_a_database_that_takes_nothing_breaks_nothing_and_tells_no_words(
        self, visitor: Client, monkeypatch, caplog
    ) -> None:
        def locked(taken: object) -> None:
            raise OperationalError("database is locked: INSERT … 'chor'")

        monkeypatch.setattr(recording, "write", locked)
        assert visitor.get(DIRECTORY, {"q": "chor"}).status_code == 200
        recording.flush()

        assert "1 searches could not be counted: OperationalError" in caplog.text
        assert "chor" not in caplog.text

    def test_a_thread_of_its_own_writes_soon(self, visit, settings, monkeypatch) -> None:
        written, here = threading.Event(), threading.get_ident()
        threads: list[int] = []

        def write(taken: object) -> None:
            threads.append(threading.get_ident())
            written.set()

        monkeypatch.setattr(recording, "write", write)
        settings.SEARCH_LOG_SECONDS = 0.01
        for _time in range(3):
            recording.count_search(visit, SearchQuery(text="chor"), total=3, is_degraded=False)

        assert written.wait(timeout=30)
        assert here not in threads

    def test_where_no_thread_can_start_the_next_search_tries_again(
        self, visit, settings, monkeypatch
    ) -> None:
        class NoThread:
            def __init__(self, *arguments: object) -> None:
                pass

            def start(self) -> None:
                raise RuntimeError("can't start new thread")

        settings.SEARCH_LOG_SECONDS = 20
        monkeypatch.setattr("offers.later.threading.Timer", NoThread)
        recording.count_search(visit, SearchQuery(text="chor"), total=3, is_degraded=False)

        assert not recording._later.is_waiting

    def test_memory_does_not_grow_without_end(self, visit, monkeypatch) -> None:
        monkeypatch.setattr("search.insights.tally.MOST_SEARCHES", 10)
        for number in range(50):
            recording.count_search(visit, SearchQuery(text=f"chor {number}"), total=0, is_degraded=False)

        assert len(recording._tally.take()) == 10
