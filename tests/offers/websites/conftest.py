"""A website on this machine that answers in all the ways that websites answer."""

import http.server
import threading
import time
from collections.abc import Iterator

import pytest

from offers.websites import asking


class Site(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        kind = self.path.strip("/").partition("?")[0] or "200"
        self.server.asked.append(f"{self.command} {self.path}")
        if kind == "silent":
            time.sleep(1)
            return
        if kind == "drops":
            for _drop in range(30):
                self.wfile.write(b"H")
                time.sleep(0.1)
            return
        if kind == "get-only":
            kind = "501" if self.command == "HEAD" else "200"
        if kind in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[kind])
        else:
            self.send_response(int(kind))
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


REDIRECTS = {
    "moved": "/200",
    "loop": "/loop",
    "metadata": "http://169.254.169.254/latest/",
    "file": "file:///etc/passwd",
    "port": "http://127.0.0.1:22/",
}


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Site)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, *arguments: object) -> None:
        pass  # who asks has hung up


@pytest.fixture
def site(monkeypatch) -> Iterator[Server]:
    """The only machine that is not on the internet and may be asked."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    really = asking.public_address

    def address_of(host: str, port: int) -> str:
        return host if port == server.server_port else really(host, port)

    monkeypatch.setattr(asking, "public_address", address_of)
    monkeypatch.setitem(asking.PORTS, "of the test", server.server_port)
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    yield server
    server.shutdown()
    server.server_close()
