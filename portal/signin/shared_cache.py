"""The cache in which allauth counts attempts: one for all processes, in the database.

allauth asks Django's default cache, which each process has to itself here (`CACHES`).
"""

import hmac
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

SHARED = "allauth"  # what its keys begin with


def keyed(key: str, prefix: str, version: int) -> str:
    """Addresses stand in these keys: without the portal's secret nobody reads them out of the database."""
    text = f"{prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, "sha256").hexdigest()


class LocalCache(LocMemCache):
    """Django's cache in memory, but for the four calls that allauth makes."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if _is_shared(key):
            return caches["shared"].add(key, value, timeout)
        return super().add(key, value, timeout, version)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        if _is_shared(key):
            return caches["shared"].get(key, default)
        return super().get(key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if _is_shared(key):
            caches["shared"].set(key, value, timeout)
        else:
            super().set(key, value, timeout, version)

    def delete(self, key: Any, version: int | None = None) -> bool:
        if _is_shared(key):
            return caches["shared"].delete(key)
        return super().delete(key, version)


def _is_shared(key: Any) -> bool:
    return str(key).startswith(SHARED)
