"""A sender as plain as a telnet session, for the collector's tests and the journeys."""

import asyncio
import time

from tests.waiting import PATIENCE_S, wait_until


class Sender:
    """One TCP connection; everything that comes back is kept in `heard`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heard = b""
        self.gone = False
        self.answers_s: list[float] = []
        self._pinged_at: list[float] = []
        self._writer = writer
        self._listening = asyncio.create_task(self._listen(reader))

    @classmethod
    async def connect(cls, port: int, host: str = "127.0.0.1") -> "Sender":
        """A sender that has said nothing yet."""
        return cls(*await asyncio.open_connection(host, port))

    @classmethod
    async def greeted(cls, port: int) -> "Sender":
        """A sender that was told to start."""
        sender = await cls.connect(port)
        sender.write(b"SimpleClient~1.2.3~CTP01")
        await wait_until(lambda: b"start\r\n" in sender.heard, PATIENCE_S)
        return sender

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while data := await reader.read(65_536):
                self.heard += data
                self._count_answers()
        except OSError:
            pass
        self.gone = True

    # Saying ------------------------------------------------------------------------------------

    def write(self, *lines: bytes) -> None:
        """Whole lines, all in one write."""
        self._writer.write(b"".join(line + b"\r\n" for line in lines))

    def write_raw(self, data: bytes) -> None:
        self._writer.write(data)

    async def say(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def push(self, rows: list[bytes], each: int = 100, pause_s: float = 0) -> None:
        """As fast as TCP takes them (or with pauses); ends quietly when the collector has died."""
        try:
            for start in range(0, len(rows), each):
                self.write(*rows[start : start + each])
                await self._writer.drain()
                await asyncio.sleep(pause_s)
        except OSError:
            self.gone = True

    # Hearing -----------------------------------------------------------------------------------

    @property
    def lines(self) -> list[bytes]:
        return self.heard.split(b"\r\n")[:-1]

    def stop_reading(self) -> None:
        """From now on nothing is taken from the socket."""
        self._listening.cancel()
        reading = self._writer.transport
        assert isinstance(reading, asyncio.Transport)
        reading.pause_reading()

    # Pings -------------------------------------------------------------------------------------

    def ping(self) -> None:
        self._pinged_at.append(time.monotonic())
        self.write(b"ping")

    @property
    def unanswered(self) -> int:
        return len(self._pinged_at)

    def _count_answers(self) -> None:
        """How long each ping of ours took, in seconds."""
        answered = self.heard.count(b"ack~ping\r\n") - len(self.answers_s)
        for _ in range(min(answered, len(self._pinged_at))):
            self.answers_s.append(time.monotonic() - self._pinged_at.pop(0))

    # Leaving -----------------------------------------------------------------------------------

    @property
    def cut_off(self) -> bool:
        """Whether writing has failed."""
        return self._writer.transport.is_closing()

    def hang_up(self) -> None:
        self._writer.close()

    async def leave(self) -> None:
        self.hang_up()
        await asyncio.gather(self._listening, return_exceptions=True)
