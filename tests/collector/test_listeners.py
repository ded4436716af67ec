"""The table of listeners is the truth: ports open and close while the collector runs."""

import errno
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.collector.conftest import Database, Gate

pytestmark = pytest.mark.long

Running = Callable[..., Any]  # Any: an async context manager that conftest types
Eventually = Callable[..., Awaitable[None]]
FreePort = Callable[[], int]
Row = Callable[..., bytes]


def refuses(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED


async def test_a_hub_without_listeners_gets_the_usual_port_for_its_only_partner(
    running: Running, tables: "Database", partner: int
) -> None:
    async with running() as hub:
        assert await tables.rows(
            "select timing_partner_id, protocol, port from timing_listeners"
        ) == [(partner, "ctp01", 0)]
        assert hub.port > 0


async def test_a_port_opens_and_closes_without_restart_and_standing_connections_stay(
    running: Running, tables: "Database", partner: int, eventually: Eventually, free_port: FreePort
) -> None:
    first, second = free_port(), free_port()
    await tables.listener(partner, first)
    async with running() as hub:
        standing = await hub.greeted(first)
        added = await tables.listener(partner, second)
        await tables.value("select pg_notify('listeners', '')")
        await eventually(lambda: added in hub.collector.server.ports)
        await hub.greeted(second)

        await tables.value("update timing_listeners set enabled = false where port = $1", first)
        await tables.value("select pg_notify('listeners', '')")
        await eventually(lambda: refuses(first))
        standing.write(b"ping")
        await eventually(lambda: standing.heard.endswith(b"ack~ping\r\n"))


async def test_a_port_that_somebody_else_holds_is_opened_when_it_is_free(
    running: Running, tables: "Database", partner: int, eventually: Eventually
) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        await tables.listener(partner, port)
        async with running() as hub:
            assert port in hub.collector.server.failed
            assert (await hub.status())["ports_failed"][str(port)]
            holder.close()
            await eventually(lambda: port in hub.collector.server.ports.values())
            assert hub.collector.server.failed == {}
            await hub.greeted(port)


async def test_a_restart_listens_again_at_once_although_connections_linger(
    running: Running, tables: "Database", partner: int, free_port: FreePort, eventually: Eventually
) -> None:
    """C21: the collector closes first, so the lingering end (TIME_WAIT) is on its port."""
    port = free_port()
    await tables.listener(partner, port)
    async with running() as hub:
        sender = await hub.greeted()
    await eventually(lambda: sender.gone)
    async with running() as hub:
        assert hub.collector.server.failed == {}
        await hub.greeted(port)


@pytest.mark.journey
async def test_without_the_database_the_listeners_of_the_last_run_are_open(
    running: Running,
    tables: "Database",
    partner: int,
    gate: "Gate",
    free_port: FreePort,
    ct01: Row,
    eventually: Eventually,
) -> None:
    port = free_port()
    await tables.listener(partner, port)
    async with running():
        pass
    await gate.shut()
    async with running(url=gate.url) as hub:
        sender = await hub.greeted(port)
        sender.write(ct01(1, "77"), b"ping")
        await eventually(lambda: sender.heard.endswith(b"ack~ping\r\n"))
        assert await tables.tags() == []
        await gate.open()
        await eventually(lambda: _holds(tables, ["77"]))


async def _holds(tables: "Database", tags: list[str]) -> bool:
    return await tables.tags() == tags


@pytest.mark.parametrize("spoilt", [b"", b'[{"id": 1', b"\x00\xff"])
async def test_a_spoilt_memory_of_listeners_does_not_keep_the_collector_from_starting(
    running: Running, tables: "Database", partner: int, tmp_path: Path, spoilt: bytes
) -> None:
    await tables.listener(partner)
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "listeners.json").write_bytes(spoilt)
    async with running() as hub:
        assert hub.collector.server.remembered()
        await hub.greeted()


