"""Tests are marked by where they lie: `slow` ones, which `make quick` leaves out, and others.

What says the same on any database is run once by `.ci/run`, not on each of them.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
# A browser, the whole demo content, all that menus lead to, a real file of offers, processes and servers that
# are killed.
SLOW = tuple(
    str(TESTS / name)
    for name in (
        "browser",
        "home/test_demo.py",
        "home/test_menus_of_roles.py",
        "offers/desk/test_races.py",
        "offers/test_simulation.py",
        "search/insights/test_privacy.py",
        "offers/exchange/test_hamburg.py",
        "offers/exchange/test_import_command.py",
        "offers/received_files/test_hostile.py",
        "search/test_processes.py",
        "search/engines/test_elastic_nodes.py",
        "search/engines/test_fuzzed.py",
        "search/test_killed.py",
    )
)
# Files, words, numbers, markup, servers: nothing that a database would do in its own way. What a browser
# shows, and what is drawn of rows, comes from views that other tests ask on each of them; each address of the
# administration is asked on each by the access matrix.
SAME = tuple(
    str(TESTS / name)
    for name in (
        "browser",
        "home/test_demo.py",
        "home/test_menus_of_roles.py",
        "home/test_previews.py",
        "offers/door/test_picture.py",
        "offers/exchange/test_hamburg.py",
        "offers/exchange/test_import_command.py",
        "offers/received_files",
        "offers/desk/test_marking.py",
        "offers/desk/test_twins.py",
        "offers/test_calendar_export.py",
        "offers/test_offer_page.py",
        "offers/test_previews.py",
        "offers/test_schedules.py",
        "offers/test_simulation.py",
        "offers/test_waiting.py",
        "portal/signin/test_second_factor.py",
        "portal/test_admin_views.py",
        "search/engines",
        "search/insights/test_privacy.py",
        "search/suggestions",
        "search/text",
        "search/test_cards.py",
        "search/test_centres.py",
        "search/test_drawing.py",
        "search/test_embeddings.py",
        "search/test_highlighting.py",
        "search/test_page_cache.py",
        "search/test_pages.py",
        "search/test_query.py",
        "search/test_ranking.py",
        "search/test_recognised.py",
        "search/test_sentence_encoder.py",
        "search/test_skeletons.py",
        "search/test_understanding.py",
        "search/test_vectors.py",
        "search/test_views.py",
        "templates",
        "test_architecture.py",
        "test_consistency.py",
        "test_templates.py",
        "test_translations.py",
    )
)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes long; `make quick` leaves it out")
    config.addinivalue_line("markers", "same_everywhere: says the same on any database")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(SLOW):
            item.add_marker("slow")
        if str(item.path).startswith(SAME):
            item.add_marker("same_everywhere")
    # No worker waits in the end for another one that has just begun with a long test.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
