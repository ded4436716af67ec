"""The supervisor keeps the hub's processes alive, and leaves nothing behind when it ends."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from project88.cli.processes import Backoff, Process, supervise
from project88.errors import Misconfigured

QUICK = Backoff(first_s=0.01, most_s=0.02, good_s=60)
WAIT_S = 20


class Listener:
    """Collects what the processes say, and waits for a line."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []
        self._said = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()

    def __call__(self, name: str, line: str) -> None:
        self.lines.append((name, line))
        task = asyncio.ensure_future(self._tell())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self) -> None:
        async with self._said:
            self._said.notify_all()

    async def until(self, enough: Callable[[list[tuple[str, str]]], bool]) -> None:
        async with asyncio.timeout(WAIT_S), self._said:
            await self._said.wait_for(lambda: enough(self.lines))


def program(name: str, code: str) -> Process:
    return Process(name, dict(os.environ), program=(sys.executable, "-u", "-c", code))


def alive(pid: int) -> bool:
    """Whether the process runs; one that ended and waits for its parent does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rsplit(")", 1)[1].split()[0] != "Z"


async def gone(pid: int) -> None:
    async with asyncio.timeout(WAIT_S):
        while alive(pid):  # noqa: ASYNC110 -- the kernel tells no event for a stranger's child
            await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def supervised(*processes: Process) -> AsyncIterator[tuple[Listener, asyncio.Event]]:
    listener, stop = Listener(), asyncio.Event()
    task = asyncio.create_task(supervise(processes, stop, say=listener, backoff=QUICK))
    try:
        yield listener, stop
    finally:
        stop.set()
        async with asyncio.timeout(WAIT_S):
            await task


STAY = "import os, time; print(os.getpid()); time.sleep(600)"


async def test_what_the_processes_say_comes_under_their_names() -> None:
    say_twice = "import sys, time; print('out'); print('err', file=sys.stderr); time.sleep(600)"
    async with supervised(program("web", say_twice), program("worker", STAY)) as (listener, _):
        await listener.until(lambda lines: len(lines) >= 3)
    assert ("web", "out") in listener.lines
    assert ("web", "err") in listener.lines


async def test_a_process_that_dies_is_started_again() -> None:
    async with supervised(program("collector", STAY)) as (listener, _):
        await listener.until(lambda lines: len(lines) == 1)
        first = int(listener.lines[0][1])
        os.kill(first, signal.SIGKILL)
        await listener.until(lambda lines: len(lines) == 2)
        assert int(listener.lines[1][1]) != first


async def test_a_dead_process_is_noticed_while_its_own_child_lives() -> None:
    parent = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(os.getpid(), child.pid)\n"
        "time.sleep(600)\n"
    )
    async with supervised(program("web", parent)) as (listener, _):
        await listener.until(lambda lines: len(lines) == 1)
        first, child = map(int, listener.lines[0][1].split())
        os.kill(first, signal.SIGKILL)
        await listener.until(lambda lines: len(lines) == 2)
        await gone(child)


async def test_a_line_without_an_end_is_passed_on_in_pieces() -> None:
    endless = "import sys, time; sys.stdout.write('x' * 3_000_000); time.sleep(600)"
    async with supervised(program("web", endless)) as (listener, _):
        await listener.until(lambda lines: sum(len(line) for _, line in lines) > 2_000_000)
    assert max(len(line) for _, line in listener.lines) < 2_000_000


async def test_one_that_refuses_to_start_takes_the_others_down() -> None:
    listener = Listener()
    processes = [program("worker", STAY), program("web", "import sys; sys.exit(2)")]
    async with asyncio.timeout(WAIT_S):
        with pytest.raises(Misconfigured, match="web could not start"):
            await supervise(processes, asyncio.Event(), say=listener, backoff=QUICK)
    for _, line in listener.lines:
        await gone(int(line))


async def test_stopping_asks_politely_first() -> None:
    polite = (
        "import signal, sys, time\n"
        "def end(*_): print('goodbye'); sys.exit(0)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "print('ready')\n"
        "time.sleep(600)\n"
    )
    async with supervised(program("web", polite)) as (listener, _):
        await listener.until(lambda lines: ("web", "ready") in lines)
    assert listener.lines[-1] == ("web", "goodbye")


async def test_stopping_leaves_no_grandchild_behind() -> None:
    parent = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "print(child.pid)\n"
        "time.sleep(600)\n"
    )
    async with supervised(program("web", parent)) as (listener, _):
        await listener.until(lambda lines: len(lines) == 1)
    await gone(int(listener.lines[0][1]))


async def test_one_that_ignores_the_request_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("project88.cli.processes.PATIENCE_S", 0.2)
    deaf = (
        "import os, signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print(os.getpid())\n"
        "while True: time.sleep(600)\n"
    )
    async with supervised(program("web", deaf)) as (listener, _):
        await listener.until(lambda lines: len(lines) == 1)
    assert not alive(int(listener.lines[0][1]))


@pytest.mark.journey
@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent-death signal is Linux")
async def test_the_processes_end_with_a_supervisor_that_was_killed() -> None:
    supervisor = (
        "import asyncio, os, sys\n"
        "from project88.cli.processes import Process, supervise\n"
        f"stay = Process('web', dict(os.environ), program=(sys.executable, '-u', '-c', {STAY!r}))\n"
        "say = lambda _, line: print(line, flush=True)\n"
        "asyncio.run(supervise([stay], asyncio.Event(), say=say))\n"
    )
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-c", supervisor, stdout=asyncio.subprocess.PIPE
    )
    assert started.stdout is not None
    child = int(await asyncio.wait_for(started.stdout.readline(), WAIT_S))
    started.kill()
    await started.wait()
    await gone(child)


def test_the_wait_before_a_restart_doubles_up_to_a_limit() -> None:
    backoff = Backoff(first_s=0.5, most_s=4)
    assert [backoff.after(failures) for failures in (1, 2, 3, 4, 5, 50)] == [0.5, 1, 2, 4, 4, 4]


def test_a_processes_environment_is_not_in_its_repr() -> None:
    assert "canary" not in repr(Process("web", {"DATABASE_URL": "postgresql://u:canary@db"}))
