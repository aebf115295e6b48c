"""One database for each process, with the reference data in it; SQLite as a file, as in real life.

An SQLite database in memory would know no write-ahead log, so `portal.settings.test` gives it a file
in the process's own folder. Migrating it takes many seconds, so a copy is kept in pytest's cache for
as long as no migration of any app changes; `.ci/run` brings one along, and one of PostgreSQL.

A test that fits one kind of database only carries `@pytest.mark.sqlite` or `@pytest.mark.postgresql`;
it is not collected on the other, hence never counted as skipped.
"""

import gc
import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

VENDORS = ("sqlite", "postgresql")
REFERENCE = Path(settings.PORTAL_DATA_DIR) / "reference.sqlite3"


def pytest_configure(config: pytest.Config) -> None:
    for vendor in VENDORS:
        config.addinivalue_line("markers", f"{vendor}: only on this kind of database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    others = [name for name in VENDORS if name != connection.vendor]
    dropped = [item for item in items if any(item.get_closest_marker(name) for name in others)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item not in dropped]


@pytest.fixture(scope="session")
def migrated_copy(request: pytest.FixtureRequest) -> Path:
    """Where the migrated SQLite database of this state of the migrations is kept, there or not."""
    if prepared := os.environ.get("PORTAL_TEST_SQLITE_TEMPLATE"):
        return Path(prepared)
    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return request.config.cache.mkdir("migrated") / f"{digest.hexdigest()[:16]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(request, migrated_copy: Path, django_db_modify_db_settings: None) -> bool:
    """True, and the copy put in place, where there is one: then nothing is left to migrate."""
    if connection.vendor != "sqlite" or not migrated_copy.exists():
        return request.config.option.reuse_db
    shutil.copy(migrated_copy, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker, migrated_copy: Path) -> Iterator[None]:
    """Pytest-django's database, and in it the municipalities, the vocabulary and the groups of editors."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and not migrated_copy.exists():
            _keep(migrated_copy)
        call_command("load_vocabulary", stdout=io.StringIO())
        call_command("create_roles", stdout=io.StringIO())
        if connection.vendor == "sqlite":
            _copy_to(REFERENCE)
    yield
    with django_db_blocker.unblock():
        _send_others_away()


@pytest.fixture(scope="session")
def reference_copy(django_db_setup: None) -> Path:
    """What every test's SQLite database begins with, as a file for portals of their own."""
    return REFERENCE


def _send_others_away() -> None:
    """A process that a test has killed may not have left yet, and PostgreSQL drops no database in use."""
    gc.collect()  # threads that have ended close their connections
    if connection.vendor == "postgresql":
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")


def _keep(copy: Path) -> None:
    """The old copies go; the new one appears whole, even when several processes make it."""
    for old in copy.parent.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    draft = copy.with_suffix(f".{os.getpid()}")
    _copy_to(draft)
    draft.replace(copy)


def _copy_to(path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
