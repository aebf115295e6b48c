"""The embedded engine: reads a generation, writes the one in use, builds the next one beside it."""

import gc
import threading
from collections.abc import Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Final

from search.documents import OfferDocument
from search.engines.base import EngineAnswer, EngineHit, EngineRequest, EngineUnavailable
from search.engines.embedded.answering import answer, complete
from search.engines.embedded.generations import Generations
from search.engines.embedded.reader import Reader
from search.engines.embedded.writing import start_generation, write
from search.text.compounds import Lexicon
from search.text.title_beginning import TitleBeginning

# Seconds to wait for another writer. A change does not wait for a rebuild: it stays in the outbox.
UPDATE_PATIENCE: Final = 0.5
REBUILD_PATIENCE: Final = 30.0


class EmbeddedEngine:
    """Implements `Engine` within the process, on an index in a folder."""

    name = "embedded"

    def __init__(self, folder: Path) -> None:
        self._generations: Final = Generations(folder)
        self._reader: Reader | None = None
        self._opening: Final = threading.Lock()

    def waiting_at_most(self, seconds: float) -> AbstractContextManager[None]:
        """It waits for nobody but another writer, and has bounds for that."""
        return nullcontext()

    def lexicon(self) -> Lexicon:
        return self._newest().lexicon  # a generation has but one

    def version(self) -> Hashable:
        reader = self._newest()
        reader.table.follow()
        return reader.folder, reader.table.version

    def entries(self) -> Iterator[tuple[int, str]]:
        """An offer whose words are not there has no digest: whatever is compared with it differs."""
        reader = self._read()
        return reader.table.entries(reader.words.ordinals())

    def search(self, request: EngineRequest) -> EngineAnswer:
        return answer(self._read(), request)

    def complete(self, beginning: TitleBeginning, request: EngineRequest) -> tuple[EngineHit, ...]:
        return complete(self._read(), beginning, request)

    def update(self, documents: Iterable[OfferDocument], gone: Iterable[int]) -> None:
        """Waits a little for another writer; raises EngineBusy when that takes long."""
        with self._generations.lock(UPDATE_PATIENCE):
            reader = self._read()
            prepared = list(documents)
            removed = reader.table.known(set(gone) - {document.pk for document in prepared})
            if not prepared and not removed:
                return  # a draft that was never there
            try:
                write(reader.folder, prepared, removed, len(reader.table.columns), reader.analyser)
            except OSError as error:
                raise EngineUnavailable("The search index cannot be written.") from error

    def rebuild(self, documents: Iterable[OfferDocument], lexicon: Lexicon) -> int:
        """Holds the lock all the while: what changes meanwhile waits in the outbox and is written after."""
        with self._generations.lock(REBUILD_PATIENCE):
            folder = self._generations.begin()
            number = start_generation(folder, documents, lexicon)
            self._generations.publish(folder)
        return number

    def _read(self) -> Reader:
        reader = self._newest()
        reader.follow()
        return reader

    def _newest(self) -> Reader:
        folder = self._generations.current()
        reader = self._reader
        return reader if reader and reader.folder is folder else self._open(folder)

    def _open(self, folder: Path) -> Reader:
        with self._opening:
            if self._reader is None or self._reader.folder != folder:
                self._reader = Reader(folder)
                # It stays. To look for garbage in it again and again would hold requests up.
                gc.freeze()
            return self._reader
