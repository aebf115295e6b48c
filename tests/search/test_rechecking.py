"""Results are looked at once more before they are shown; the vocabulary is the one there is now."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from offers import vocabulary as vocabularies
from offers.models import Offer, TermLabel
from offers.querysets import OfferQuerySet
from search import rechecking, service
from search.models import SynonymSet, VocabularyStamp
from search.query import SearchQuery
from tests.factories.offers import OfferFactory
from tests.factories.reference import term


def find(text: str = "", page: int = 1, size: int = 5):
    return service.find(SearchQuery(text=text, page=page), size=size)


def titles(results) -> list[str]:
    return [hit.card.title for hit in results.hits]


@pytest.fixture
def other_process():
    """`with other_process():` – what changes in it, this process is told nothing of."""

    class OtherProcess:
        def __enter__(self) -> None:
            self.held, self.stamp, self.seen = (
                vocabularies._held,
                cache.get(vocabularies._KEY),
                rechecking._seen,
            )

        def __exit__(self, *exception: object) -> None:
            vocabularies._held, rechecking._seen = self.held, self.seen
            cache.set(vocabularies._KEY, self.stamp)

    return OtherProcess


def test_a_synonym_added_in_another_process_works_at_once(build_index, other_process) -> None:
    OfferFactory(title="Kita am Markt")
    build_index()
    assert find("Knirpsenhaus").total == 0
    with other_process():
        SynonymSet.objects.create(words="Kita, Knirpsenhaus")

    assert titles(find("Knirpsenhaus")) == ["Kita am Markt"]
    with other_process():
        SynonymSet.objects.all().delete()
    assert find("Knirpsenhaus").total == 0


def test_a_label_changed_in_another_process_is_shown_at_once(build_index, other_process) -> None:
    OfferFactory(title="Treff", topics=["german-practice"])
    build_index()
    find()
    with other_process():
        label = TermLabel.objects.get(term=term("german-practice"), language="de")
        label.label = "Deutsch sprechen"
        label.save()

    assert find().hits[0].card.topic_labels == ("Deutsch sprechen",)


def test_drafts_change_nothing_for_anybody(db) -> None:
    VocabularyStamp.renew()
    before = VocabularyStamp.objects.get().value
    term("german-practice").save_revision()

    assert VocabularyStamp.objects.get().value == before


@pytest.mark.parametrize("text", ["", "chor", "gibtesnicht"])
def test_looking_costs_one_query(build_index, text: str) -> None:
    OfferFactory(title="Chor")
    build_index()
    find(text)
    with CaptureQueriesContext(connection) as captured:
        find(text)

    assert len(captured.captured_queries) == 1


@pytest.fixture
def thirty(build_index) -> list[int]:
    """Offers called Chor 00 to Chor 29, in the order of the list."""
    for number in range(30):
        OfferFactory(title=f"Chor {number:02}")
    build_index()
    return [hit.pk for page in (1, 2, 3) for hit in find(page=page, size=10).hits]


def take_back(pks: list[int]) -> None:
    """Nobody has told the index yet."""
    super(OfferQuerySet, Offer.objects.filter(pk__in=pks)).update(live=False)


@pytest.mark.parametrize("text", ["", "chor"])
def test_a_page_is_not_empty_while_there_is_more(thirty, text: str) -> None:
    shown = [hit.pk for hit in find(text).hits]
    take_back(shown)
    results = find(text)

    assert len(results.hits) == 5
    assert not {hit.pk for hit in results.hits} & set(shown)
    assert (results.total, results.pages) == (25, 5)


def test_nothing_that_is_gone_is_shown_on_any_page(thirty) -> None:
    gone = thirty[:5] + thirty[12:20]
    take_back(gone)
    pages = [find(page=page) for page in range(1, 5)]

    assert not {hit.pk for page in pages for hit in page.hits} & set(gone)
    assert [len(page.hits) for page in pages] == [5, 5, 5, 2]


def test_a_page_that_is_no_more_is_the_last_one_there_is(thirty) -> None:
    take_back(thirty[8:])
    results = find(page=6)

    assert [hit.pk for hit in results.hits] == thirty[5:8]
    assert (results.page, results.pages, results.total) == (2, 2, 8)


def test_far_down_only_what_is_gone_is_left_out(thirty, monkeypatch) -> None:
    monkeypatch.setattr(rechecking, "FURTHEST", 10)
    take_back(thirty[:2])
    results = find()

    assert [hit.pk for hit in results.hits] == thirty[2:5]
    assert results.total == 28


def test_when_all_is_gone_nothing_is_left(thirty) -> None:
    take_back(thirty)

    assert (find().total, find().hits, find().pages) == (0, (), 1)


def test_one_row_says_whether_a_whole_page_is_current(db, other_process) -> None:
    shown, ended = OfferFactory(), OfferFactory()
    rechecking.look_at([shown.pk])  # from now on this process knows the vocabulary

    assert rechecking.are_all_current([shown.pk, ended.pk])
    assert rechecking.are_all_current([])
    with other_process():
        SynonymSet.objects.create(words="Kita, Knirpsenhaus")
    assert not rechecking.are_all_current([]), "the vocabulary is another one"
    assert rechecking.are_all_current([shown.pk, ended.pk])
    Offer.objects.filter(pk=ended.pk).update(live=False)
    assert not rechecking.are_all_current([shown.pk, ended.pk])
