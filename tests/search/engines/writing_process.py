"""A process that writes documents into an embedded index, one by one, as each worker of a portal may.

python -m tests.search.engines.writing_process FOLDER FIRST
"""

import sys
from pathlib import Path

import django

django.setup()

from search.engines.embedded import EmbeddedEngine  # noqa: E402 - not before the settings are read
from search.engines.embedded import engine as engine_module  # noqa: E402
from tests.search.sample_documents import make_document  # noqa: E402


def write_some(folder: Path, first: int) -> range:
    """Five of them, with the numbers that it gives back."""
    numbers = range(first, first + 5)
    engine = EmbeddedEngine(folder)
    for pk in numbers:
        engine.update([make_document(pk, "Chor")], gone=[])
    return numbers


if __name__ == "__main__":
    engine_module.UPDATE_PATIENCE = 60
    write_some(Path(sys.argv[1]), int(sys.argv[2]))
