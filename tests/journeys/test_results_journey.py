"""A chip crosses the finish: the name is on the screen, then time and place for the same crossing, and a referee's
word reaches the screen as well.

Collector, worker and web are processes of their own; the sender is a socket and the screen a stream.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.journeys.screen import Screen
from tests.senders import Sender
from tests.waiting import find_port, wait_until

from project88.db.pool import Pool
from project88.displays.link import give_out

if TYPE_CHECKING:
    from tests.journeys.conftest import Hub

pytestmark = pytest.mark.journey
DAY = "2026-06-27"
WITHIN_S = 15.0
"""Far above the second that is promised, since CI machines stand still now and then; the figures are the bench's."""


class Results(Screen):
    """A screen that keeps what it was told of each bib, in order."""

    def __init__(self, url: str) -> None:
        self.told: dict[str, list[dict[str, Any] | None]] = {}
        super().__init__(url)

    def _take(self, kind: str, data: dict[str, Any]) -> None:
        super()._take(kind, data)
        if kind in {"snapshot", "changes"}:
            for passing in data["passings"]:
                if passing["bib"] and passing["location"] == "FINISH":
                    self.told.setdefault(passing["bib"], []).append(passing["result"])

    def last(self, bib: str) -> dict[str, Any]:
        return (self.told.get(bib) or [None])[-1] or {}


def read(number: int, location: str, tag: str, at: str) -> bytes:
    return f"CT01_33~{number}~{location}~{tag}~{DAY}T{at}~0~0F2A38~1".encode()


async def entered(pool: Pool, partner_id: int) -> None:
    """An event with a race of ten kilometres at eight, and two runners whose chips are their bibs."""
    async with pool.partner(partner_id) as connection:
        await connection.execute(f"select ensure_read_partitions('{DAY}', '{DAY}')")
        event = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            f"values ($1, 'Polder Run', date '{DAY}') returning id",
            partner_id,
        )
        race = await connection.fetchval(
            "insert into normalized_races (timing_partner_id, event_id, name, distance_m, start_at) "
            f"values ($1, $2, '10 km', 10000, timestamptz '{DAY} 08:00Z') returning id",
            partner_id, event,
        )  # fmt: skip
        for bib, name in (("101", "Anna"), ("102", "Berta")):
            await connection.execute(
                "with person as (insert into normalized_participants (timing_partner_id, event_id, race_id, bib, "
                "first_name, last_name, gender) values ($1, $2, $3, $4::text, $5, 'Meer', 'F') returning id) "
                "insert into participant_chips (timing_partner_id, event_id, chip, participant_id) "
                "select $1, $2, $4::text, id from person", partner_id, event, race, bib, name,
            )  # fmt: skip


async def disqualified(pool: Pool, partner_id: int, bib: str) -> None:
    async with pool.partner(partner_id) as connection:
        await connection.execute(
            "insert into result_corrections (timing_partner_id, event_id, kind, participant_id, status, reason) "
            "select timing_partner_id, event_id, 'status', id, 'dq', 'Cut the course' "
            "from normalized_participants where bib = $1",
            bib,
        )


async def healthy(port: int) -> bool:
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"http://127.0.0.1:{port}/api/health")
    except httpx.TransportError:
        return False
    return bool(answer.json()["status"] == "ok")


async def recorded(hub: "Hub") -> bool:
    return bool(await hub.rows("select from timing_sessions where reads > 0"))


async def until(holds: Callable[[], bool]) -> float:
    """Seconds until it was so."""
    began = time.monotonic()
    await wait_until(holds, WITHIN_S)
    return time.monotonic() - began


async def test_a_crossing_is_a_name_then_a_time_and_a_place_and_follows_the_referee(
    hub: "Hub",
) -> None:
    partner_id, port = await hub.partner_with_port("polder")
    pool = await Pool.open(hub.urls.service_url, size=2)
    await entered(pool, partner_id)
    await hub.start_collector(port)
    web = find_port()
    await hub.start("web", WEB__BIND="127.0.0.1", WEB__PORT=web)
    await hub.start("worker", WORKER__METRICS_PORT=0)
    sender = await Sender.greeted(port)
    sender.write(read(1, "START", "101", "08:00:05.00"), read(2, "START", "102", "08:00:02.00"))
    await wait_until(lambda: recorded(hub))
    display = (await give_out(pool, "polder", None, timedelta(hours=1))).id
    await wait_until(lambda: healthy(web))
    async with Results(f"http://127.0.0.1:{web}/api/display/{display}/stream") as screen:
        await wait_until(lambda: screen.snapshots > 0)

        sender.write(read(1, "FINISH", "102", "08:40:00.50"))
        await until(lambda: screen.last("102").get("gun_ms") == 2_400_500)
        assert screen.last("102")["chip_ms"] == 2_398_500
        assert screen.last("102")["overall"] == 1

        sender.write(read(2, "FINISH", "101", "08:39:59.00"))
        await until(lambda: screen.last("101").get("overall") == 1)
        await until(lambda: screen.last("102").get("overall") == 2)

        await disqualified(pool, partner_id, "101")
        await until(lambda: screen.last("101").get("status") == "dq")
        await until(lambda: screen.last("102").get("overall") == 1)
    assert screen.gaps == []
    await sender.leave()
    await pool.close()
