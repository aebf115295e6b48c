"""A template of ours that uses a name or attribute nobody gave it fails the test.

Django shows nothing there, and `{% if %}` takes it for false, so a slip of the pen would go unseen.
A template says that a name may be absent with `|default:…`. Templates of Wagtail are not ours.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import FilterExpression, Origin, Variable, VariableDoesNotExist

ROOT = Path(__file__).resolve().parents[2]
# Wagtail sets these on requests of the preview only.
MAY_BE_ABSENT = {"request.is_preview", "request.in_preview_panel", "request.preview_mode"}
DEFAULT_FILTERS = {"default", "default_if_none"}

_undefined: list[str] = []


class UndefinedVariableError(Exception):
    """Names the template and the variable."""


def is_ours(origin: Origin | None) -> bool:
    path = Path(str(getattr(origin, "name", "")))
    return path.is_relative_to(ROOT) and ".venv" not in path.parts


class WatchedVariable(Variable):
    """A variable that knows which of our templates it stands in."""

    origin: Origin

    def resolve(self, context: object) -> object:
        try:
            return super().resolve(context)
        except VariableDoesNotExist:
            if self.var in MAY_BE_ABSENT:
                raise
            _undefined.append(f"{Path(self.origin.name).relative_to(ROOT)}: {self.var}")
            raise UndefinedVariableError(_undefined[-1]) from None


def _watch(expression: FilterExpression, token: str, parser: object) -> None:
    _original_init(expression, token, parser)
    origin = getattr(parser, "origin", None)
    names = {getattr(function, "__name__", "") for function, _arguments in expression.filters}
    if isinstance(expression.var, Variable) and is_ours(origin) and not names & DEFAULT_FILTERS:
        expression.var = WatchedVariable(expression.var.var)
        expression.var.origin = origin


_original_init = FilterExpression.__init__


def pytest_configure() -> None:
    FilterExpression.__init__ = _watch


@pytest.fixture(autouse=True)
def undefined_variables() -> Iterator[list[str]]:
    """`{% if %}` swallows exceptions, so what was found is looked at again after the test."""
    _undefined.clear()
    yield _undefined
    assert not _undefined, f"undefined in templates: {sorted(set(_undefined))}"