async def test_a_network_that_is_not_allowed_is_hung_up_on(
    running: Running, tables: "Database", partner: int, eventually: Eventually, free_port: FreePort
) -> None:
    closed, opened = free_port(), free_port()
    await tables.listener(partner, closed, allowed_networks=["192.0.2.0/24"])
    await tables.listener(partner, opened, allowed_networks=["127.0.0.0/8"])
    async with running() as hub:
        stranger = await hub.connect(closed)
        await eventually(lambda: stranger.gone)
        await hub.greeted(opened)
        assert 'refused_total{reason="network"} ' in (await hub.get("/metrics")).text


async def test_one_address_may_open_only_so_many_connections_and_gets_its_places_back(
    running: Running, tables: "Database", partner: int, eventually: Eventually
) -> None:
    await tables.listener(partner)
    async with running(COLLECTOR__MAX_CONNECTIONS_PER_IP=2) as hub:
        first, _ = await hub.greeted(), await hub.greeted()
        third = await hub.connect()
        await eventually(lambda: third.gone)
        first.hang_up()
        await eventually(lambda: len(hub.hall.sessions) == 1)
        await hub.greeted()


async def test_two_partners_on_two_ports_never_see_each_others_reads(
    running: Running,
    tables: "Database",
    partner: int,
    free_port: FreePort,
    ct01: Row,
    eventually: Eventually,
) -> None:
    other = await tables.value(
        "insert into timing_partners (slug, name) values ('delta', 'Delta') returning id"
    )
    ports = {partner: free_port(), other: free_port()}
    for owner, port in ports.items():
        await tables.listener(owner, port)
    async with running() as hub:
        senders = {owner: await hub.greeted(port) for owner, port in ports.items()}
        for number in range(1, 51):
            for owner, sender in senders.items():
                sender.write(ct01(number, f"{owner}-{number}"))
        await eventually(lambda: hub.hall.reads == 100)
    for owner in ports:
        async with _as_partner(tables, owner):
            seen = await tables.rows(
                "select distinct timing_partner_id, split_part(tag, '-', 1) from timing_reads"
            )
            assert seen == [(owner, str(owner))]


class _as_partner:  # noqa: N801 -- reads as a sentence
    """What the plain service login sees as one partner."""

    def __init__(self, tables: "Database", owner: int) -> None:
        self._connection, self._owner = tables.connection, owner

    async def __aenter__(self) -> None:
        await self._connection.execute(
            f"begin; set local role project88_service; set local app.partner_id = '{self._owner}'"
        )

    async def __aexit__(self, *_: object) -> None:
        await self._connection.execute("rollback")


async def test_a_shared_port_puts_an_unknown_stream_into_the_unclaimed_pool(
    running: Running, tables: "Database", partner: int, ct01: Row, eventually: Eventually
) -> None:
    await tables.listener(0)
    async with running() as hub:
        sender = await hub.greeted(event="harbour")
        sender.write(ct01(1, "77"))
        await eventually(lambda: hub.hall.reads == 1)
        assert await tables.rows("select timing_partner_id, tag from timing_reads") == [(0, "77")]
        [key] = (await tables.rows("select source_key from timing_sources"))[0]
        assert key.endswith(":harbour")


async def test_a_claimed_stream_goes_on_with_its_partner(
    running: Running, tables: "Database", partner: int, ct01: Row, eventually: Eventually
) -> None:
    await tables.listener(0)
    async with running() as hub:
        sender = await hub.greeted(event="harbour")
        sender.write(ct01(1, "77"))
        await eventually(lambda: hub.hall.reads == 1)
        for table in ("sources", "sessions", "locations", "reads", "passings"):
            await tables.value(f"update timing_{table} set timing_partner_id = $1", partner)
        await tables.value("select pg_notify('timing', '')")
        await eventually(lambda: hub.hall.claims)
        sender.write(*(ct01(number) for number in range(2, 12)))
        await eventually(lambda: _count(tables, partner, 11))
        assert await _count(tables, 0, 0)


async def _count(tables: "Database", owner: int, wanted: int) -> bool:
    count = "select count(*) from timing_reads where timing_partner_id = $1"
    return bool(await tables.value(count, owner) == wanted)
