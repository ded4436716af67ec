"""A small process between the hub and PostgreSQL, so that the database stops with its hub.

Run as a script by the hub's interpreter, with the standard library only. It starts ``postgres`` in
a session of its own (Ctrl-C in the terminal is the hub's business, and the database has to outlive
the hub's last transaction) and then waits for one of three things: the hub closes the pipe on our
standard input, the hub dies (the kernel closes the pipe; on Linux a pidfd also tells, should a
child of the hub still hold the pipe), or PostgreSQL ends by itself. Should this guard be killed,
the kernel's parent-death signal stops PostgreSQL. Nothing here can be done by the hub itself after
``kill -9``, and nothing by PostgreSQL.
"""

import ctypes
import json
import os
import select
import signal
import sys
import time

_PR_SET_PDEATHSIG = 1
# "Fast": disconnects clients, writes a checkpoint, no recovery needed at the next start.
_FAST_SHUTDOWN = signal.SIGINT
_IMMEDIATE_SHUTDOWN = signal.SIGQUIT
_PATIENCE_S = 60.0


def main(plan_text: str) -> int:
    """Run the plan ``{"command": […], "hub": pid, "uid": int|null, "gid": int|null}``."""
    plan = json.loads(plan_text)
    wake_read, wake_write = os.pipe()
    for end in (wake_read, wake_write):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake_write)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    server = _start(plan)
    asked = _wait(server, wake_read, _watch(plan["hub"]))
    return _stop(server) if asked else 1


def _start(plan: dict[str, object]) -> int:
    """Fork and become the server; the lock that we inherited goes on to it and its children."""
    server = os.fork()
    if server:
        return server
    try:
        _become_server(plan)
    finally:
        os._exit(127)


def _become_server(plan: dict[str, object]) -> None:
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    uid, gid, command = plan["uid"], plan["gid"], plan["command"]
    if isinstance(uid, int) and isinstance(gid, int):
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # After the change of user: the kernel forgets the death signal with the old credentials.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(_FAST_SHUTDOWN))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if isinstance(command, list):
        os.execv(command[0], command)  # noqa: S606 -- a shell is what we do not want


def _watch(hub: int) -> list[int]:
    """What becomes readable when the hub wants us to stop, or is gone."""
    watched = [sys.stdin.fileno()]
    if sys.platform == "linux" and os.getppid() == hub:
        watched.append(os.pidfd_open(hub))
    return watched


def _wait(server: int, wake: int, watched: list[int]) -> bool:
    """True when we are to stop the server, False when it ended by itself."""
    while True:
        ready, _, _ = select.select([wake, *watched], [], [])
        if set(ready) & set(watched):
            return True
        numbers = os.read(wake, 4096)
        if set(numbers) - {int(signal.SIGCHLD)}:
            return True
        if _ended(server):
            return False


def _stop(server: int) -> int:
    """Ask for a fast shutdown, insist after a minute; 0 when the server wrote its checkpoint."""
    os.kill(server, _FAST_SHUTDOWN)
    deadline = time.monotonic() + _PATIENCE_S
    while not _ended(server):
        if time.monotonic() > deadline:
            os.kill(server, _IMMEDIATE_SHUTDOWN)
            os.waitpid(server, 0)
            return 1
        time.sleep(0.005)
    return 0


def _ended(server: int) -> bool:
    pid, _status = os.waitpid(server, os.WNOHANG)
    return pid != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
