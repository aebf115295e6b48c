"""Tests that take long on their own are marked `slow` by where they lie; `make quick` leaves them out."""

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
# A browser, the whole demo content, a real file of offers, processes and servers that are killed.
SLOW = tuple(
    str(TESTS / name)
    for name in (
        "browser",
        "home/test_demo.py",
        "offers/desk/test_races.py",
        "offers/exchange/test_hamburg.py",
        "offers/exchange/test_import_command.py",
        "offers/received_files/test_hostile.py",
        "search/test_kills.py",
        "search/engines/test_elastic_nodes.py",
        "search/engines/test_fuzzed.py",
        "search/test_killed.py",
    )
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes long; `make quick` leaves it out")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(SLOW):
            item.add_marker("slow")
