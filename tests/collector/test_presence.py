"""Who is connected can be seen from elsewhere, and the reads never wait for it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

import pytest

from project88.collector import presence

if TYPE_CHECKING:
    from tests.collector.conftest import Database, Gate, Running, ShiftedMoment

    Begin = Callable[..., AbstractAsyncContextManager[Running]]

Eventually = Callable[..., Awaitable[None]]
Row = Callable[..., bytes]
STATE = "select state from timing_connections"


@pytest.fixture(autouse=True)
async def _listener(tables: "Database", partner: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "EVERY_S", 0.05)
    monkeypatch.setattr(presence, "AT_MOST_EVERY_S", 0.01)
    await tables.listener(partner)


def is_(tables: "Database", state: str) -> Callable[[], Awaitable[bool]]:
    async def holds() -> bool:
        return bool(await tables.rows(STATE) == [(state,)])

    return holds


async def test_a_sender_is_there_before_its_first_read_and_known_by_source_after_it(
    running: "Begin", tables: "Database", eventually: Eventually, ct01: Row, partner: int
) -> None:
    async with running() as hub:
        sender = await hub.greeted()

        async def named() -> bool:
            rows = (
                "select program, timing_partner_id, source_id, rows_heard from timing_connections"
            )
            return await tables.rows(rows) == [("SimpleClient 1.2.3", partner, None, 0)]

        await eventually(named)
        sender.write(ct01(1))

        async def known() -> bool:
            return bool(
                await tables.value(
                    "select count(*) from timing_connections one join timing_sessions session "
                    "on session.id = one.session_id and session.source_id = one.source_id "
                    "where one.rows_heard = 1"
                )
            )

        await eventually(known)


async def test_a_sender_that_goes_is_gone_with_the_reason(
    running: "Begin", tables: "Database", eventually: Eventually
) -> None:
    async with running() as hub:
        sender = await hub.greeted()
        await eventually(is_(tables, "connected"))
        sender.hang_up()
        await eventually(is_(tables, "ended"))
    ended = "select end_reason from timing_connections where ended_at is not null"
    assert await tables.rows(ended) == [("closed",)]


async def test_a_sender_without_a_word_is_silent_and_speaks_again(
    running: "Begin",
    tables: "Database",
    eventually: Eventually,
    moment: "ShiftedMoment",
) -> None:
    async with running(moment, COLLECTOR__SILENCE_S=3600, COLLECTOR__PING_INTERVAL_S=1200) as hub:
        sender = await hub.greeted()
        await eventually(is_(tables, "connected"))
        moment.ahead_us = 2500 * 1_000_000
        await eventually(is_(tables, "silent"))
        sender.write(b"ping")
        await eventually(is_(tables, "connected"))


async def test_what_a_dead_collector_left_standing_is_ended_by_the_next(
    running: "Begin", tables: "Database", eventually: Eventually, partner: int
) -> None:
    await tables.connection.execute(
        "insert into timing_connections (id, timing_partner_id, peer, connected_at, heard_at, "
        "told_at) values (7, $1, '192.0.2.1:5', now(), now(), now() - interval '1 hour')",
        partner,
    )
    async with running():
        await eventually(is_(tables, "ended"))
    left = "select end_reason, ended_at = told_at from timing_connections"
    assert await tables.rows(left) == [(presence.RESTARTED, True)]


async def test_a_polite_end_leaves_nobody_standing(
    running: "Begin", tables: "Database", eventually: Eventually
) -> None:
    async with running() as hub:
        await hub.greeted()
        await eventually(is_(tables, "connected"))
    assert await tables.rows(STATE) == [("ended",)]


async def test_without_a_database_reads_go_on_and_who_went_is_told_later(
    running: "Begin",
    tables: "Database",
    eventually: Eventually,
    gate: "Gate",
    ct01: Row,
) -> None:
    async with running(url=gate.url) as hub:
        leaving, staying = await hub.greeted(), await hub.greeted()
        await eventually(lambda: _count(tables, "connected", 2))
        await gate.shut()
        leaving.hang_up()
        staying.write(ct01(1))
        await eventually(lambda: len(hub.hall.sessions) == 1 and not hub.hall.departed)
        await gate.open()
        await eventually(lambda: _count(tables, "ended", 1))
        await eventually(lambda: tables.value("select count(*) = 1 from timing_reads"))


async def _count(tables: "Database", state: str, wanted: int) -> bool:
    count = "select count(*) from timing_connections where state = $1"
    return bool(await tables.value(count, state) == wanted)


async def test_who_watches_is_woken_when_a_sender_comes_and_goes(
    running: "Begin", tables: "Database", eventually: Eventually, partner: int
) -> None:
    heard: list[object] = []
    await tables.connection.add_listener(
        presence.CHANNEL, lambda _connection, _pid, _channel, payload: heard.append(payload)
    )
    async with running() as hub:
        sender = await hub.greeted()
        await eventually(lambda: heard == [str(partner)])
        sender.hang_up()
        await eventually(lambda: heard == [str(partner)] * 2)


async def test_a_sender_that_is_back_is_known_before_it_reads_anything(
    running: "Begin", tables: "Database", eventually: Eventually, ct01: Row
) -> None:
    async def known(state: str) -> bool:
        states = "select state from timing_connections where source_id is not null order by id desc"
        rows = await tables.rows(states)
        return bool(rows and rows[0] == (state,))

    async with running() as hub:
        first = await hub.greeted(event="Dike Run")
        first.write(ct01(1))
        await eventually(lambda: known("connected"))
        first.hang_up()
        await eventually(lambda: known("ended"))
        await hub.greeted(event="Dike Run")
        await eventually(lambda: known("connected"))
