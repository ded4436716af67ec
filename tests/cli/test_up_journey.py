"""The whole hub under its supervisor: it comes up, heals, and leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

WAIT_S = 60
SERVICES = ("collector", "web", "worker")


class Hub:
    """``project88 up`` on ports and folders of its own."""

    def __init__(self, folder: Path) -> None:
        self.ports = {name: free_port() for name in ("ctp01", "status", "web")}
        environ = {
            **os.environ,
            "PROJECT88_EMBEDDED__DATA_DIR": str(folder / "postgres"),
            "PROJECT88_JOURNAL__DIR": str(folder / "journal"),
            "PROJECT88_COLLECTOR__CTP01_PORT": str(self.ports["ctp01"]),
            "PROJECT88_COLLECTOR__STATUS_PORT": str(self.ports["status"]),
            "PROJECT88_WEB__PORT": str(self.ports["web"]),
            "PROJECT88_WORKER__METRICS_PORT": "0",
        }
        self.log = folder / "up.log"
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "project88", "up"],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def descendants(self) -> dict[int, str]:
        """Every process below ours that runs now, by number, with its command line."""
        return dict(descendants_of(self.process.pid))

    def pid_of(self, service: str) -> int | None:
        ending = f"-m project88 {service}"
        found = [pid for pid, words in self.descendants().items() if words.endswith(ending)]
        return found[0] if found else None

    def has_another(self, service: str, former: int) -> bool:
        return self.pid_of(service) not in {None, former}

    def answers(self) -> bool:
        """Whether browsers and the status page get an answer, and senders a connection."""
        with socket.socket() as sender:
            heard = sender.connect_ex(("127.0.0.1", self.ports["ctp01"])) == 0
        return heard and web_answers(self.ports["web"]) and web_answers(self.ports["status"])

    def wait(self, for_what: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WAIT_S
        while not for_what():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def web_answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False


def descendants_of(pid: int) -> Iterator[tuple[int, str]]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, read(task).split()):
            yield child, read(Path(f"/proc/{child}/cmdline")).replace("\0", " ").strip()
            yield from descendants_of(child)


def read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


def all_gone(pids: dict[int, str]) -> bool:
    return not any(
        read(Path(f"/proc/{pid}/cmdline")).replace("\0", " ").strip() == words
        for pid, words in pids.items()
        if words
    )


@pytest.fixture
def hub() -> Iterator[Hub]:
    # PostgreSQL under root runs as another account, which cannot enter pytest's private folders.
    folder = Path(tempfile.mkdtemp(prefix="project88-up-", dir="/var/tmp"))
    folder.chmod(0o755)
    started = Hub(folder)
    yield started
    if started.process.poll() is None:
        started.process.kill()
        started.process.wait()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.journey
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
def test_a_hub_comes_up_heals_and_ends_without_leftovers(hub: Hub) -> None:
    hub.wait(hub.answers)
    for service in SERVICES:
        first = hub.pid_of(service)
        assert first is not None
        os.kill(first, signal.SIGKILL)
        hub.wait(partial(hub.has_another, service, first))
    hub.wait(hub.answers)
    below = hub.descendants()
    assert any("postgres" in words for words in below.values())
    hub.process.terminate()
    assert hub.process.wait(WAIT_S) == 0
    assert all_gone(below)


@pytest.mark.journey
@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")
def test_nothing_of_a_hub_outlives_a_supervisor_that_was_killed(hub: Hub) -> None:
    hub.wait(hub.answers)
    below = hub.descendants()
    hub.process.kill()
    hub.process.wait()
    deadline = time.monotonic() + WAIT_S
    while not all_gone(below):
        assert time.monotonic() < deadline, below
        time.sleep(0.05)
