"""What waits to be sent as wake-ups: in order, equal notes once, and never without end."""

import asyncio
from collections.abc import Iterable
from typing import TypeAlias

LONGEST_PAYLOAD = 7_999
_MOST_WAITING = 10_000

Posted: TypeAlias = tuple[str, str]
"""Channel and payload."""


class Outbox:
    """Filled by whoever posts, emptied by the one task that sends."""

    def __init__(self) -> None:
        # A dict keeps the order and holds equal notes once.
        self._waiting: dict[Posted, None] = {}
        self._something = asyncio.Event()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, channel: str, payload: str) -> None:
        """Raises `ValueError` for a payload that PostgreSQL would refuse (8,000 bytes and more)."""
        if len(payload.encode()) > LONGEST_PAYLOAD:
            raise ValueError("a note says that something changed; this one is too long")
        if len(self._waiting) >= _MOST_WAITING:
            # Listeners that reconnect look at everything anyway; the newest are worth the most.
            del self._waiting[next(iter(self._waiting))]
        self._waiting[channel, payload] = None
        self._something.set()

    def wake(self) -> None:
        """Let whoever waits for something look, though there may be nothing."""
        self._something.set()

    async def filled(self) -> None:
        """Wait until something was put in, or until we are woken."""
        await self._something.wait()

    def take(self) -> list[Posted]:
        """All that waits; perhaps nothing."""
        self._something.clear()
        taken, self._waiting = self._waiting, {}
        return list(taken)

    def put_back(self, batch: Iterable[Posted]) -> None:
        """What may not have been sent waits again, before what came after it."""
        self._waiting = {**dict.fromkeys(batch), **self._waiting}
        self._something.set()
