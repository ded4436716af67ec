"""A balancer as plain as can be: connections go to the web processes in turn, to none that is dead.

Nothing sticks: two connections of one browser land on two processes, as behind any real balancer
that was not told otherwise.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager


class Balancer:
    """Listens on `port`; `served` counts the connections that each process was given."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = list(ports)
        self._pumps: set[asyncio.Task[None]] = set()
        self.served: Counter[int] = Counter()
        self.port = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def behind(self) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection to whose turn it is; the one that does not answer loses its turn."""
        for _ in self._ports:
            port = self._ports.pop(0)
            self._ports.append(port)
            try:
                return port, *await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                continue
        raise ConnectionRefusedError("no web process answers")

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            port, answers, questions = await self.behind()
        except OSError:
            writer.close()
            return
        self.served[port] += 1
        for one, other in ((reader, questions), (answers, writer)):
            pump = asyncio.create_task(_pump(one, other))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)

    async def end(self) -> None:
        for pump in list(self._pumps):
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)


@asynccontextmanager
async def balancing(ports: Sequence[int]) -> AsyncIterator[Balancer]:
    """A balancer in front of these ports."""
    balancer = Balancer(ports)
    server = await asyncio.start_server(balancer.pass_on, "127.0.0.1", 0)
    balancer.port = server.sockets[0].getsockname()[1]
    try:
        yield balancer
    finally:
        server.close()
        await balancer.end()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
