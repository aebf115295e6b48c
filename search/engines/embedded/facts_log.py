"""The log of a generation: what each document says besides its words, one line each, appended only.

A line is `{"pk": …}` with the facts to filter by, a tab, and the facts of the card. Only the first half
is read when the log is loaded; a card is read when it is shown. What was written since the last rebuild has
a third part, its 4-grams, which the rebuild keeps in files of their own. A line `{"gone": pk}` takes an offer
out. A half-written last line is what a killed writer leaves: readers wait for its end, the next writer
cuts it off.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from offers.geo import Point
from search.card_facts import CardFacts
from search.documents import OfferDocument
from search.engines.base import EngineUnavailable
from search.engines.embedded.appending import Appending
from search.engines.embedded.opened import Opened
from search.engines.embedded.saved import Parts, as_json

CHUNK: Final = 1 << 20
CARDS_KEPT: Final = 4096


@dataclass(frozen=True, slots=True)
class Row:
    """What stays in memory of a document: what it is sorted by, and where its card stands in the log.

    `towns` are the keys (AGS) of those it takes place in; `moments` the next times it takes place, each as
    (starts, is over), in seconds since 1970.
    """

    pk: int
    titles: Mapping[str, str]
    created_at: int
    moments: tuple[tuple[int, int], ...]
    towns: tuple[str, ...]
    verified_on: date | None
    review_on: date | None
    places: str
    card_at: int
    card_length: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line says; `row` is None for an offer that was taken out."""

    pk: int
    row: Row | None = None
    digest: str = ""
    points: tuple[Point, ...] = ()
    facets: Mapping[str, list[str]] | None = None
    ends_on: date | None = None
    grams: Mapping[str, str] | None = None


class FactsLog:
    """A log opened for reading; remembers how far it was read. `card` reads the facts of a card."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        try:
            self._file: Final = Opened(path)
        except OSError as error:
            raise EngineUnavailable("The search index is incomplete.") from error
        self._position = 0
        self.card: Final = lru_cache(maxsize=CARDS_KEPT)(self._card)

    @property
    def has_grown(self) -> bool:
        return self._file.size > self._position

    def read_new(self) -> Iterator[Facts]:
        """What was appended since the last time."""
        while block := self._file.read(self._position, CHUNK):
            while b"\n" not in block and len(longer := self._longer(block)) > len(block):
                block = longer
            whole = block.rfind(b"\n") + 1
            if not whole:
                return
            start = self._position
            for line in block[:whole].split(b"\n")[:-1]:
                yield _read_line(line, start)
                start += len(line) + 1
            self._position = start

    def pack(self) -> dict[str, bytes]:
        return {"position": as_json(self._position)}

    def unpack(self, parts: Parts) -> None:
        """What comes before is known already."""
        self._position = int(json.loads(parts["position"]))
        if self._file.size < self._position:
            raise EngineUnavailable("The search index is damaged.")

    def read_again(self) -> Iterator[Facts]:
        """All of it, from the beginning."""
        return FactsLog(self._path).read_new()

    def _card(self, card_at: int, card_length: int) -> CardFacts:
        line = self._file.read(card_at, card_length)
        try:
            return CardFacts.from_json(line)
        except ValueError as error:
            raise EngineUnavailable("The search index is damaged.") from error

    def _longer(self, block: bytes) -> bytes:
        return self._file.read(self._position, len(block) + CHUNK)


class FactsWriter(Appending):
    """A log opened for appending, by whoever holds the lock."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        if self._file.tell():
            self._cut_half_line(path)

    def append(self, lines: Iterable[str]) -> None:
        self._file.writelines(line.encode() for line in lines)

    def _cut_half_line(self, path: Path) -> None:
        content = path.read_bytes() if not _ends_with_newline(path) else b""
        if content:
            self._file.truncate(content.rfind(b"\n") + 1)


def line_of(document: OfferDocument, grams: Mapping[str, str] | None = None) -> str:
    """The line that says what a document says."""
    facts: dict[str, Any] = {
        "pk": document.pk,
        "digest": document.digest,
        "facets": {name: values for name, values in document.facets.items() if values},
        "titles": {words.language: words.title for words in document.words},
        "created_at": document.created_at,
        "moments": [(moment.starts_at, moment.is_over_at) for moment in document.card.moments],
    }
    if document.towns:
        facts["towns"] = document.towns
    if document.card.points:
        facts["points"] = document.card.points
    if document.card.verified_on:
        facts["verified_on"] = document.card.verified_on.isoformat()
    if document.card.review_on:
        facts["review_on"] = document.card.review_on.isoformat()
    if document.card.places:
        facts["places"] = document.card.places
    if document.ends_on:
        facts["ends_on"] = document.ends_on.isoformat()
    head = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    tail = "" if grams is None else f"\t{json.dumps(grams, ensure_ascii=False)}"
    return f"{head}\t{document.card.to_json()}{tail}\n"


def line_of_gone(pk: int) -> str:
    return json.dumps({"gone": pk}) + "\n"


def _read_line(line: bytes, start: int) -> Facts:
    head, _tab, card = line.partition(b"\t")
    card, _tab, grams = card.partition(b"\t")
    try:
        values = json.loads(head)
        if "gone" in values:
            return Facts(values["gone"])
        row = Row(
            pk=values["pk"],
            titles=values["titles"],
            created_at=values["created_at"],
            moments=tuple((starts_at, ends_at) for starts_at, ends_at in values["moments"]),
            towns=tuple(sys.intern(ags) for ags in values.get("towns", ())),
            verified_on=_read_date(values.get("verified_on")),
            review_on=_read_date(values.get("review_on")),
            places=sys.intern(values.get("places", "")),
            card_at=start + len(head) + 1,
            card_length=len(card),
        )
        points = tuple(Point(*point) for point in values.get("points", ()))
        ends_on = _read_date(values.get("ends_on"))
        added = json.loads(grams) if grams else None
        return Facts(row.pk, row, values["digest"], points, values["facets"], ends_on, added)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise EngineUnavailable("The search index is damaged.") from error


def _read_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
