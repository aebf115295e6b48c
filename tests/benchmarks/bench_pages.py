"""The pages of residents over 2,000 and 20,000 offers: queries, time, size; and how long the index takes."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from home.models import FocusAreaPage
from offers.models import Offer
from search.engines import current_engine
from search.page_cache import kept_pages
from tests.benchmarks.conftest import Table
from tests.benchmarks.measuring import (
    Transfer,
    as_served,
    count_queries,
    measure_transfer,
    processor_time,
    seconds_each,
)
from tests.benchmarks.synthetic import Synthetic

pytestmark = pytest.mark.django_db  # without a test that says so there is no database to prepare

SIZES = (2_000, 20_000)
# Common values, so that a page is full at either size: growth shall be that of the index, not of the page.
FILTERS = "&ort={town}&kosten=free&wann=mo&wann=tu&wann=we"
TOWNS = ("05382060", "05382020", "05382056", "05382028")
WORDS = ("kurs", "beratung", "deutsch sprechen", "kinder")


@dataclass
class Figures:
    """What was measured with a number of offers; seconds of the processor by kind of page."""

    index_seconds: float = 0
    queries: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    transfer: Transfer | None = None


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[int, Figures]]:
    """Measured once, for all tests of this module; the database is left as it was."""
    settings = override_settings(
        SEARCH_INDEX_DIR=tmp_path_factory.mktemp("data") / "index", ROOT_URLCONF="tests.benchmarks.urls"
    )
    with settings, as_served(), django_db_blocker.unblock(), transaction.atomic():
        call_command("create_demo", stdout=io.StringIO())
        found, created = {}, 0
        for size in SIZES:
            Synthetic(size - created).create()
            created = size
            found[size] = _measure()
        yield found
        transaction.set_rollback(True)


def _measure() -> Figures:
    figures, client = Figures(), Client()
    figures.index_seconds = processor_time(lambda: call_command("rebuild_search_index", stdout=io.StringIO()))
    for name, addresses in _pages().items():
        # Every search for words as if nobody had asked for these words before.
        figures.seconds[name] = seconds_each(client, addresses, before=_forget_rankings)
        figures.queries[name] = max(count_queries(client, address) for address in addresses)
    figures.transfer = measure_transfer(client, reverse("search:results"))
    return figures


def _forget_rankings() -> None:
    kept_pages.clear()
    current_engine()._read().words._remembered.forget()


def _pages() -> dict[str, list[str]]:
    directory = reverse("search:results")
    offers = Offer.objects.current().filter(is_example=False).order_by("?")[:4]
    focus_areas = [page.url for model in FocusAreaPage.__subclasses__() for page in model.objects.live()]
    return {
        "bare view": ["/bare/"],
        "offer": [offer.get_absolute_url() for offer in offers],
        "directory": [directory],
        "directory, words and 3 filters": [
            f"{directory}?q={word}{FILTERS.format(town=town)}"
            for word, town in zip(WORDS, TOWNS, strict=True)
        ],
        "directory, words": [f"{directory}?q={word}" for word in WORDS],
        "focus area": focus_areas,
    }


@pytest.mark.parametrize(("page", "limit"), [("offer", 8), ("directory", 6), ("focus area", 12)])
def test_queries_of_a_page(measured: dict[int, Figures], figures: Table, page: str, limit: int) -> None:
    for size, found in measured.items():
        figures.at_most(f"{page}: queries, {size:,} offers", found.queries[page], limit)
    few, many = (found.queries[page] for found in measured.values())
    assert few == many, "The number of queries grew with the number of offers."


def test_queries_of_a_filtered_directory(measured: dict[int, Figures], figures: Table) -> None:
    for size, found in measured.items():
        queries = found.queries["directory, words and 3 filters"]
        figures.at_most(f"directory, words and 3 filters: queries, {size:,} offers", queries, 6)


def test_the_directory_hardly_grows_slower(measured: dict[int, Figures], figures: Table) -> None:
    few, many = measured.values()
    page = "directory, words and 3 filters"
    figures.at_most(f"{page}: p50 of 20,000 over 2,000 offers", many.seconds[page] / few.seconds[page], 1.5)


def test_times_over_a_bare_view(measured: dict[int, Figures], figures: Table) -> None:
    for size, found in measured.items():
        bare = found.seconds["bare view"]
        figures.note(f"bare view, {size:,} offers", f"{bare * 1000:.2f} ms")
        for page, seconds in found.seconds.items():
            if page != "bare view":
                assert seconds > bare
                figures.note(
                    f"{page}, {size:,} offers", f"{seconds * 1000:.1f} ms = {seconds / bare:.0f} x bare"
                )


def test_the_first_view_of_the_directory_is_light(measured: dict[int, Figures], figures: Table) -> None:
    for size, found in measured.items():
        assert found.transfer
        figures.at_most(f"directory: transferred, {size:,} offers", found.transfer.total / 1000, 120, " kB")
        figures.at_most(f"directory: requests, {size:,} offers", found.transfer.requests, 12)
        figures.at_most(f"directory: HTML compressed, {size:,} offers", found.transfer.html / 1000, 20, " kB")


def test_the_index_is_built_in_time(measured: dict[int, Figures], figures: Table) -> None:
    few, many = measured.values()
    figures.note("index of 2,000 offers", f"{few.index_seconds:.1f} s")
    figures.at_most("index of 20,000 offers", many.index_seconds, 90, " s")
