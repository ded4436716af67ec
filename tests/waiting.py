"""What every test with processes and sockets needs: waiting for conditions, and ports.

A plugin of pytest for its fixtures. `wait_until` is the only place that waits by the clock, with a
deadline; no test sleeps for luck.
"""

import asyncio
import inspect
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

PATIENCE_S = 30.0
_POLL_S = 0.005


async def wait_until(holds: Callable[[], Any], within_s: float = PATIENCE_S) -> None:
    """`holds` may be asynchronous; what it says counts as true or false."""
    until = time.monotonic() + within_s
    while True:
        found = holds()
        if inspect.isawaitable(found):
            found = await found
        if found:
            return
        assert time.monotonic() < until, f"this never came true: {_told(holds)}"
        await asyncio.sleep(_POLL_S)


def _told(holds: Callable[[], Any]) -> str:
    return inspect.getsource(holds) if inspect.isroutine(holds) else repr(holds)


def find_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def eventually() -> Callable[..., Awaitable[None]]:
    """Waits until something is true; fails loudly after a deadline."""
    return wait_until


@pytest.fixture
def free_port() -> Callable[[], int]:
    """A port that nobody uses now."""
    return find_port
