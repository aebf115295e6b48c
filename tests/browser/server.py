"""The portal with its demo content, served by a process of its own on a free port of this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.db import connection

from tests.harness.tree import ROOT

EDITOR = ("redaktion", "ein-langes-wort-fuer-die-pruefung")
NEWCOMERS = ("anna", "berta", "carla")  # with the same password, for tests of the sign-in
SECONDS_TO_START = 60
PREPARE = f"""
from django.contrib.auth.models import User
from django.core.management import call_command
call_command("prepare_portal", demo=True)
for name in {(EDITOR[0], *NEWCOMERS)}:
    User.objects.create_superuser(name, f"{{name}}@example.org", {EDITOR[1]!r})
"""


class Server:
    """Runs between `start` and `stop`; everything it writes lies in `folder`."""

    def __init__(self, folder: Path, migrated_copy: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "server.log"
        self.database = "" if connection.vendor == "sqlite" else create_database()
        if connection.vendor == "sqlite" and migrated_copy.exists():
            shutil.copy(migrated_copy, folder / "portal.sqlite3")

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
            "PORTAL_ALLOWED_HOSTS": "localhost",
            "PORTAL_ALLOW_SQLITE": "1",
            "PORTAL_BASE_URL": "https://localhost",
            "PORTAL_DATABASE_URL": self.database,
            "PORTAL_DATA_DIR": str(self.folder),
            "PORTAL_SEARCH_BY_MEANING": "0",  # takes a minute; `test_processes` has it
            "PORTAL_REQUIRE_SECOND_FACTOR": "0",  # tests of it use another server
            "PORTAL_SECRET_KEY": "browser-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
            "PORTAL_SSL_REDIRECT": "0",
        }

    def start(self) -> None:
        self.manage("shell", "--command", PREPARE)
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--threads", "4", "--log-level", "warning"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        self._wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
        if self.database:
            drop_database(self.database)

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        result = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert result.returncode == 0, result.stderr

    def _wait(self) -> None:
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                    return
            except (urllib.error.URLError, TimeoutError):
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.2)
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def server_address() -> str:
    """The PostgreSQL server of this test run, without a database."""
    values = connection.settings_dict
    person = quote(values["USER"]) + (f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else "")
    return f"postgresql://{person}@{values['HOST']}:{values['PORT']}"


def create_database() -> str:
    name = f"portal_browser_{os.getpid()}"
    _administrate(f"DROP DATABASE IF EXISTS {name}")
    _administrate(f"CREATE DATABASE {name}")
    return f"{server_address()}/{name}"


def drop_database(url: str) -> None:
    _administrate(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")


def _administrate(statement: str) -> None:
    with psycopg.connect(f"{server_address()}/postgres", autocommit=True) as administration:
        administration.execute(statement)
