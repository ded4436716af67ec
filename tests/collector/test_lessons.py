"""Faults that this collector once had; each test is one of them.

A refusal that is not about a row, a connection that said nothing among journals that wait, half a
line on a connection that we close: each made reads stall, or go where nobody looks for them.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from project88.collector.journal import Journal, Kind, Origins
from project88.timing.stream import Origin

if TYPE_CHECKING:
    from tests.collector.conftest import Database, Running, ShiftedMoment

    Begin = Callable[..., AbstractAsyncContextManager[Running]]

Eventually = Callable[..., Awaitable[None]]
Row = Callable[..., bytes]
_CUT_ALL_OFF = """
    select count(pg_terminate_backend(pid)) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


async def _lines(tables: "Database", wanted: int) -> bool:
    return bool(await tables.value("select count(*) from timing_quarantine") == wanted)


async def test_a_refusal_that_is_not_about_a_row_is_waited_for(
    running: "Begin", tables: "Database", partner: int, eventually: Eventually, ct01: Row
) -> None:
    """Read-only, disk full, no privilege, statement timeout: reads wait, none is set aside."""
    await tables.listener(partner)
    async with running() as hub:
        sender = await hub.greeted()
        sender.write(ct01(1))
        await eventually(lambda: hub.hall.reads == 1)
        await tables.value("revoke insert on timing_reads from project88_service")
        sender.write(*(ct01(n) for n in range(2, 12)))
        sender.write(b"ping")
        await eventually(lambda: hub.hall.database_away)
        await tables.value("grant insert on timing_reads to project88_service")
        await eventually(lambda: hub.hall.reads == 11)
        assert await _lines(tables, 0)


async def test_everything_refused_for_a_while(
    running: "Begin", tables: "Database", partner: int, eventually: Eventually, ct01: Row
) -> None:
    await tables.listener(partner)
    async with running() as hub:
        sender = await hub.greeted()
        sender.write(ct01(1))
        await eventually(lambda: hub.hall.reads == 1)
        [(name,)] = await tables.rows("select current_database()")
        await tables.value(f'alter database "{name}" set default_transaction_read_only = on')
        await tables.value(_CUT_ALL_OFF)
        sender.write(*(ct01(n) for n in range(2, 12)))
        await eventually(lambda: hub.hall.database_away)
        await tables.value("set default_transaction_read_only = off")
        await tables.value(f'alter database "{name}" reset default_transaction_read_only')
        await tables.value(_CUT_ALL_OFF)
        await eventually(lambda: hub.hall.reads == 11)
        assert await _lines(tables, 0)


async def test_half_a_line_is_quarantined_when_we_close_for_silence(
    running: "Begin",
    tables: "Database",
    partner: int,
    eventually: Eventually,
    moment: "ShiftedMoment",
) -> None:
    await tables.listener(partner)
    async with running(moment) as hub:
        sender = await hub.greeted()
        sender.write(b"ack~ping")
        sender.write_raw(b"CT01_33~1~f~1~10:0")
        await eventually(lambda: next(iter(hub.hall.sessions)).facts.last_ping_us)
        moment.ahead_us += 60_000_000
        next(iter(hub.hall.sessions))._tick()
        await eventually(lambda: sender.gone)
        await eventually(lambda: _lines(tables, 1))


async def test_counts_per_connection(
    running: "Begin", tables: "Database", partner: int, eventually: Eventually, ct01: Row
) -> None:
    await tables.listener(partner)
    async with running() as hub:
        sender = await hub.greeted()
        sender.write(ct01(1), ct01(2), ct01(9), ct01(2))
        await eventually(lambda: hub.hall.reads == 3)
        [shown] = await hub.status("/connections")
        assert (shown["stored"], shown["duplicates"]) == (3, 1)


async def test_the_journals_of_many_connections_are_all_stored_though_some_say_nothing(
    running: "Begin",
    tables: "Database",
    partner: int,
    eventually: Eventually,
    ct01: Row,
    tmp_path: Path,
) -> None:
    listener = await tables.listener(partner)
    folder = tmp_path / "journal"
    folder.mkdir()

    def part(number: int, *said: bytes) -> None:
        journal = Journal(
            folder / f"{number:016x}-00000.jnl",
            Origins(Origin(partner, number, "ctp01", "127.0.0.1:4", listener), 0),
            1_782_547_200_000_000,
            1,
        )
        for data in said:
            journal.append(Kind.HEARD, 1_782_547_200_000_000, 1, data)
        journal.close()

    hello = b"SimpleClient~1~CTP01\r\n"
    part(1)
    part(2, hello + ct01(1) + b"\r\n")
    part(3)
    part(4, hello + ct01(2) + b"\r\n")
    async with running() as hub:
        await eventually(lambda: hub.hall.reads == 2)
        await eventually(lambda: not list(folder.glob("*.jnl")))
