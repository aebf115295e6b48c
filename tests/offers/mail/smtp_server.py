"""A mail server on loopback that answers as a test wants it to."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class MailServer:
    """What it answers to a recipient and to a whole mail; `cuts` hangs up in the middle of the words."""

    port: int = 0
    to_recipient: str = "250 fine"
    to_mail: str = "250 taken"
    cuts: bool = False
    taken: list[str] = field(default_factory=list)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        answers: MailServer = self.server.answers
        self._say("220 ready")
        for line in self.rfile:
            command = line.decode().strip().upper()
            if command.startswith(("EHLO", "HELO")):
                self._say("250 hello")
            elif command.startswith("RCPT"):
                self._say(answers.to_recipient)
            elif command == "DATA":
                self._say("354 go on")
                if answers.cuts or not self._take(answers):
                    return
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take(self, answers: MailServer) -> bool:
        lines = []
        for line in self.rfile:
            if line.strip() == b".":
                if answers.to_mail.startswith("250"):
                    answers.taken.append(b"".join(lines).decode())
                self._say(answers.to_mail)
                return True
            lines.append(line)
        return False

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    answers = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.answers, server.daemon_threads = answers, True
        answers.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield answers
        server.shutdown()
