"""Pages of the directory that were drawn a moment ago: popular searches come again and again.

A page is kept for as long as drawing it anew would give the same: while the index, the vocabularies and what
frames every page stay as they are, and for a minute at most, for a page says what happens now. What the
database no longer publishes is not shown from here either. Only what everybody sees alike is kept.
"""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from offers.vocabulary import vocabulary
from search.engines import current_engine
from search.engines.base import EngineUnavailable
from search.framing import frame_state
from search.rechecking import are_all_current
from search.results import SearchResults

KEPT_BYTES: Final = 16_000_000
LONGEST_QUERY: Final = 2_000  # letters; who sends longer ones sends each but once
COMPRESSION: Final = 6  # as Django's; these pages hold no secret, so they need no padding against BREACH

Address = tuple[str | None, ...]


@dataclass(frozen=True)
class Page:
    """A drawn page; `results` are what it shows, `state` what it was drawn from."""

    content: bytes
    results: SearchResults
    state: Hashable = None

    @cached_property
    def gzipped(self) -> bytes:
        return gzip.compress(self.content, COMPRESSION)

    @cached_property
    def _pks(self) -> list[int]:
        return [hit.pk for hit in self.results.hits]

    @property
    def is_current(self) -> bool:
        return are_all_current(self._pks)

    def response_to(self, request: HttpRequest) -> HttpResponse:
        if self.state is None or "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            return HttpResponse(self.content)
        response = HttpResponse(self.gzipped, headers={"Content-Encoding": "gzip"})
        patch_vary_headers(response, ("Accept-Encoding",))
        return response


class PageCache:
    """Pages by their address, the least asked for leave first."""

    def __init__(self) -> None:
        self._pages: Final[OrderedDict[Address, Page]] = OrderedDict()
        self._size = 0
        self._lock: Final = Lock()

    def get(self, key: Address, state: Hashable) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            self._pages.move_to_end(key)
        return page if page.state == state and page.is_current else None

    def put(self, key: Address, page: Page) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += len(page.content)
            while self._size > KEPT_BYTES:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Address) -> None:
        page = self._pages.pop(key, None)
        self._size -= len(page.content) if page else 0

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._size = 0


kept_pages: Final = PageCache()


def kept_page(request: HttpRequest) -> Page | None:
    """The page at this address, if it was drawn a moment ago and may be shown again.

    What it would be drawn from is noted for `new_page`: what changes meanwhile must not pass for drawn.
    """
    state = request.page_state = _state_for(request)  # type: ignore[attr-defined]
    return kept_pages.get(_address_of(request), state) if state else None


def new_page(request: HttpRequest, draw: Callable[[], tuple[bytes, SearchResults]]) -> Page:
    """The page at this address, drawn; kept where `kept_page` was asked for it and others may see it too."""
    state: Hashable = getattr(request, "page_state", None)
    content, results = draw()
    is_common = "CSRF_COOKIE" not in request.META
    page = Page(content, results, None if results.is_degraded or not is_common else state)
    if page.state and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY:
        kept_pages.put(_address_of(request), page)
    return page


def _address_of(request: HttpRequest) -> Address:
    """The parts of it as they are: to put them together properly takes longer than to find the page.

    By the host that the client named, which middleware has checked.
    """
    given = request.META
    host = given.get("HTTP_HOST"), given.get("SERVER_NAME"), given.get("SERVER_PORT")
    return request.scheme, *host, request.path, given.get("QUERY_STRING", "")


def _state_for(request: HttpRequest) -> Hashable:
    """What a page would be drawn from now; None where it is for one reader, or the engine cannot say."""
    if settings.DEBUG or settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES:
        return None
    try:
        version = current_engine().version()
    except EngineUnavailable:
        return None
    minute = int(time.time()) // 60
    return None if version is None else (version, minute, frame_state(), vocabulary())
