import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from search.insights.folding import tidy
from search.insights.secret import digest_of
from search.models import SearchCount, SeenWords

TODAY = date(2026, 11, 25)
pytestmark = pytest.mark.django_db


def counted(on: date, searches: int = 1, wishes: int = 0, **fields: str) -> None:
    given = {"language": "de", "words": "chor", "words_language": "de", "results": "none"}
    SearchCount.objects.create(counted_on=on, searches=searches, wishes=wishes, **(given | fields))


def rows(*names: str) -> list[tuple[object, ...]]:
    return list(SearchCount.objects.order_by("counted_on", "words", "filters").values_list(*names))


def test_days_become_months_after_three_months() -> None:
    for day in (3, 4, 20):
        counted(date(2026, 7, day), searches=2, wishes=1)
    counted(date(2026, 8, 4))

    assert tidy(TODAY).months == 1
    assert rows("counted_on", "words", "searches", "wishes") == [
        (date(2026, 7, 1), "chor", 6, 3),
        (date(2026, 8, 4), "chor", 1, 0),
    ]


def test_what_fewer_than_three_searches_share_loses_its_words_then() -> None:
    counted(date(2026, 7, 3), filters="ort=05382060")
    counted(date(2026, 7, 9), filters="ort=05382060")
    counted(date(2026, 7, 9), searches=3)
    tidy(TODAY)

    assert rows("words", "words_language", "filters", "searches") == [
        ("", "de", "ort=05382060", 2),
        ("chor", "de", "", 3),
    ]


def test_after_two_years_topics_and_places_are_left() -> None:
    filters = "thema=german-practice&ort=05382060&zielgruppe=women"
    counted(date(2024, 10, 3), searches=9, filters=filters)
    counted(date(2024, 11, 3), searches=9, filters=filters)
    tidy(TODAY)

    assert rows("words", "words_language", "filters", "searches") == [
        ("", "de", "thema=german-practice&ort=05382060", 9),
        ("chor", "de", filters, 9),
    ]


def test_again_it_changes_nothing() -> None:
    counted(date(2024, 1, 3), searches=9)
    counted(date(2026, 7, 3), searches=9)
    tidy(TODAY)
    before = rows("pk", "counted_on", "words", "searches")

    assert tidy(TODAY).months == 0
    assert rows("pk", "counted_on", "words", "searches") == before


def test_digests_and_keys_go_with_their_month(settings, tmp_path: Path) -> None:
    settings.PORTAL_DATA_DIR = tmp_path
    for day in (date(2026, 10, 31), date(2026, 11, 1)):
        SeenWords.objects.create(digest=digest_of("chor", day), seen_on=day)

    assert tidy(TODAY).words == 1
    assert SeenWords.objects.get().seen_on == date(2026, 11, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["search-log-2026-11.key"]


def test_the_command_says_what_it_did() -> None:
    counted(date(2020, 1, 3))
    output = io.StringIO()
    call_command("tidy_search_log", stdout=output)

    assert "1 months were put together, 0 digests" in output.getvalue()
