"""The key that digests of words are made with: another one each month, and the old one is thrown away.

It lies in a file beside the database, not in it, and belongs into no backup. All processes of a machine
share it.
"""

import hmac
import os
import secrets
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

_PATTERN: Final = "search-log-*.key"
_BYTES: Final = 32


def digest_of(words: str, day: date) -> str:
    """The same for the same words in the same month; without the key, nobody can say of which words."""
    key = _key(day) + settings.SECRET_KEY.encode()
    return hmac.new(key, words.encode(), "sha256").hexdigest()[:32]


def forget_keys(today: date) -> None:
    """Throw away the keys of other months."""
    for path in Path(settings.PORTAL_DATA_DIR).glob(_PATTERN):
        if path != _path(today):
            path.unlink(missing_ok=True)


def _path(day: date) -> Path:
    return Path(settings.PORTAL_DATA_DIR) / _PATTERN.replace("*", f"{day:%Y-%m}")


def _key(day: date) -> bytes:
    path = _path(day)
    try:
        if not path.exists():
            _make(path)
        return path.read_bytes()
    except OSError:
        # A disk that takes no files: each process has a key of its own then, and fewer words are readable.
        return _key_in_memory(path)


def _make(path: Path) -> None:
    """The file appears whole, and of several processes that make it one wins."""
    draft = path.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}")
    draft.touch(mode=0o600)
    try:
        draft.write_bytes(secrets.token_bytes(_BYTES))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@lru_cache(maxsize=2)
def _key_in_memory(path: Path) -> bytes:
    return secrets.token_bytes(_BYTES)
