"""Wake-ups between processes, whoever carries them.

A note says that something changed, never what, and may be lost: whoever listens looks for himself
every time listening begins (`RECONNECTED`) and every few seconds. What is told inside a transaction
(`listeners`, `timing`, `rosters`, corrections on `live`) always goes through PostgreSQL, because
nobody may hear of a change that was rolled back; what many notes a second are posted for (reads, on
`live`) goes through whatever is configured. So `listen` hears both.
"""

from collections.abc import AsyncGenerator, Sequence
from types import TracebackType
from typing import Protocol, Self

from project88.db.listen import Note


class Wakeups(Protocol):
    """Use as ``async with``; what waits at the end is sent if that is quick."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def post(self, channel: str, payload: str) -> None:
        """Wake whoever listens; never blocks, and never fails because a server is away.

        Raises `ValueError` for a payload of 8,000 bytes and more.
        """

    def listen(self, channels: Sequence[str]) -> AsyncGenerator[Note]:
        """Notes of these channels, for ever; a server that is away is waited for."""
