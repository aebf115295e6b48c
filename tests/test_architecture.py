"""The shape of the code: who imports whom, how large things are, what they are called."""

import ast
import re
from pathlib import Path

import pytest

from tests.harness.tree import APPS, ROOT, Module, files, migrations, modules, shown, templates

MAY_IMPORT = {
    "offers": set(),
    "search": {"offers"},
    "home": {"offers", "search"},
    "portal": {"offers", "search", "home"},
}
# From the outermost layer inwards: a module imports from its own layer or one further in.
OUTERMOST = {
    "views",
    "viewsets",
    "choosers",
    "wagtail_hooks",
    "management",
    "tasks",
    "urls",
    "apps",
    "context",
}
MODELS = {"models", "querysets", "signals"}
NEVER_IMPORTED = {"wagtail_hooks", "management", "urls", "apps"}
PURE = ("offers.freshness", "offers.geo", "offers.schedules", "search.query", "search.text", "search.results")
NOT_PURE = re.compile(
    r"^(django\.(db|http|core\.handlers|shortcuts|contrib)|wagtail|modelcluster|(offers|search|home)\.(models|querysets|views))\b"
)
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "core", "services"}
# Packages by Django's rules.
MAY_BE_EMPTY = {"migrations", "management", "commands", "templatetags", "formats", "de", "en"}


def part(name: str) -> str:
    """The second part of a dotted name: the module inside the app."""
    return [*name.split("."), ""][1]


def own_imports(module: Module) -> list[str]:
    return [name for name in module.imports() if name.split(".")[0] in APPS]


class TestImports:
    @pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
    def test_apps_import_inwards_only(self, module: Module):
        allowed = MAY_IMPORT[module.app] | {module.app}
        wrong = {name for name in own_imports(module) if name.split(".")[0] not in allowed}
        assert not wrong, f"{module.app} may import {sorted(allowed)} only"

    def test_imports_are_absolute(self):
        relative = [
            f"{module.name}: {name}" for module in modules() for name in module.imports() if name[0] == "."
        ]
        assert not relative

    def test_models_import_nothing_from_further_out(self):
        further_out = OUTERMOST | {"forms", "actions"}
        wrong = [
            f"{module.name} imports {name}"
            for module in modules()
            if part(module.name) in MODELS | {"enums"}
            for name in own_imports(module)
            if part(name) in further_out
        ]
        assert not wrong

    def test_actions_import_no_views(self):
        wrong = [
            f"{module.name} imports {name}"
            for module in modules()
            if part(module.name) in {"actions", "exchange", "indexing", "service", "engines", "forms"}
            for name in own_imports(module)
            if part(name) in OUTERMOST - {"tasks"}
        ]
        assert not wrong

    def test_enums_import_nothing_of_ours(self):
        assert not [
            name for module in modules() if part(module.name) == "enums" for name in own_imports(module)
        ]

    def test_entry_points_are_not_imported(self):
        wrong = [
            f"{module.name} imports {name}"
            for module in modules()
            for name in own_imports(module)
            if part(name) in NEVER_IMPORTED and part(module.name) != part(name)
        ]
        assert not wrong

    @pytest.mark.parametrize("package", PURE)
    def test_pure_modules_know_no_request_and_no_database(self, package: str):
        found = [module for module in modules() if f"{module.name}.".startswith(f"{package}.")]
        assert found, f"{package} is gone: take it off the list"
        wrong = [
            f"{module.name} imports {name}"
            for module in found
            for name in module.imports()
            if NOT_PURE.match(name)
        ]
        assert not wrong


class TestSizes:
    @pytest.mark.parametrize("module", modules(*APPS, "tests"), ids=lambda module: module.name)
    def test_module(self, module: Module):
        limit = 300 if module.name == "portal.settings.base" else 400
        assert module.line_count <= limit

    def test_functions(self):
        long = [
            f"{module.name}.{node.name}: {node.end_lineno - node.lineno + 1} lines"
            for module in modules(*APPS, "tests")
            for node in ast.walk(module.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno - node.lineno >= 50
        ]
        assert not long

    @pytest.mark.parametrize("path", templates(), ids=shown)
    def test_template(self, path: Path):
        limit = 40 if path.is_relative_to(ROOT / "templates" / "components") else 80
        assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


class TestNames:
    def test_no_module_or_folder_says_nothing(self):
        found = files(*APPS, "tests", "templates", "docs")
        parts = {(part.split(".")[0], shown(path)) for path in found for part in path.relative_to(ROOT).parts}
        assert not [place for name, place in parts if name in FORBIDDEN_NAMES]

    def test_no_file_is_empty(self):
        empty = [path for path in files(*APPS, "tests", "templates", "docs") if not path.read_bytes().strip()]
        assert not [
            shown(path)
            for path in empty
            if path.name != "__init__.py" or path.parent.name not in MAY_BE_EMPTY
        ]

    def test_booleans_dates_and_moments_say_what_they_are(self, django_apps):
        """`is_`/`has_` and the like for booleans, `_on` for dates, `_at` for moments and times."""
        wrong = []
        for field in own_fields(django_apps):
            kind, name = field.get_internal_type(), field.name
            if kind == "DateField" and not name.endswith(("_on", "_from", "_to", "_until")):
                wrong.append(f"{field} is a date")
            if kind in {"DateTimeField", "TimeField"} and not name.endswith("_at"):
                wrong.append(f"{field} is a moment")
            if kind == "BooleanField" and not re.match(r"is_|has_|needs_|serves_|shows_|allows_|may_", name):
                wrong.append(f"{field} is a boolean")
        assert not wrong


@pytest.fixture
def django_apps():
    from django.apps import apps

    return apps


def own_fields(registry) -> list:
    """Fields that our models declare themselves, not those of Wagtail's classes."""
    inherited = {
        field.name
        for model in registry.get_models(include_auto_created=False)
        if model._meta.app_label not in APPS
        for field in model._meta.get_fields()
    } | {"live", "has_unpublished_changes", "expired", "locked", "first_published_at"}
    return [
        field
        for model in registry.get_models()
        if model._meta.app_label in APPS
        for field in model._meta.local_fields
        if field.name not in inherited - {"kind", "name", "date"}
    ]


class TestMigrations:
    @pytest.mark.parametrize("path", migrations(), ids=shown)
    def test_is_named_and_holds_no_blocks(self, path: Path):
        assert not re.match(r"\d{4}_(auto_|\d)", path.name), "a migration says what it is for"
        text = path.read_text(encoding="utf-8")
        assert "block_lookup" not in text, "StreamFields keep their blocks out of migrations (home/fields.py)"
        assert "wagtail.blocks" not in text

    @pytest.mark.django_db
    def test_none_is_missing(self):
        from django.core.management import call_command

        call_command("makemigrations", *APPS, check=True, dry_run=True, verbosity=0)
