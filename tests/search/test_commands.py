import io

import pytest
from django.core.management import CommandError, call_command

from offers.models import Offer, OfferTranslation
from search import service
from search.engines import current_engine
from search.indexing import announce
from search.models import IndexChange
from search.query import SearchQuery
from search.ranking import IN_THE_TOWN
from tests.factories.offers import LocationFactory, OfferFactory
from tests.factories.reference import municipality


def run(*arguments: str) -> str:
    output = io.StringIO()
    call_command(*arguments, stdout=output, stderr=output)
    return output.getvalue()


@pytest.mark.django_db
def test_rebuilding_says_how_many_offers_there_are(index_folder) -> None:
    OfferFactory(), OfferFactory(), OfferFactory(live=False)

    assert "2 offers" in run("rebuild_search_index")
    assert service.find(SearchQuery()).total == 2


@pytest.mark.django_db
def test_updating_builds_the_index_where_there_is_none(index_folder) -> None:
    OfferFactory()

    assert "1 offers are in the new search index" in run("update_search_index")


def test_updating_writes_what_waits(build_index) -> None:
    build_index()
    announce(IndexChange.Subject.OFFER, [OfferFactory(title="Chor").pk])

    assert "1 changes" in run("update_search_index")
    assert service.find(SearchQuery(text="chor")).total == 1


def test_updating_mends_a_damaged_index(build_index) -> None:
    OfferFactory(title="Chor")
    build_index()
    for path in current_engine()._generations.current().glob("words/*.term"):
        path.unlink()
    current_engine()._reader = None

    assert "new search index" in run("update_search_index")
    assert service.find(SearchQuery(text="chor")).total == 1


def test_the_check_is_content_with_a_true_index(build_index) -> None:
    OfferFactory()
    build_index()

    assert run("check_search_index").startswith("1 equal, 0 missing, 0 outdated, 0 superfluous")


def test_the_check_finds_and_mends_what_differs(build_index) -> None:
    OfferFactory(title="bleibt")
    changed, gone = OfferFactory(title="Chor"), OfferFactory()
    build_index()
    OfferFactory(title="neu")
    OfferTranslation.objects.filter(offer=changed).update(title="Orchester")
    Offer.objects.filter(pk=gone.pk).update(live=False)

    with pytest.raises(CommandError, match="differs"):
        run("check_search_index")
    assert "1 equal, 1 missing, 1 outdated, 1 superfluous" in run("check_search_index", "--repair")
    assert run("check_search_index").startswith("3 equal, 0 missing, 0 outdated, 0 superfluous")


@pytest.mark.django_db
def test_without_an_index_the_check_says_so(index_folder) -> None:
    with pytest.raises(CommandError, match="no search index"):
        run("check_search_index")


class TestExplaining:
    @pytest.fixture(autouse=True)
    def offers(self, build_index) -> None:
        siegburg = LocationFactory(municipality=municipality("Siegburg"))
        OfferFactory(title="Chor", locations=[siegburg], words={"en": {"title": "Choir"}})
        OfferFactory(title="Chor in Lohmar", serves=["Lohmar"])
        build_index()

    def test_it_shows_what_each_hit_wins_by(self) -> None:
        text = run("explain_search", "chor")

        assert "Found      2" in text
        assert "Chor in Lohmar" in text
        assert text.count("words ") >= 2

    @pytest.mark.parametrize("value", ["05382060", "Siegburg", "siegburg"])
    def test_filters_are_given_as_in_the_address_or_by_name(self, value: str) -> None:
        text = run("explain_search", "chor", "--filter", f"ort={value}", "--filter", "sortierung=relevance")

        assert "Found      1" in text
        assert f"in_the_town {IN_THE_TOWN}" in text

    def test_titles_are_in_the_language_asked_for(self) -> None:
        assert "Choir" in run("explain_search", "chor", "--language", "en")

    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["--filter", "stadt=Siegburg"], "There is no filter 'stadt'"),
            (["--filter", "ort=Berlin"], "has no value 'Berlin'"),
            (["--language", "xx"], "--language is one of"),
        ],
    )
    def test_what_it_does_not_know_it_refuses(self, arguments: list[str], reason: str) -> None:
        with pytest.raises(CommandError, match=reason):
            run("explain_search", "chor", *arguments)

    def test_an_ordinary_search_costs_no_query_more(self, django_assert_num_queries) -> None:
        service.find(SearchQuery(text="chor"))
        with django_assert_num_queries(1):
            assert service.find(SearchQuery(text="chor")).hits[0].explanation
