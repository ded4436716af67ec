"""The hub's own PostgreSQL to be started, killed and moved: what its tests share.

A server here lives in a folder of its own that every account may enter, on the system's programs
and on the ones that came with the hub. ``hub`` is another process, since only a process can be
killed or be somebody else.
"""

import asyncio
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import asyncpg
import pytest

from project88.db import binaries, os_account
from project88.db.cluster import Durability
from project88.db.embedded import EmbeddedPostgres

SOURCE = Path(__file__).parents[2] / "src"
PROGRAMS = {
    "system": next((each for each in binaries.installed() if not each.bundled), None),
    "bundled": binaries.bundled(),
}
Ask = Callable[[str, str], object]
Until = Callable[[Callable[[], bool]], None]


class Hub(Protocol):
    """Another hub's process that runs a script with arguments; its pipes are open."""

    def __call__(
        self, script: str, *arguments: Path, as_nobody: bool = False
    ) -> "subprocess.Popen[str]": ...


@pytest.fixture(params=PROGRAMS)
def programs(request: pytest.FixtureRequest) -> binaries.Binaries:
    found = PROGRAMS[request.param]
    if found is None and request.param == "system" and "CI" not in os.environ:
        pytest.skip("this machine has no PostgreSQL of its own")
    assert found is not None
    return found


@pytest.fixture
def room(quick_place: str | None) -> Iterator[Path]:
    """A folder that every account may enter; pytest's own are private."""
    folder = Path(tempfile.mkdtemp(prefix="project88-embedded-", dir=quick_place))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def originals(quick_place: str | None) -> Iterator[Path]:
    """Clusters that were made once, to be copied: making one is most of a test's time."""
    folder = Path(tempfile.mkdtemp(prefix="project88-embedded-", dir=quick_place))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def new_server(room: Path, programs: binaries.Binaries) -> Iterator[EmbeddedPostgres]:
    """On a folder that is not there yet."""
    made = EmbeddedPostgres(
        room / "cluster", programs.folder, durability=Durability.FAST_AND_UNSAFE
    )
    yield made
    made.stop()


@pytest.fixture
def server(
    new_server: EmbeddedPostgres, originals: Path, room: Path, programs: binaries.Binaries
) -> EmbeddedPostgres:
    """On a folder that it made before and stopped in good order."""
    original = originals / str(programs.major)
    if not original.exists():
        first = EmbeddedPostgres(original, programs.folder, durability=Durability.FAST_AND_UNSAFE)
        first.start()
        first.stop()
    subprocess.run(["cp", "-a", str(original), str(room / "cluster")], check=True)
    return new_server


@pytest.fixture
def ask() -> Ask:
    """One value from the database at a URL, on a connection of its own."""
    return _ask


def _ask(url: str, question: str) -> object:
    async def answer() -> object:
        connection = await asyncpg.connect(url)
        try:
            return await connection.fetchval(question)
        finally:
            await connection.close()

    return asyncio.run(answer())


@pytest.fixture
def until() -> Until:
    """Waits for what must become true."""
    return _until


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited twenty seconds in vain"
        time.sleep(0.005)


@pytest.fixture
def hub() -> Hub:
    return _hub


def _hub(script: str, *arguments: Path, as_nobody: bool = False) -> "subprocess.Popen[str]":
    """Another hub's process. ``nobody`` needs an interpreter that is not in our private home."""
    head = """
        import json, os, signal, sys
        from pathlib import Path
        from project88.db.cluster import Durability
        from project88.db.embedded import EmbeddedPostgres, default_data_dir
        from project88 import log
        from project88.errors import Misconfigured
        from project88.settings import LogSettings
        log.configure(LogSettings(), "hub")
    """
    program = textwrap.dedent(head) + textwrap.dedent(script)
    packages = next(each for each in sys.path if each.endswith("site-packages"))
    return subprocess.Popen(
        [_interpreter(as_nobody=as_nobody), "-c", program, *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{SOURCE}:{packages}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        user="nobody" if as_nobody else None,
        group=pwd.getpwnam("nobody").pw_gid if as_nobody else None,
        extra_groups=[] if as_nobody else None,
    )


def _interpreter(*, as_nobody: bool) -> str:
    """One of our own version, since the compiled packages are ours."""
    if not as_nobody:
        return sys.executable
    nobody = pwd.getpwnam("nobody")
    account = os_account.Account(nobody.pw_uid, nobody.pw_gid, "nobody", switch=True)
    name = f"python3.{sys.version_info.minor}"
    for place in (sys.executable, f"/usr/bin/{name}", f"/usr/local/bin/{name}"):
        if account.reaches(Path(place)):
            return place
    if "CI" in os.environ:
        pytest.fail(f"nobody can execute no {name}: install the system's")
    pytest.skip(f"nobody can execute no {name}")
