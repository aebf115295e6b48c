"""Settings: typed values from the environment, and a public server that refuses what is insecure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import env
from tests.harness.tree import ROOT

SECURE = {
    "PORTAL_SECRET_KEY": "Zb4kq9wX2vN7mT1pL8rS5yD3hJ6gF0cA-uEiOaQxWzRtYpKn0123456789",
    "PORTAL_ALLOWED_HOSTS": "portal.example.org",
    "PORTAL_BASE_URL": "https://portal.example.org",
    "PORTAL_DATABASE_URL": "postgresql://portal@localhost/portal",
}


def start_production(data_dir: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Read the production settings in a process of their own."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    variables |= SECURE | {"PORTAL_DATA_DIR": str(data_dir)} | changes
    code = "from portal.settings import production; print(production.SECRET_KEY[:4])"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=variables, capture_output=True, text=True
    )


class TestProduction:
    def test_starts_with_secure_values(self, tmp_path: Path):
        result = start_production(tmp_path)
        assert result.returncode == 0, result.stderr
        assert result.stdout.strip() == "Zb4k"

    def test_names_every_insecure_value_at_once(self, tmp_path: Path):
        insecure = {
            "PORTAL_SECRET_KEY": "short",
            "PORTAL_ALLOWED_HOSTS": "*",
            "PORTAL_BASE_URL": "http://portal.example.org",
            "PORTAL_DATABASE_URL": "",
            "PORTAL_HSTS_SECONDS": "0",
        }
        result = start_production(tmp_path, **insecure)
        assert result.returncode != 0
        last_line = result.stderr.strip().splitlines()[-1]
        assert "The portal does not start" in last_line
        assert all(name in last_line for name in insecure)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PORTAL_SECRET_KEY", ""),
            ("PORTAL_SECRET_KEY", "only-for-development-and-not-secret-" + "x" * 40),
            ("PORTAL_SECRET_KEY", "a" * 60),
            ("PORTAL_ALLOWED_HOSTS", ""),
            ("PORTAL_HSTS_SECONDS", "soon"),
            ("PORTAL_SSL_REDIRECT", "perhaps"),
            ("PORTAL_DATABASE_URL", "mysql://localhost/portal"),
        ],
    )
    def test_refuses(self, tmp_path: Path, name: str, value: str):
        result = start_production(tmp_path, **{name: value})
        assert result.returncode != 0
        assert name in result.stderr.strip().splitlines()[-1]

    def test_sqlite_only_where_it_is_asked_for(self, tmp_path: Path):
        allowed = start_production(tmp_path, PORTAL_DATABASE_URL="", PORTAL_ALLOW_SQLITE="1")
        assert allowed.returncode == 0, allowed.stderr


class TestTypes:
    @pytest.mark.parametrize("value", ["1", "true", "Yes", " on "])
    def test_true(self, monkeypatch: pytest.MonkeyPatch, value: str):
        monkeypatch.setenv("PORTAL_X", value)
        assert env.read_bool("PORTAL_X") is True

    @pytest.mark.parametrize("value", ["0", "false", "No", "off", ""])
    def test_false(self, monkeypatch: pytest.MonkeyPatch, value: str):
        monkeypatch.setenv("PORTAL_X", value)
        assert env.read_bool("PORTAL_X", True) is False

    def test_neither(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PORTAL_X", "vielleicht")
        with pytest.raises(ImproperlyConfigured, match="PORTAL_X must be true or false"):
            env.read_bool("PORTAL_X")

    def test_defaults(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.delenv("PORTAL_X", raising=False)
        assert env.read_bool("PORTAL_X", True) is True
        assert env.read_int("PORTAL_X", 7) == 7
        assert env.read_list("PORTAL_X", "a, b,,") == ["a", "b"]

    def test_number(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PORTAL_X", "12a")
        with pytest.raises(ImproperlyConfigured, match="PORTAL_X must be a whole number"):
            env.read_int("PORTAL_X", 1)


class TestFolders:
    def test_everything_is_written_to_one_folder(self, settings):
        for name in ("SEARCH_INDEX_DIR", "UPLOADS_DIR", "MEDIA_ROOT", "STATIC_ROOT"):
            assert Path(getattr(settings, name)).is_relative_to(settings.PORTAL_DATA_DIR)

    def test_a_relative_folder_lies_in_the_project(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.setattr(env, "BASE_DIR", tmp_path)
        monkeypatch.setenv("PORTAL_DATA_DIR", "data")
        assert env.read_data_dir() == tmp_path / "data"
        assert (tmp_path / "data").is_dir()


class TestDatabase:
    def test_default_is_sqlite_in_the_folder(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.delenv("PORTAL_DATABASE_URL", raising=False)
        database = env.read_database(tmp_path)
        assert database["NAME"] == str(tmp_path / "portal.sqlite3")
        assert database["OPTIONS"] == env.SQLITE_OPTIONS

    def test_postgresql(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql://anna:secret@db.example.org:5433/portal")
        database = env.read_database(tmp_path)
        assert database["ENGINE"] == "django.db.backends.postgresql"
        assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "portal")
        assert database["CONN_HEALTH_CHECKS"] is True

    def test_anything_else_is_refused(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
        monkeypatch.setenv("PORTAL_DATABASE_URL", "mysql://localhost/portal")
        with pytest.raises(ImproperlyConfigured, match="PORTAL_DATABASE_URL must begin with"):
            env.read_database(tmp_path)


class TestElasticsearch:
    def read(self, monkeypatch: pytest.MonkeyPatch, **values: str) -> dict[str, str | list[str]]:
        for name in [name for name in os.environ if "ELASTICSEARCH" in name]:
            monkeypatch.delenv(name)
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return env.read_elasticsearch()

    def test_without_a_word_it_is_on_this_machine(self, monkeypatch: pytest.MonkeyPatch):
        found = self.read(monkeypatch)
        assert found["URLS"] == ["http://127.0.0.1:9200"]
        assert found["INDEX_PREFIX"] == "portal"

    def test_several_nodes_and_a_key(self, monkeypatch: pytest.MonkeyPatch):
        found = self.read(
            monkeypatch,
            PORTAL_ELASTICSEARCH_URLS="https://a.example.org:9200, https://[::1]:9201",
            PORTAL_ELASTICSEARCH_API_KEY="k",
            PORTAL_ELASTICSEARCH_CA_FILE="/ca.pem",
        )
        assert found["URLS"] == ["https://a.example.org:9200", "https://[::1]:9201"]
        assert (found["API_KEY"], found["CA_FILE"]) == ("k", "/ca.pem")

    @pytest.mark.parametrize(
        "values",
        [
            {"PORTAL_ELASTICSEARCH_URLS": "search.example.org"},
            {"PORTAL_ELASTICSEARCH_URLS": "https://search.example.org"},
            {"PORTAL_ELASTICSEARCH_URLS": "https://user:secret@search.example.org:9200"},
            {"PORTAL_ELASTICSEARCH_INDEX_PREFIX": "Portal*"},
            {"PORTAL_ELASTICSEARCH_API_KEY": "k", "PORTAL_ELASTICSEARCH_USER": "portal"},
        ],
    )
    def test_a_value_that_cannot_work_is_named(self, monkeypatch: pytest.MonkeyPatch, values: dict[str, str]):
        with pytest.raises(ImproperlyConfigured, match=next(iter(values))):
            self.read(monkeypatch, **values)


class TestChoices:
    def test_one_of_the_words_the_first_where_nothing_is_said(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.delenv("PORTAL_SEARCH_ENGINE", raising=False)
        assert env.read_choice("PORTAL_SEARCH_ENGINE", ("embedded", "elasticsearch")) == "embedded"
        monkeypatch.setenv("PORTAL_SEARCH_ENGINE", "elasticsearch")
        assert env.read_choice("PORTAL_SEARCH_ENGINE", ("embedded", "elasticsearch")) == "elasticsearch"

    def test_another_word_is_refused(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("PORTAL_SEARCH_ENGINE", "solr")
        with pytest.raises(ImproperlyConfigured, match="PORTAL_SEARCH_ENGINE must be one of"):
            env.read_choice("PORTAL_SEARCH_ENGINE", ("embedded", "elasticsearch"))
