"""Reads the demo files and refuses what it does not know."""

import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from home.demo.errors import DemoContentError

CONTENT = Path(__file__).parent / "content"
Row = TypeVar("Row")


def read_toml(name: str) -> dict[str, Any]:
    """The content of one file below `content/`."""
    try:
        return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DemoContentError(f"{name}: {error}") from error


def names_in(folder: str) -> Iterator[str]:
    """The names of the files in a folder below `content/`, in order."""
    for path in sorted((CONTENT / folder).glob("*.toml")):
        yield f"{folder}/{path.name}"


def as_row(row_class: type[Row], data: dict[str, Any], where: str) -> Row:
    """`data` as a row of that class; `where` names it in a complaint."""
    known = {field.name: field for field in fields(row_class)}
    if unknown := sorted(data.keys() - known.keys()):
        raise DemoContentError(f"{where}: unknown key {', '.join(unknown)}")
    missing = [
        name
        for name, field in known.items()
        if field.default is MISSING and field.default_factory is MISSING and name not in data
    ]
    if missing:
        raise DemoContentError(f"{where}: needs {', '.join(missing)}")
    return row_class(**{name: tuple(v) if isinstance(v, list) else v for name, v in data.items()})
