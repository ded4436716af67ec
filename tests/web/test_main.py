"""The web process as an operator meets it: how it starts, what it refuses, how it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from project88.db.embedded import Urls

pytestmark = pytest.mark.journey
PROGRAM = """
import os
from project88 import log
from project88.settings import load_settings
from project88.web.main import run
settings = load_settings(os.environ)
log.configure(settings.log, "web")
run(settings)
"""

Start = Callable[[str, int], "subprocess.Popen[str]"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a web process on this database and port."""
    processes: list[subprocess.Popen[str]] = []

    def begin(url: str, port: int) -> "subprocess.Popen[str]":
        environ = {
            **os.environ,
            "DATABASE_URL": url,
            "PROJECT88_WEB__PORT": str(port),
            "PROJECT88_WEB__BIND": "127.0.0.1",
            "PROJECT88_WEB__HEARTBEAT_S": "0.05",
        }
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], env=environ, stderr=subprocess.PIPE, text=True
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


def connected(port: int) -> socket.socket:
    """A connection, as soon as the process takes one."""
    deadline = time.monotonic() + 15
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def test_it_refuses_a_login_that_policies_do_not_bind(start: Start, database: Urls) -> None:
    process = start(database.superuser_url, free_port())
    _, said = process.communicate(timeout=15)
    assert process.returncode != 0
    assert "UnsafeRole" in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_within_three_seconds_though_a_client_reads_nothing(
    start: Start, database: Urls, address: str, number: signal.Signals
) -> None:
    port = free_port()
    process = start(database.service_url, port)
    with connected(port) as deaf, connected(port) as idle, connected(port) as screen:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = f"GET /api/display/{address}/stream HTTP/1.1\r\nHost: hub\r\n\r\n".encode()
        for client in (deaf, screen):
            client.sendall(request)
        screen.settimeout(10)
        heard = b""
        while b"event: hb" not in heard:
            heard += screen.recv(65536)
        asked = time.monotonic()
        process.send_signal(number)
        while b'event: bye\ndata: {"reason":"restart"}' not in heard:
            heard += screen.recv(65536)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - asked < 3
        assert idle.fileno() > 0


def test_it_waits_for_a_database_that_is_not_there_yet_and_can_be_stopped(start: Start) -> None:
    process = start("postgresql://project88_service@127.0.0.1:9/project88", free_port())
    assert process.stderr is not None
    line = process.stderr.readline()
    while "waiting for the database" not in line:
        assert line
        line = process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0


def test_a_port_that_is_taken_is_told_in_one_sentence(start: Start, database: Urls) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start(database.service_url, other.getsockname()[1])
        _, said = process.communicate(timeout=15)
    assert process.returncode != 0
    assert "PortTaken" in said
