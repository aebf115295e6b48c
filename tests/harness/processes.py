"""Portals of their own, in folders of their own, driven through real processes that may be killed.

To start a process anew takes seconds of the processor, nearly all of them for what it imports. So each is a
copy of one that has imported everything (`tests.harness.imported`) and done nothing else. Its environment,
its settings and its connections are its own.
"""

import multiprocessing
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from multiprocessing.process import BaseProcess
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

PATIENCE = 300  # seconds, for a machine that has much else to do

multiprocessing.set_forkserver_preload(["tests.harness.imported"])


class Portal:
    """It keeps its own SQLite file, whatever the suite runs on."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.settings = {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_SEARCH_BY_MEANING": "0",
            **settings,
        }

    def start(self, function: str, *arguments: Any, is_new: bool = False) -> BaseProcess:
        """A process that calls a function, "module:name". One that `is_new` imports all by itself."""
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PORTAL_")}
        asked = (environment | self.settings, self.folder / "said.log", function, arguments)
        context = multiprocessing.get_context("spawn" if is_new else "forkserver")
        process = context.Process(target=_live, args=asked)
        process.start()
        return process

    def run(self, function: str, *arguments: Any) -> None:
        self._end(self.start(function, *arguments))

    def start_managing(self, *arguments: object) -> BaseProcess:
        """Runs `manage.py` with these arguments."""
        words = ["manage.py", *map(str, arguments)]
        return self.start("django.core.management:execute_from_command_line", words)

    def manage(self, *arguments: object) -> None:
        self._end(self.start_managing(*arguments))

    def _end(self, process: BaseProcess) -> None:
        process.join(PATIENCE)
        assert process.exitcode == 0, self.said

    @property
    def said(self) -> str:
        """What its processes have written, and their errors."""
        return (self.folder / "said.log").read_text()

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "portal.sqlite3", timeout=20)) as connection:
            return connection.execute(sql).fetchall()

    def copy_to(self, folder: Path, **settings: str) -> "Portal":
        self.query("PRAGMA wal_checkpoint(TRUNCATE)")  # everything into one file
        shutil.copytree(self.folder, folder)
        return Portal(folder, **settings)


@pytest.fixture(scope="session")
def new_portal(reference_copy: Path) -> Callable[..., Portal]:
    """`new_portal(folder)` knows the municipalities and the vocabulary, and nothing else."""

    def make(folder: Path) -> Portal:
        folder.mkdir(exist_ok=True)
        shutil.copy(reference_copy, folder / "portal.sqlite3")
        return Portal(folder)

    return make


def _live(environment: dict[str, str], log: Path, function: str, arguments: tuple[Any, ...]) -> None:
    """The life of such a process."""
    os.environ.clear()
    os.environ.update(environment)
    with log.open("a") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    import django
    from django.apps import apps

    if apps.ready:
        _read_settings_again()
    else:
        django.setup()
    resolve_name(function)(*arguments)


def _read_settings_again() -> None:
    """From the environment of this process."""
    from django.conf import settings
    from django.core.cache import caches
    from django.db import connections
    from django.utils.functional import empty

    for name in [name for name in sys.modules if name.startswith("portal.settings.")]:
        del sys.modules[name]
    settings._wrapped = empty
    settings._setup()
    for handler in (connections, caches):
        vars(handler).clear()
        handler.__init__()
