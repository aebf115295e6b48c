"""Folders of the index: which one is in use, how another takes its place, and who may write."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from search.engines.base import EngineBusy, EngineUnavailable

FORMAT: Final = "8"  # another number makes every index there is unusable, so that it is built anew
KEPT_GENERATIONS: Final = 2  # the one in use, and the one that some process may still be reading


class Generations:
    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder
        self.pointer: Final = folder / "CURRENT"
        self._kept: tuple[tuple[int, int], Path] | None = None

    def current(self) -> Path:
        """The folder of the generation in use; every search asks, so it is looked up only when it changes."""
        try:
            status = self.pointer.stat()
        except OSError as error:
            raise EngineUnavailable("There is no search index yet.") from error
        state = (status.st_ino, status.st_mtime_ns)
        kept = self._kept
        if kept is None or kept[0] != state:
            kept = self._kept = (state, self._look_up())
        return kept[1]

    def _look_up(self) -> Path:
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
            generation = self._generations / Path(name).name
            version = (generation / "complete").read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable("There is no search index yet.") from error
        if version != FORMAT:
            raise EngineUnavailable("The search index has an older format.")
        return generation

    def begin(self) -> Path:
        """A new, empty folder for the next generation."""
        generation = self._generations / f"{time.time_ns()}"
        (generation / "words").mkdir(parents=True)
        return generation

    def publish(self, generation: Path) -> None:
        """Put a finished generation in place of the one in use, at once or not at all."""
        (generation / "complete").write_text(FORMAT, encoding="ascii")
        for folder, _folders, names in os.walk(generation):
            for name in names:
                sync(Path(folder) / name)
        fresh = self.folder / "CURRENT.new"
        fresh.write_text(generation.name, encoding="ascii")
        sync(fresh)
        fresh.replace(self.pointer)
        sync(self.folder)
        self._remove_old(generation)

    @contextmanager
    def lock(self, patience: float) -> Iterator[None]:
        """Hold the right to write; raises EngineBusy after `patience` seconds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "write.lock").open("w") as handle:
            deadline = time.monotonic() + patience
            while not _try_lock(handle.fileno()):
                if time.monotonic() >= deadline:
                    raise EngineBusy("Another process is writing the search index.")
                time.sleep(0.01)
            yield

    @property
    def _generations(self) -> Path:
        return self.folder / "generations"

    def _remove_old(self, newest: Path) -> None:
        """Also clears away what a rebuild left behind that was killed."""
        older = sorted((path for path in self._generations.iterdir() if path != newest), reverse=True)
        for path in older[KEPT_GENERATIONS - 1 :]:
            shutil.rmtree(path, ignore_errors=True)


def sync(path: Path) -> None:
    """Have the disk keep a file or folder before anything relies on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
