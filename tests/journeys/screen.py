"""A screen without a picture: it follows a stream as the display page does, and keeps what it saw."""

import asyncio
import json
import time
from contextlib import suppress
from typing import Any, Self

import httpx

AGAIN_S = 0.2


class Screen:
    """Reconnects for ever and goes on after the last event it saw."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._last_id = ""
        self._task = asyncio.create_task(self._follow())
        self.snapshots = self.connections = 0
        self.seen: dict[str, float] = {}
        """When each tag came, by the monotonic clock."""
        self.since: int | None = None
        self.gaps: list[tuple[int, int]] = []
        """Changes that did not follow what was there: (what was there, what they follow)."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        assert not self._task.done(), self._task
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _follow(self) -> None:
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            while True:
                with suppress(httpx.TransportError):
                    await self._once(client)
                await asyncio.sleep(AGAIN_S)

    async def _once(self, client: httpx.AsyncClient) -> None:
        headers = {"Last-Event-ID": self._last_id} if self._last_id else {}
        async with client.stream("GET", self._url, headers=headers) as answer:
            if answer.status_code != 200:
                return
            self.connections += 1
            kind = ""
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    kind = value
                elif name == "id":
                    # In a block of its own, behind the data that it stands for.
                    self._last_id = value
                elif name == "data":
                    self._take(kind, json.loads(value))

    def _take(self, kind: str, data: dict[str, Any]) -> None:  # Any: JSON of the stream
        match kind:
            case "snapshot":
                self.snapshots += 1
            case "changes":
                if self.since is not None and data["since"] > self.since:
                    self.gaps.append((self.since, data["since"]))
            case _:
                return
        self.since = data["version"]
        for passing in data["passings"]:
            self.seen.setdefault(passing["tag"], time.monotonic())
