"""Who uses a cluster's folder: nobody, a server that lives, or the traces of one that died.

Two locks tell, because pid files are only hints after a crash: the number may belong to someone
else by now. ``lock`` is an ``flock`` whose descriptor the guard, PostgreSQL and all its children
inherit, so the kernel holds it exactly as long as any of them lives. ``hub.lock`` is held by the
hub that started them: a server without its hub is about to stop, and nobody should begin with it.
"""

import fcntl
import os
import subprocess
import time
from pathlib import Path

import msgspec

from project88.db.cluster import Home
from project88.errors import Misconfigured, Unavailable

_POLL_S = 0.005
_OTHER_START_S = 120.0


class Server(msgspec.Struct, frozen=True):
    """What postmaster.pid says of a server that lives."""

    pid: int
    socket_folder: str
    ready: bool


def running(home: Home) -> Server | None:
    """The live server on this data folder, whoever started it."""
    try:
        lines = (home.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    if not _works_in(pid, home.data):
        return None
    lines += [""] * 8
    return Server(pid, lines[4], ready=lines[7].startswith("ready"))


def _works_in(pid: int, data: Path) -> bool:
    """Whether the process with this number is a server of this folder, or a stranger reusing it."""
    if not Path("/proc/self").exists():
        command = ["ps", "-o", "command=", "-p", str(pid)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return f"-D {data}" in said
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        # Gone, a zombie, or a process of some other user: no server of ours.
        return False


def hold(path: Path) -> int:
    """Be seen to live until the descriptor is closed, which our death does too.

    A shared lock, so that a hub whose server died does not keep the next one waiting.
    """
    lock = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def _hub_lives(home: Home) -> bool:
    """Whether the hub that started the server still wants it."""
    lock = os.open(home.hub_lock, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def lock_or_server(home: Home) -> int | Server:
    """The lock of this folder, or the server of the hub that holds it."""
    lock = os.open(home.lock, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    deadline = time.monotonic() + _OTHER_START_S
    while time.monotonic() < deadline:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            server = running(home)
            if server and server.ready and _hub_lives(home):
                os.close(lock)
                return server
            time.sleep(_POLL_S)
        else:
            return lock
    os.close(lock)
    raise Unavailable(f"Another hub holds the database in {home.folder} and does not finish.")


def forget_dead_server(home: Home) -> None:
    """Remove pid files that name a stranger; PostgreSQL would take him for another server.

    A server that lives without holding our lock was started by hand: that one is refused.
    """
    server = running(home)
    if server:
        raise Misconfigured(
            f"A PostgreSQL (process {server.pid}) that the hub did not start uses {home.data}: "
            "stop it first, or set DATABASE_URL to use it."
        )
    (home.data / "postmaster.pid").unlink(missing_ok=True)
