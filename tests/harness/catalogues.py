"""Message catalogues are compiled before the tests start, as `make` does, so that none is stale."""

from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):  # the first process has done it
        return
    for source in ROOT.glob("portal/locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)
