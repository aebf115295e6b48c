"""What was read from the log of a generation, saved by whoever made it.

To read the log of a million offers takes a process a quarter of a minute, what is saved a second. It may be
missing, or damaged: then the log is read.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

Parts = Mapping[str, bytes]

_BYTES_OF_DIGEST: Final = 16


def save(path: Path, parts: Parts) -> None:
    head = {"digest": _digest(parts.values()), "lengths": {name: len(part) for name, part in parts.items()}}
    with path.open("wb") as file:
        file.write(as_json(head) + b"\n")
        file.writelines(parts.values())


def load(path: Path) -> Parts | None:
    """None where nothing whole is saved."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            parts = {name: file.read(length) for name, length in head["lengths"].items()}
    except (AttributeError, KeyError, OSError, TypeError, ValueError):
        return None
    return parts if _digest(parts.values()) == head.get("digest") else None


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=_BYTES_OF_DIGEST)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()
