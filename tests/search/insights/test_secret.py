from datetime import date
from pathlib import Path

import pytest

from search.insights import secret
from search.insights.secret import digest_of, forget_keys

NOVEMBER, DECEMBER = date(2026, 11, 30), date(2026, 12, 1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.PORTAL_DATA_DIR = tmp_path
    return tmp_path


def test_the_same_words_have_the_same_digest_for_a_month() -> None:
    assert digest_of("chor", NOVEMBER) == digest_of("chor", NOVEMBER.replace(day=1))
    assert digest_of("chor", NOVEMBER) != digest_of("tanz", NOVEMBER)
    assert digest_of("chor", NOVEMBER) != digest_of("chor", DECEMBER)


def test_nobody_else_reads_the_key(folder: Path) -> None:
    digest_of("chor", NOVEMBER)
    (key,) = folder.iterdir()

    assert key.name == "search-log-2026-11.key"
    assert key.stat().st_mode & 0o077 == 0


def test_a_key_that_is_thrown_away_never_comes_back(folder: Path) -> None:
    before = digest_of("chor", NOVEMBER)
    digest_of("chor", DECEMBER)
    forget_keys(DECEMBER)

    assert [path.name for path in folder.iterdir()] == ["search-log-2026-12.key"]
    assert digest_of("chor", NOVEMBER) != before


def test_of_two_processes_that_make_a_key_one_wins(monkeypatch, folder: Path) -> None:
    first = digest_of("chor", NOVEMBER)
    secret._make(secret._path(NOVEMBER))

    assert digest_of("chor", NOVEMBER) == first
    assert len(list(folder.iterdir())) == 1


def test_a_folder_that_takes_no_files_stops_nothing(settings, folder: Path) -> None:
    settings.PORTAL_DATA_DIR = folder / "gone"

    assert digest_of("chor", NOVEMBER) == digest_of("chor", NOVEMBER)
