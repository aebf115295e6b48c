"""A server that fails in a way that can be chosen, in place of Elasticsearch."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from search.engines.elastic.documents import FORMAT

INDEX = "test-offers-1"
MAPPING = {INDEX: {"mappings": {"_meta": {"format": FORMAT}}}}
OLD_MAPPING = {INDEX: {"mappings": {"_meta": {"format": "0"}}}}
LEXICON = {"found": True, "_source": {"words": {}}, "_id": "lexicon", "_index": "test-state"}
LEASE = {"found": True, "_source": {"number": 1, "until": 0.0}, "_seq_no": 1, "_primary_term": 1}
EMPTY = {"took": 1, "timed_out": False, "hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}}
FAULTS = (
    "stalled",
    "a byte now and then",
    "headers now and then",
    "html",
    "429",
    "503",
    "missing index",
    "old mapping",
    "half a body",
    "another shape",
    "a search that failed",
    "a search that timed out",
    "401",
)


class FaultServer(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, secured_by: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scheme = "https" if secured_by else "http"
        if secured_by:
            self.socket = secured_by.wrap_socket(self.socket, server_side=True)
        self.fault = ""
        self.seconds = 0.0  # before each answer
        self.asked: list[str] = []
        self.signed_in_as: set[str | None] = set()
        self.is_over = threading.Event()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that have gone are what this is for."""


@contextmanager
def serving(secured_by: ssl.SSLContext | None = None) -> Iterator[FaultServer]:
    with FaultServer(secured_by) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.is_over.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # one packet an answer: several would each wait for the one before
    server: FaultServer
    said = b""

    def log_message(self, *_args: Any) -> None:
        """Silent."""

    def _answer(self) -> None:
        self.said = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(f"{self.command} {self.path}")
        self.server.signed_in_as.add(self.headers.get("Authorization"))
        self.server.is_over.wait(self.server.seconds)
        name = self.server.fault.replace(" ", "_")
        getattr(self, f"_fault_{name}", self._well)()

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = _answer  # noqa: N815

    def _well(self) -> None:
        if "_mapping" in self.path:
            self._send(MAPPING)
        elif "_doc/lexicon" in self.path:
            self._send(LEXICON)
        elif "_doc/lease" in self.path:
            self._send(LEASE)
        else:
            searches = (self.said.count(b"\n") or 2) // 2
            self._send({"took": 1, "responses": [EMPTY] * searches})

    def _fault_stalled(self) -> None:
        self.server.is_over.wait(20)

    def _fault_stalled_searches(self) -> None:
        self._fault_stalled() if "_msearch" in self.path else self._well()

    def _fault_stalled_writing(self) -> None:
        self._fault_stalled() if "_bulk" in self.path else self._well()

    def _fault_a_byte_now_and_then(self) -> None:
        self._head(200, 1000)
        self._drip(b" " * 1000)

    def _fault_headers_now_and_then(self) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nX-Waiting: " + b"." * 1000)

    def _fault_html(self) -> None:
        self._send("<h1>Sign in to the hotel's network</h1>", kind="text/html", is_ours=False)

    def _fault_429(self) -> None:
        self._send({"error": {"type": "es_rejected_execution_exception", "reason": "busy"}}, 429)

    def _fault_503(self) -> None:
        self._send({"error": {"type": "unavailable_shards_exception", "reason": "no shards"}}, 503)

    def _fault_401(self) -> None:
        self._send({"error": {"type": "security_exception", "reason": "who are you"}}, 401)

    def _fault_missing_index(self) -> None:
        self._send({"error": {"type": "index_not_found_exception", "reason": "no such index"}}, 404)

    def _fault_old_mapping(self) -> None:
        self._send(OLD_MAPPING) if "_mapping" in self.path else self._well()

    def _fault_half_a_body(self) -> None:
        self._head(200, 1000)
        self.wfile.write(b'{"took": 1, "respon')
        self.close_connection = True

    def _fault_another_shape(self) -> None:
        self._send({"welcome": "to another server"})

    def _fault_a_search_that_failed(self) -> None:
        self._send({"took": 1, "responses": [{"error": {"reason": "shards failed"}, "status": 503}]})

    def _fault_a_search_that_timed_out(self) -> None:
        self._send({"took": 1, "responses": [{**EMPTY, "timed_out": True}]})

    def _send(
        self, said: object, status: int = 200, kind: str = "application/json", *, is_ours: bool = True
    ) -> None:
        body = (said if isinstance(said, str) else json.dumps(said)).encode()
        self._head(status, len(body), kind, is_ours=is_ours)
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(
        self, status: int, length: int, kind: str = "application/json", *, is_ours: bool = True
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        if is_ours:
            self.send_header("X-Elastic-Product", "Elasticsearch")
        self.end_headers()

    def _drip(self, content: bytes) -> None:
        for byte in content:
            if self.server.is_over.is_set():
                return
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.02)
