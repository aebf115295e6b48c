"""The right to write: writers of any number of processes and machines take turns.

A lease is one document. Whoever changes it from the state it was read in holds it, until giving it back
or, should its process be killed, until it runs out. Its number grows with every holder and is the version
of what the holder writes: a holder that was overtaken cannot write over what came after.
"""

import time
import uuid
from typing import Any, Final

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from search.engines.base import EngineBusy

LASTS: Final = 60.0  # seconds
RENEWED_AFTER: Final = 5.0
ASKED_EVERY: Final = 0.05
DOCUMENT: Final = "lease"


class Lease:
    """Held between `take` and `give_back`. `number` is the version of what its holder writes."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client: Final = client
        self._index: Final = index
        self._holder: Final = uuid.uuid4().hex
        self._place: dict[str, Any] = {}
        self._renewed_at = 0.0
        self._is_held = False
        self.number = 0
        self.was_abandoned = False

    def take(self, patience: float) -> None:
        """Raises EngineBusy after so many seconds."""
        deadline = time.monotonic() + patience
        while not self._try():
            if time.monotonic() >= deadline:
                raise EngineBusy("Another process is writing the search index.")
            time.sleep(ASKED_EVERY)

    @property
    def is_to_be_renewed(self) -> bool:
        return time.monotonic() - self._renewed_at >= RENEWED_AFTER

    def hold(self) -> None:
        """Hold on to it; raises EngineBusy where somebody else has taken it."""
        try:
            self._write(time.time() + LASTS)
        except ConflictError:
            raise EngineBusy("Another process has taken over the search index.") from None

    @property
    def giving_back(self) -> dict[str, Any]:
        """What gives it back, to be sent behind what its holder writes: a way to the server less.

        Whoever takes it before all of that is written has a larger number, so is not written over.
        """
        return {"_index": self._index, "_id": DOCUMENT, "_source": self._document(0.0), **self._place}

    def was_given_back(self) -> None:
        self._is_held = False

    def give_back(self) -> None:
        """Unless that was done."""
        if self._is_held:
            self._write(0.0)

    def _try(self) -> bool:
        try:
            found = self._client.get(index=self._index, id=DOCUMENT)
        except NotFoundError:
            return self._take_from(0, {"op_type": "create"}, until=0.0)
        place = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}
        return self._take_from(found["_source"]["number"], place, found["_source"]["until"])

    def _take_from(self, number: int, place: dict[str, Any], until: float) -> bool:
        if until > time.time():
            return False
        self.number, self._place, self.was_abandoned = number + 1, place, until > 0
        try:
            self._write(time.time() + LASTS)
        except ConflictError:
            return False
        return True

    def _write(self, until: float) -> None:
        document = self._document(until)
        written = self._client.index(index=self._index, id=DOCUMENT, document=document, **self._place)
        self._place = {"if_seq_no": written["_seq_no"], "if_primary_term": written["_primary_term"]}
        self._renewed_at = time.monotonic()
        self._is_held = bool(until)

    def _document(self, until: float) -> dict[str, Any]:
        return {"number": self.number, "until": until, "holder": self._holder}
