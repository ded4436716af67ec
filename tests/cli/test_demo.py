"""The demo shows a race within a minute of the command, and leaves nothing behind, however it ends."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from project88.cli import demo
from project88.errors import PortTaken
from project88.settings import EmbeddedSettings, JournalSettings, Settings, load_settings

WITHIN_S = 60
ADDRESS = re.compile(r"http://localhost:(\d+)(/display/[2-9A-Z]{8})")


def free_port() -> int:
    """A port whose successor is free too."""
    with socket.socket() as probe, socket.socket() as next_one:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        try:
            next_one.bind(("127.0.0.1", port + 1))
        except (OSError, OverflowError):
            return free_port()
    return port


def until(so: Callable[[], bool], what: Callable[[], str]) -> None:
    deadline = time.monotonic() + WITHIN_S
    while not so():
        assert time.monotonic() < deadline, what()
        time.sleep(0.05)


class Place:
    """A folder and ports for demos, one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.web_port, self.collector_port = free_port(), free_port()

    def demo(self) -> "Demo":
        return Demo(self)

    def processes(self) -> list[int]:
        """Everything that runs with this folder in its environment or command line."""
        mark = str(self.folder).encode()
        me = os.getpid()
        return [pid for pid in _pids() if pid != me and mark in _words(pid)]

    def ports_are_free(self) -> bool:
        numbers = (self.web_port, self.collector_port, self.collector_port + 1)
        return not any(map(_taken, numbers))


class Demo:
    """``project88 demo`` as a person starts it."""

    def __init__(self, place: Place) -> None:
        environ = {
            **os.environ,
            "PROJECT88_EMBEDDED__DATA_DIR": str(place.folder / "postgres"),
            "PROJECT88_JOURNAL__DIR": str(place.folder / "journal"),
        }
        ports = ["--web-port", str(place.web_port), "--collector-port", str(place.collector_port)]
        self.said = place.folder / "demo.log"
        with self.said.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "project88", "demo", "--no-open", *ports],
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def text(self) -> str:
        return self.said.read_text()

    def address(self) -> tuple[int, str]:
        """Port and path of the display, once they were told."""
        until(lambda: bool(ADDRESS.search(self.text())) or self.over(), self.text)
        found = ADDRESS.search(self.text())
        assert found, self.text()
        return int(found[1]), found[2]

    def over(self) -> bool:
        return self.process.poll() is not None

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(WITHIN_S)


def runners_on(port: int, path: str) -> Iterator[str]:
    """Names as they come on the stream of this display; ends after a minute."""
    url = f"http://127.0.0.1:{port}/api{path}/stream"
    deadline = time.monotonic() + WITHIN_S
    with urllib.request.urlopen(url, timeout=WITHIN_S) as stream:
        for line in stream:
            if line.startswith(b"data: "):
                passings = json.loads(line.removeprefix(b"data: ")).get("passings", [])
                yield from (p["name"] for p in passings if p["location"] == "Finish" and p["name"])
            assert time.monotonic() < deadline


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _words(pid: int) -> bytes:
    try:
        folder = Path(f"/proc/{pid}")
        return (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
    except OSError:
        return b""


def _taken(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def place() -> Iterator[Place]:
    # PostgreSQL under root runs as another account, which cannot enter pytest's private folders.
    folder = Path(tempfile.mkdtemp(prefix="project88-demo-", dir="/var/tmp"))
    folder.chmod(0o755)
    made = Place(folder)
    yield made
    for pid in made.processes():
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


@pytest.mark.journey
@linux_only
def test_a_demo_shows_runners_within_a_minute_and_ends_without_leftovers(place: Place) -> None:
    for _ in range(2):
        began = time.monotonic()
        running = place.demo()
        port, path = running.address()
        assert next(runners_on(port, path))
        assert time.monotonic() - began < WITHIN_S
        assert len(place.processes()) > 4
        assert running.end(signal.SIGINT) == 0, running.text()
        assert place.processes() == []
        assert place.ports_are_free()


@pytest.mark.journey
@linux_only
def test_a_demo_starts_right_after_another_was_killed(place: Place) -> None:
    killed = place.demo()
    killed.address()
    killed.end(signal.SIGKILL)
    running = place.demo()
    port, path = running.address()
    assert next(runners_on(port, path))
    assert running.end(signal.SIGTERM) == 0, running.text()
    # What the killed one left behind notices by itself, a moment later.
    until(lambda: place.processes() == [], running.text)


def given() -> Settings:
    return Settings(
        embedded=EmbeddedSettings(data_dir=Path("/srv/hub/postgres")),
        journal=JournalSettings(dir=Path("/srv/hub/journal")),
    )


def test_a_demo_keeps_its_data_beside_the_hubs_and_listens_on_the_loopback_only() -> None:
    settings = load_settings(demo.own_settings(given(), 5001, 61611))
    assert settings.embedded.data_dir == Path("/srv/hub/postgres-demo")
    assert settings.journal.dir == Path("/srv/hub/journal-demo")
    assert {settings.collector.bind, settings.collector.status_bind, settings.web.bind} == {
        "127.0.0.1"
    }
    assert (settings.collector.ctp01_port, settings.collector.status_port) == (61611, 61612)
    assert settings.database.url is None


def test_a_port_that_is_taken_is_named_with_the_option_that_chooses_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings = load_settings(demo.own_settings(given(), port, free_port()))
        with pytest.raises(PortTaken, match=rf"Port {port} .*--web-port"):
            demo.wait_for_ports(settings, until=time.monotonic())
