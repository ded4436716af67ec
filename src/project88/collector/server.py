"""Opens and closes the ports of timing partners while the collector runs.

The table of listeners is the truth. Its last known state is kept in a file beside the journals, so
that a collector that starts while the database is away listens all the same: a sender gives up
after five minutes (timing-protocols
1.6), and nobody is at the truck to start it again.
"""

import asyncio
import secrets
import socket
from pathlib import Path

import msgspec

from project88 import log
from project88.collector.admission import Verdict
from project88.collector.conversations import conversation_for
from project88.collector.hall import Hall
from project88.collector.measures import REFUSED
from project88.collector.session import Session
from project88.collector.store import Listener
from project88.timing.stream import Beginning, Origin, Stream

_log = log.get(__name__)
_KEEPALIVE = ((socket.TCP_KEEPIDLE, 30), (socket.TCP_KEEPINTVL, 10), (socket.TCP_KEEPCNT, 3))
_USER_TIMEOUT_MS = 60_000


class Doorman(asyncio.Protocol):
    """Decides about a connection before a byte of it is read."""

    def __init__(self, hall: Hall, listener: Listener) -> None:
        self._hall = hall
        self._listener = listener

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Admits the sender to its partner's lane, or hangs up."""
        assert isinstance(transport, asyncio.Transport)
        host, port = transport.get_extra_info("peername")[:2]
        verdict = self._hall.admission.ask(self._listener, host)
        if verdict is not Verdict.WELCOME:
            REFUSED.labels(verdict.name.lower()).inc()
            _log.warning(
                "connection refused", peer=host, port=self._listener.port, reason=str(verdict)
            )
            transport.abort()
            return
        _keep_alive(transport.get_extra_info("socket"))
        session = self._session(f"{host}:{port}")
        transport.set_protocol(session)
        session.connection_made(transport)

    def _session(self, peer: str) -> Session:
        listener, hall = self._listener, self._hall
        is_jchip = listener.protocol == "jchip"
        origin = Origin(
            partner_id=listener.timing_partner_id,
            connection_id=new_connection_id(hall.moment.wall_us()),
            kind="jchip" if is_jchip else "ctp01",
            peer=peer,
            listener_id=listener.id,
            zone=listener.zone,
            beginning=self._beginning() if is_jchip else None,
        )
        conversation = conversation_for(origin, hall.settings.collector, listener, hall.positions)
        kind = ReaderSession if is_jchip else Session
        return kind(hall, Stream(origin), hall.lane(origin.partner_id), conversation)

    def _beginning(self) -> Beginning:
        moment = self._hall.moment
        clocks = self._hall.clocks.of_listener(self._listener.id)
        return Beginning(moment.wall_us(), moment.monotonic_us() // 1000, clocks)


class ReaderSession(Session):
    """A JChip reader, whose journal is one part: see `jchip`."""

    def _maybe_rotate(self) -> None:
        """Never."""


class Server:
    """The open ports."""

    def __init__(self, hall: Hall, memory: Path) -> None:
        self._hall = hall
        self._memory = memory
        self._open: dict[Listener, asyncio.Server] = {}
        self._wanted: tuple[Listener, ...] = ()
        self._opening = asyncio.Lock()
        self.failed: dict[int, str] = {}
        """Ports that could not be opened, with the reason."""

    @property
    def ports(self) -> dict[int, int]:
        """Listener id to the port that is really open (a listener with port 0 gets a free one)."""
        return {
            listener.id: server.sockets[0].getsockname()[1]
            for listener, server in self._open.items()
        }

    def remembered(self) -> tuple[Listener, ...]:
        """The listeners of the last run, for a start without a database."""
        try:
            return msgspec.json.decode(self._memory.read_bytes(), type=tuple[Listener, ...])
        except FileNotFoundError:
            return ()
        except msgspec.DecodeError as error:
            _log.error("the listeners of the last run can't be read", reason=str(error))
            return ()

    async def listen_on(self, wanted: tuple[Listener, ...]) -> None:
        """Opens what is new, closes what is gone or changed; connections that stand are left alone."""
        for listener in [one for one in self._open if one not in wanted]:
            self._open.pop(listener).close()
            _log.info("port closed", port=listener.port)
        self._wanted = wanted
        self.failed.clear()
        await self.reopen()
        self._remember()

    async def reopen(self) -> None:
        """Opens every wanted port that is not open."""
        async with self._opening:
            for listener in self._wanted:
                if listener not in self._open:
                    await self._listen(listener)

    def close(self) -> None:
        """Stops accepting and says goodbye to every sender, so that they reconnect at once."""
        self._wanted = ()
        for server in self._open.values():
            server.close()
        for session in list(self._hall.sessions):
            session.close()

    async def _listen(self, listener: Listener) -> None:
        host = listener.bind_address or self._hall.settings.collector.bind
        try:
            self._open[listener] = await asyncio.get_running_loop().create_server(
                lambda: Doorman(self._hall, listener),
                host,
                listener.port,
                reuse_address=True,
                backlog=256,
            )
        except OSError as error:
            if listener.port not in self.failed:
                _log.error("a port can't be opened", port=listener.port, reason=str(error))
            self.failed[listener.port] = str(error)
        else:
            self.failed.pop(listener.port, None)
            _log.info("listening", port=listener.port, partner=listener.timing_partner_id)

    def _remember(self) -> None:
        """In one step, so that a collector that is killed here finds the old list or the new one."""
        fresh = self._memory.with_suffix(".new")
        try:
            fresh.write_bytes(msgspec.json.encode(self._wanted))
            fresh.replace(self._memory)
        except OSError as error:
            _log.error("the listeners can't be remembered", reason=str(error))


def new_connection_id(now_us: int) -> int:
    """Rises with time, and differs between connections of one millisecond."""
    return (now_us // 1000 << 20) | secrets.randbelow(1 << 20)


def _keep_alive(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in _KEEPALIVE:
        connection.setsockopt(socket.IPPROTO_TCP, option, value)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _USER_TIMEOUT_MS)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
