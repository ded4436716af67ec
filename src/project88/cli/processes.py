"""Start the hub's processes, keep them alive, and leave nothing behind.

Each runs in a session of its own, so that Ctrl-C reaches only the supervisor, which then stops the
others in order; on Linux the kernel stops them as well should the supervisor be killed. What they
say is passed on line by line under their name. One that dies is started again, later each time;
one that refuses to start at all (exit code 2: the sentence was printed) takes the hub down, since
trying again would only hide the sentence.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from project88 import log
from project88.errors import Misconfigured

REFUSED = 2
PATIENCE_S = 10.0
"""How long a process may take to stop before it is killed."""

_PR_SET_PDEATHSIG = 1
_CHUNK = 64 * 1024
_LONGEST_LINE = 1024 * 1024
_log = log.get(__name__)

Say = Callable[[str, str], None]


@dataclass(frozen=True)
class Process:
    """A sub-command to run, e.g. ``Process("web", environ)``, and what it may see."""

    name: str
    environ: Mapping[str, str] = field(repr=False)
    arguments: tuple[str, ...] = ()
    program: tuple[str, ...] = (sys.executable, "-m", "project88")

    @property
    def command(self) -> tuple[str, ...]:
        return (*self.program, self.name, *self.arguments)


@dataclass(frozen=True)
class Backoff:
    """Seconds to wait before a restart: doubling, forgotten after a good while of running."""

    first_s: float = 0.5
    most_s: float = 30.0
    good_s: float = 60.0

    def after(self, failures: int) -> float:
        return float(min(self.most_s, self.first_s * 2 ** max(0, failures - 1)))


def with_name(name: str, line: str) -> None:
    """Print a line of a process under its name, for people."""
    pass_through(name, f"{name:>9} | {line}")


def pass_through(_name: str, line: str) -> None:
    """Print a line as it is, for machines: JSON names its process itself."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextlib.asynccontextmanager
async def stop_on_signals() -> AsyncIterator[asyncio.Event]:
    """An event that SIGINT, SIGTERM and SIGHUP set; within, they do nothing else."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in wanted:
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in wanted:
            loop.remove_signal_handler(number)


async def supervise(
    processes: Sequence[Process],
    stop: asyncio.Event,
    *,
    say: Say = with_name,
    backoff: Backoff = Backoff(),
) -> None:
    """Keep all of them running until ``stop`` is set; returns when none is left.

    ``say`` gets the process's name and a line of its output. Raises `Misconfigured` when one
    refuses to start, after stopping the others.
    """
    try:
        async with asyncio.TaskGroup() as group:
            for process in processes:
                group.create_task(_keep(process, stop, say, backoff), name=process.name)
    except* Misconfigured as refusals:
        raise refusals.exceptions[0] from None


async def _keep(process: Process, stop: asyncio.Event, say: Say, backoff: Backoff) -> None:
    failures, ran_before = 0, False
    while not stop.is_set():
        began = time.monotonic()
        code = await _run(process, stop, say)
        if stop.is_set():
            return
        lasted = time.monotonic() - began
        if code == REFUSED and not ran_before:
            raise Misconfigured(f"{process.name} could not start; it says why above.")
        ran_before = ran_before or lasted > PATIENCE_S
        failures = 1 if lasted > backoff.good_s else failures + 1
        wait = backoff.after(failures)
        _log.warning(
            "a process ended and is started again", name=process.name, code=code, wait_s=wait
        )
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await stop.wait()


async def _run(process: Process, stop: asyncio.Event, say: Say) -> int:
    child, output = await _start(process)
    talk = asyncio.create_task(_pass_on(output, process.name, say))
    ended = asyncio.create_task(child.wait())
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((ended, stopped), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        await asyncio.shield(_end(child, ended, talk))
    return child.returncode or 0


async def _start(process: Process) -> tuple[asyncio.subprocess.Process, asyncio.StreamReader]:
    # With a pipe of asyncio's, the end of a process would be told only when its last descendant
    # lets go of the pipe; then a dead web process with a living worker would stay unnoticed.
    read_end, write_end = os.pipe()
    output = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(output), os.fdopen(read_end, "rb")
    )
    try:
        child = await asyncio.create_subprocess_exec(
            *process.command,
            env=process.environ,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=write_end,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent(os.getpid()),
        )
    finally:
        os.close(write_end)
    return child, output


async def _end(
    child: asyncio.subprocess.Process, ended: asyncio.Task[int], talk: asyncio.Task[None]
) -> None:
    if child.returncode is None:
        child.terminate()
        await asyncio.wait((ended,), timeout=PATIENCE_S)
    # Whatever it started is in its session and has no one left to stop it.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    await ended
    await talk


async def _pass_on(output: asyncio.StreamReader, name: str, say: Say) -> None:
    rest = b""
    while chunk := await output.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            lines, rest = [*lines, rest], b""
        for line in lines:
            say(name, line.decode(errors="replace"))
    if rest:
        say(name, rest.decode(errors="replace"))


def _end_with_parent(parent: int) -> Callable[[], None] | None:
    """Runs in the child between fork and exec: the kernel is to stop it when we are gone."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def arrange() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(REFUSED)

    return arrange
