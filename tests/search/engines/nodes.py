"""Servers of a test's own, started by the script that starts those of CI, and killed as they die in life."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.tree import ROOT

VERSION = "8.19.14"
HEAP = "256m"
IN_A_HURRY = "-XX:TieredStopAtLevel=1"  # for a server of a minute it is not worth to compile well
LONGEST = 300  # seconds to start


@dataclass
class Node:
    name: str
    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """At once, in the middle of whatever it does; nothing where it is dead already."""
        file = self.folder / "pid"
        if not file.exists():
            return
        process = int(file.read_text())
        file.unlink()
        os.kill(process, signal.SIGKILL)
        while Path(f"/proc/{process}").exists():
            time.sleep(0.02)


@contextmanager
def node_with_password(password: str) -> Iterator[Node]:
    with _node("secured", _free_port()) as node:
        _wait(_start(node, ELASTIC_PASSWORD=password))
        yield node


@contextmanager
def cluster(names: Sequence[str] = ("one", "two", "three")) -> Iterator[list[Node]]:
    """Nodes that share their indices, all of them there."""
    transports = {name: _free_port() for name in names}
    with ExitStack() as stack:
        nodes = [stack.enter_context(_node(name, _free_port())) for name in names]
        starting = [_start(node, ELASTIC_SETTINGS=_settings(node.name, transports)) for node in nodes]
        for process in starting:
            _wait(process)
        yield nodes


def _settings(name: str, transports: dict[str, int]) -> str:
    addresses = ", ".join(f'"127.0.0.1:{port}"' for port in transports.values())
    return (
        f"cluster.name: portal-test-{min(transports.values())}\n"
        f"node.name: {name}\n"
        f"transport.port: {transports[name]}\n"
        f"discovery.seed_hosts: [{addresses}]\n"
        f"cluster.initial_master_nodes: [{', '.join(transports)}]"
    )


@contextmanager
def _node(name: str, port: int) -> Iterator[Node]:
    # Not pytest's own folder, into which another user than ours cannot go.
    place = os.environ.get("ELASTIC_TEST_FOLDERS")
    folder = Path(tempfile.mkdtemp(prefix="elasticsearch-", dir=place))
    folder.chmod(0o755)
    node = Node(name, port, folder)
    try:
        yield node
    finally:
        node.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _start(node: Node, **environment: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        ["bash", ".ci/elasticsearch", VERSION, str(node.port), str(node.folder)],
        cwd=ROOT,
        env={**os.environ, "ELASTIC_HEAP": HEAP, "ELASTIC_JAVA_OPTS": IN_A_HURRY, **environment},
        stdout=subprocess.DEVNULL,
    )


def _wait(process: "subprocess.Popen[bytes]") -> None:
    assert process.wait(timeout=LONGEST) == 0, "a server did not start; the reason stands above"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
