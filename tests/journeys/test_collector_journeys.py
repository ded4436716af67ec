"""What may happen on a race day between a sender and the database, played whole."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest

from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.journeys.conftest import Hub
    from tests.senders import Sender

Eventually = Callable[..., Awaitable[None]]
Greeted = Callable[[int], "Awaitable[Sender]"]
RaceRows = Callable[[str, int], list[bytes]]
pytestmark = pytest.mark.journey

IN_ORDER = """
select location.name, read.seq
from timing_reads read join timing_locations location on location.id = read.location_id
order by location.name, read.ctid
"""


async def stored_in_order(hub: "Hub") -> dict[str, list[int]]:
    """Row numbers by location, in the order in which the database took them."""
    found: dict[str, list[int]] = {}
    for name, seq in await hub.rows(IN_ORDER):
        found.setdefault(name, []).append(seq)
    return found


async def test_the_database_restarts_in_mid_race_and_no_read_is_lost_or_kept_twice(
    hub: "Hub", greeted: Greeted, race_rows: RaceRows, eventually: Eventually
) -> None:
    _, port = await hub.partner_with_port("polder")
    await hub.start_collector(port)
    senders = {name: await greeted(port) for name in ("start", "10k", "finish")}
    rows = {name: race_rows(name, 6_000) for name in senders}

    async def race(begin: int, end: int) -> None:
        for at in range(begin, end, 20):
            for name, sender in senders.items():
                sender.write(*rows[name][at : min(at + 20, end)])
                sender.ping()
            await asyncio.sleep(0.002)

    await race(0, 1_500)
    await eventually(hub.stored)
    stopping = asyncio.create_task(hub.stop_database())
    await race(1_500, 4_500)
    await stopping
    await eventually(lambda: not any(sender.unanswered for sender in senders.values()))
    await hub.start_database()
    await race(4_500, 6_000)
    await eventually(lambda: _all_stored(hub, 18_000))

    assert await stored_in_order(hub) == {name: [*range(1, 6_001)] for name in senders}
    answers = [seconds for sender in senders.values() for seconds in sender.answers_s]
    assert len(answers) == 3 * 300
    assert max(answers) < 1
    for sender in senders.values():
        assert not sender.gone
        await sender.leave()


async def _all_stored(hub: "Hub", count: int) -> bool:
    return await hub.stored() == count


async def test_a_sender_that_connects_anew_and_resends_everything_changes_nothing(
    hub: "Hub", greeted: Greeted, race_rows: RaceRows, eventually: Eventually
) -> None:
    _, port = await hub.partner_with_port("polder")
    await hub.start_collector(port)
    rows = race_rows("finish", 5_000)
    for progress in (1_000, 1_700, 3_000, 5_000):
        sender = await greeted(port)
        await sender.push(rows[:progress], each=700)
        sender.write(rows[progress - 1][:30])
        await eventually(partial(_all_stored, hub, progress))
        await sender.leave()
    assert await stored_in_order(hub) == {"finish": [*range(1, 5_001)]}
    [(passings, sessions)] = await hub.rows(
        "select (select count(*) from timing_passings), (select count(*) from timing_sessions)"
    )
    assert (passings, sessions) == (5_000, 1)


async def test_a_collector_killed_in_a_burst_has_stored_all_it_journalled_and_a_resend_completes_it(
    hub: "Hub", greeted: Greeted, race_rows: RaceRows, eventually: Eventually
) -> None:
    _, port = await hub.partner_with_port("polder")
    await hub.start_collector(port)
    rows = race_rows("finish", 60_000)
    sender = await greeted(port)
    pushing = asyncio.create_task(sender.push(rows, pause_s=0.005))
    await eventually(lambda: _some_stored(hub))
    await hub.end_collector(signal.SIGKILL)
    await pushing
    await sender.leave()
    journalled = hub.heard().count(b"~1\r\n")
    assert 0 < journalled < 60_000

    await hub.start_collector(port)
    await eventually(lambda: not list(hub.journal.glob("*.jnl")))
    assert await stored_in_order(hub) == {"finish": [*range(1, journalled + 1)]}

    again = await greeted(port)
    await again.push(rows)
    await eventually(lambda: _all_stored(hub, 60_000))
    assert await stored_in_order(hub) == {"finish": [*range(1, 60_001)]}
    await again.leave()


async def _some_stored(hub: "Hub") -> bool:
    return await hub.stored() > 3_000


async def test_two_partners_race_at_once_and_neither_sees_the_others_reads(
    hub: "Hub", greeted: Greeted, race_rows: RaceRows, eventually: Eventually
) -> None:
    partners = dict([await hub.partner_with_port("polder"), await hub.partner_with_port("delta")])
    await hub.start_collector(next(iter(partners.values())))
    rows = {
        owner: race_rows("finish", 1_000 * (number + 1)) for number, owner in enumerate(partners)
    }
    senders = {owner: await greeted(port) for owner, port in partners.items()}
    await asyncio.gather(*(sender.push(rows[owner], 50) for owner, sender in senders.items()))
    await eventually(lambda: _all_stored(hub, 3_000))
    pool = await Pool.open(hub.urls.service_url)
    for owner in partners:
        async with pool.partner(owner) as connection:
            seen = await connection.fetchval("select count(*) from timing_reads")
            passings = await connection.fetchval("select count(*) from timing_passings")
            partner_ids = await connection.fetch(
                "select distinct timing_partner_id from timing_reads"
            )
        assert seen == passings == len(rows[owner])
        assert [row[0] for row in partner_ids] == [owner]
    async with pool.no_partner() as connection:
        assert await connection.fetchval("select count(*) from timing_reads") == 0
    await pool.close()
    for sender in senders.values():
        await sender.leave()
