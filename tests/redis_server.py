"""A real Redis (or Valkey) for the tests: a program of its own on a socket in a folder of its own.

A plugin of pytest, because the relay, the web and the journeys all need it. One server a run (a
worker of xdist has its own), emptied before each test that asks for it; a test that wants to kill
one starts its own.
"""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as Away

from project88.cli import environment, tools

_PATIENCE_S = 10.0
_POLL_S = 0.01


class RedisServer:
    """A server that can be stopped, killed, frozen and started again at the same place."""

    def __init__(self, program: str) -> None:
        self._program = program
        # A short path: that of a unix socket ends at a hundred bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="p88-redis-"))
        self._socket = self.folder / "redis.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self._socket}"

    def client(self) -> Redis:
        return Redis(unix_socket_path=str(self._socket))

    def start(self, *options: str) -> None:
        """Returns when it answers. Nothing is kept on the disk."""
        place = ["--port", "0", "--unixsocket", str(self._socket), "--dir", str(self.folder)]
        self._process = subprocess.Popen(
            [self._program, *place, "--save", "", "--appendonly", "no", *options],
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + _PATIENCE_S
        while not self._answers():
            assert time.monotonic() < until, "the Redis server does not answer"
            time.sleep(_POLL_S)

    def end(self, by: signal.Signals = signal.SIGKILL) -> None:
        """End this server, and no other: by its process, not by its name."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(by)
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """It takes connections and answers nothing, as behind a network that swallows."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def remove(self) -> None:
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            with self.client() as client:
                return bool(client.ping())
        except Away:
            return False


def _program() -> str:
    found = tools.redis_server()
    if found is None:
        sentence = "no Redis or Valkey server: install the development requirements"
        if environment.under_ci():
            pytest.fail(sentence)
        pytest.skip(sentence)
    return found


@pytest.fixture(scope="session")
def _shared_redis() -> Iterator[RedisServer]:
    server = RedisServer(_program())
    server.start()
    yield server
    server.remove()


@pytest.fixture
def redis_url(_shared_redis: RedisServer) -> str:
    """An empty Redis."""
    with _shared_redis.client() as client:
        client.flushall()
    return _shared_redis.url


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A running Redis that a test may end and start."""
    server = RedisServer(_program())
    server.start()
    yield server
    server.remove()
