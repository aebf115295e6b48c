"""Files of a generation that are appended to only."""

import os
from pathlib import Path
from typing import Final, Self


class Appending:
    """One opened for appending, by whoever holds the lock."""

    def __init__(self, path: Path) -> None:
        self._file: Final = path.open("ab")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Everything appended is on disk afterwards."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
