"""Files of a generation that are read from in places."""

import os
import weakref
from pathlib import Path
from typing import Final


class Opened:
    """One opened for reading, by several threads; it is closed when nobody holds it. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._handle: Final = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._handle)

    @property
    def size(self) -> int:
        """In bytes, as it is now."""
        return os.fstat(self._handle).st_size

    def read(self, start: int, length: int) -> bytes:
        """Fewer bytes where the file ends."""
        return os.pread(self._handle, length, start)
