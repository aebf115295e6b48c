"""SQLite runs with the options that keep data safe, and a check says so when it does not."""

import sqlite3

import pytest
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from portal import checks
from portal.env import SQLITE_OPTIONS


def connect(path, **options: object) -> DatabaseWrapper:
    settings = connection.settings_dict | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": options,
        "TEST": {},
    }
    return DatabaseWrapper(settings, "default")


@pytest.fixture
def warnings_for(tmp_path, monkeypatch):
    """What the check says about an SQLite database with these options."""

    def check(**options: object) -> list[str]:
        wrapper = connect(tmp_path / "x.sqlite3", **options)
        monkeypatch.setattr(checks, "connections", {"default": wrapper})
        found = checks.check_sqlite_is_safe(None, databases=["default"])
        wrapper.close()
        return [warning.msg for warning in found]

    return check


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_database_of_this_run_is_safe():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_options_reach_the_database():
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_sqlite_is_a_version_without_the_wal_bug():
    assert sqlite3.sqlite_version_info >= (3, 51, 3)


class TestCheck:
    def test_our_options_are_fine(self, warnings_for, django_db_blocker):
        with django_db_blocker.unblock():
            assert warnings_for(**SQLITE_OPTIONS) == []

    def test_every_missing_option_is_named(self, warnings_for, django_db_blocker):
        with django_db_blocker.unblock():
            found = " ".join(warnings_for(init_command="PRAGMA synchronous=OFF;"))
        assert "journal_mode is delete, not wal" in found
        assert "synchronous is 0, not 2" in found
        assert "IMMEDIATE" in found
        assert "20 seconds" in found
