"""A line between browser and hub that can be cut, frozen and refused."""

import asyncio
import contextlib

from _hub import _free_port


class Carried:
    """One connection: two sockets and the two ways between them."""

    def __init__(self, writers: tuple[asyncio.StreamWriter, asyncio.StreamWriter]) -> None:
        self.writers = writers
        self.ways: list[asyncio.Task[None]] = []

    def freeze(self) -> None:
        """Both sockets stay open and nothing passes any more, as on a line that nobody has told of its end."""
        for way in self.ways:
            way.cancel()

    def cut(self) -> None:
        """As when a proxy in between is restarted."""
        self.freeze()
        for writer in self.writers:
            writer.transport.abort()


class Line:
    """Carries every connection to the hub, until told otherwise."""

    def __init__(self, target: int) -> None:
        self.port = _free_port()
        self._target = target
        self._server: asyncio.Server | None = None
        self._carried: list[Carried] = []

    async def open(self) -> None:
        """From now on, or again, on the same port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)

    def drop(self) -> None:
        """All connections break off; new ones are carried."""
        for one in self._carried:
            one.cut()
        self._carried.clear()

    def freeze(self) -> None:
        """All connections fall silent; new ones are carried. Those that fell silent stay so."""
        for one in self._carried:
            one.freeze()

    def refuse(self) -> None:
        """Nobody listens here any more."""
        if self._server is not None:
            self._server.close()
        self.drop()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_hub, to_hub = await asyncio.open_connection("127.0.0.1", self._target)
        one = Carried((writer, to_hub))
        one.ways = [
            asyncio.create_task(_pump(reader, to_hub)),
            asyncio.create_task(_pump(from_hub, writer)),
        ]
        self._carried.append(one)
        await asyncio.wait(one.ways, return_when=asyncio.FIRST_COMPLETED)
        if not any(way.cancelled() for way in one.ways):
            one.cut()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
