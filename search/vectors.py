"""The vectors of offers, made once for each piece of text and kept in a file of their own.

The file can be deleted at any time: what is missing is made again.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from search.documents import OfferDocument
from search.embeddings import DIMENSIONS, Embedder, Vector, Vectors, current_embedder
from search.passages import passages_of

DOCUMENTS_AT_ONCE: Final = 100
ROWS_AT_ONCE: Final = 256
ASKED_AT_ONCE: Final = 500  # SQLite takes 999 values in one question, at the least

PACKED: Final = np.dtype([("scale", "<f4"), ("numbers", "i1", DIMENSIONS)])
PACKED_BYTES: Final = PACKED.itemsize


def with_vectors(documents: Iterable[OfferDocument]) -> Iterator[OfferDocument]:
    """The documents with the vectors of their passages; as they are where there is no embedder."""
    embedder = current_embedder()
    if embedder is None:
        yield from documents
        return
    kept = VectorStore(Path(settings.SEARCH_VECTORS_FILE), embedder)
    remaining = iter(documents)
    while some := list(islice(remaining, DOCUMENTS_AT_ONCE)):
        passages = [passages_of(document) for document in some]
        titles = iter(kept.rows([found.title for found in passages if found], embedder.titles))
        pieces = iter(kept.rows([text for found in passages for text in found.pieces], embedder.pieces))
        for document, found in zip(some, passages, strict=True):
            rows = [*islice(titles, 1 if found else 0), *islice(pieces, len(found.pieces))]
            yield replace(document, vectors=tuple(rows))


class VectorStore:
    """Vectors by the digest of their texts, in an SQLite file that several processes may use."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        self._path: Final = path
        self._embedder: Final = embedder

    def rows(self, texts: Sequence[str], make: Callable[[Sequence[str]], Vectors]) -> list[bytes]:
        """The packed vector of each text, by one of the ways to make them; those not kept yet are made."""
        digests = [self._digest(f"{make.__name__} {text}") for text in texts]
        with closing(self._connect()) as connection, connection:
            found = dict(_select(connection, list(dict.fromkeys(digests))))
            missing = {
                digest: text for digest, text in zip(digests, texts, strict=True) if digest not in found
            }
            if missing:
                made = pack(make(list(missing.values())))
                found.update(zip(missing, made, strict=True))
                connection.executemany(
                    "INSERT OR IGNORE INTO vectors VALUES (?, ?)", [(key, found[key]) for key in missing]
                )
        return [found[digest] for digest in digests]

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(f"{self._embedder.name}\n{text}".encode(), digest_size=16).digest()

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=20)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, row BLOB) WITHOUT ROWID"
        )
        return connection


def _select(connection: sqlite3.Connection, digests: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(digests), ASKED_AT_ONCE):
        some = digests[start : start + ASKED_AT_ONCE]
        marks = ",".join("?" * len(some))
        yield from connection.execute(f"SELECT digest, row FROM vectors WHERE digest IN ({marks})", some)  # noqa: S608


def pack(vectors: Vectors) -> list[bytes]:
    """Each vector as a scale and one byte a number: a quarter of the room, and as good for ranking.

    The scale gives back its length, for some engines compare by cosine and others by product.
    """
    numbers = np.rint(vectors / np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) * 127)
    rows = np.empty(len(vectors), dtype=PACKED)
    rows["scale"] = np.linalg.norm(vectors, axis=1) / np.maximum(np.linalg.norm(numbers, axis=1), 1e-9)
    rows["numbers"] = numbers
    return [row.tobytes() for row in rows]


def unpack(packed: bytes) -> Vectors:
    """The vectors of packed rows that follow each other."""
    rows = np.frombuffer(packed, dtype=PACKED)
    return rows["numbers"].astype(np.float32) * rows["scale"][:, None]


def products(rows: NDArray[Any], vector: Vector) -> NDArray[np.float32]:
    """The product of each of packed rows and a vector: as if unpacked, in half the time.

    By the few, for numbers that fit into the processor's own memory are multiplied twice as fast.
    """
    numbers = rows["numbers"]
    found = [
        numbers[start : start + ROWS_AT_ONCE].astype(np.float32) @ vector
        for start in range(0, len(rows), ROWS_AT_ONCE)
    ]
    return np.asarray(np.concatenate(found) * rows["scale"], dtype=np.float32)
