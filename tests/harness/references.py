"""What uses what is noted only where a test looks at it: `@pytest.mark.references`.

Wagtail writes its reference index with every record that is saved, which took a third of the time of the
tests that make records.
"""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from wagtail.signal_handlers import reference_index_auto_update_disabled


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "references: Wagtail notes what refers to what, as in real life")


@pytest.fixture(autouse=True)
def _references(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("references"):
        yield
        return
    # Wagtail's own context manager cannot be nested, and the demo content is loaded within one.
    reference_index_auto_update_disabled.value = True
    yield
    with suppress(AttributeError):
        del reference_index_auto_update_disabled.value
