"""A collector of fifty lines: the real protocol code behind real sockets, and a list of events."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest

from project88.wire.ctp01.config import Config
from project88.wire.ctp01.connection import Connection
from project88.wire.ctp01.events import Event, Quarantined, Read


class Collector:
    """Hears every connection in the order of the bytes; `heard` holds a list for each."""

    def __init__(self) -> None:
        self.heard: list[list[Event]] = []
        self.port = 0
        self._server: asyncio.Server | None = None

    async def open(self, port: int = 0) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def move_to(self, port: int) -> None:
        await self.close()
        await self.open(port)

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    @property
    def events(self) -> list[Event]:
        return [event for events in self.heard for event in events]

    @property
    def reads(self) -> list[Read]:
        return [event for event in self.events if isinstance(event, Read)]

    @property
    def quarantined(self) -> list[Quarantined]:
        return [event for event in self.events if isinstance(event, Quarantined)]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = Connection(Config(connection_id="0" * 32))
        events: list[Event] = []
        self.heard.append(events)
        try:
            while data := await reader.read(65_536):
                events += connection.receive(data, _now_ms())
                writer.write(connection.to_send())
                await writer.drain()
        except ConnectionResetError:
            pass
        finally:
            events += connection.end(_now_ms())
            writer.close()


def _now_ms() -> int:
    return int(monotonic() * 1000)


@pytest.fixture
async def collector() -> AsyncIterator[Collector]:
    opened = Collector()
    await opened.open()
    yield opened
    await opened.close()
