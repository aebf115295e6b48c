"""The files of the project, for tests that look at the source instead of running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("offers", "search", "home", "portal")
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}


@dataclass(frozen=True)
class Module:
    """A Python file: its dotted name, its lines, its syntax tree."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    @property
    def app(self) -> str:
        return self.name.split(".")[0]

    @property
    def line_count(self) -> int:
        return len(self.text.splitlines())

    def imports(self) -> Iterator[str]:
        """Dotted names of what it imports, wherever the import stands; `from a import b` is `a.b`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def texts(self) -> Iterator[str]:
        """Every text constant in it."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def files(*folders: str, pattern: str = "*") -> list[Path]:
    """Files below the folders, without what tools leave behind."""
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    )


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Python modules below the folders (default: the four apps), without migrations."""
    found = []
    for path in files(*(folders or APPS), pattern="*.py"):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append(Module(path, name, text, ast.parse(text)))
    return tuple(found)


@cache
def templates() -> tuple[Path, ...]:
    return tuple(path for path in files("templates") if path.suffix in TEMPLATE_SUFFIXES)


@cache
def migrations() -> tuple[Path, ...]:
    return tuple(path for app in APPS for path in files(app, pattern="migrations/0*.py"))
