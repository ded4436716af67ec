"""A race on the dashboard of a hub whose processes and sockets are real: reads, and who is cut off."""

import asyncio
import json
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

import httpx
import pytest
from tests.senders import Sender
from tests.waiting import PATIENCE_S, answers, find_port, wait_until

from project88.accounts.callers.keys import new_token
from project88.db.pool import Pool

if TYPE_CHECKING:
    from tests.journeys.conftest import Hub

pytestmark = pytest.mark.journey
RUNNERS = 30
_TIME = "%Y-%m-%dT%H:%M:%S.00"


class Watcher:
    """Somebody who looks at a dashboard and keeps what it says."""

    def __init__(self, url: str, key: str) -> None:
        self._url = url
        self._key = key
        self.pictures: list[dict[str, Any]] = []

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def sees(self, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Waits for a picture of which this is true."""
        await wait_until(lambda: self._task.done() or (self.pictures and holds(self.pictures[-1])))
        if self._task.done():
            self._task.result()
        return self.pictures[-1]

    async def _follow(self) -> None:
        headers = {"Authorization": f"Bearer {self._key}"}
        async with (
            httpx.AsyncClient(trust_env=False, timeout=PATIENCE_S, headers=headers) as client,
            client.stream("GET", self._url) as answer,
        ):
            assert answer.status_code == 200, await answer.aread()
            kind = ""
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "event":
                    kind = value
                elif name == "data" and kind == "snapshot":
                    self.pictures.append(json.loads(value))


class RaceDay:
    """Where the senders and the dashboard are."""

    def __init__(self, collector: int, url: str, key: str) -> None:
        self.collector = collector
        self.url = url
        self.key = key


@pytest.fixture
async def race_day(hub: "Hub") -> RaceDay:
    """A partner with an event today and a roster; a collector, a web process, a key."""
    partner_id, port = await hub.partner_with_port("polder")
    await hub.start_collector(port)
    web = find_port()
    await hub.start("web", WEB__BIND="127.0.0.1", WEB__PORT=web)
    pool = await Pool.open(hub.urls.service_url, size=1)
    token = new_token()
    async with pool.partner(partner_id) as connection:
        event_id = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            "values ($1, 'Dike Run', (now() at time zone 'UTC')::date) returning id",
            partner_id,
        )
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, bib) "
            "select $1, $2, bib::text from generate_series(1, $3) as bib",
            partner_id,
            event_id,
            RUNNERS,
        )
        await connection.execute(
            "insert into api_keys (timing_partner_id, name, prefix, secret_hash, scopes) "
            "values ($1, 'Board', $2, $3, '{timing.view}')",
            partner_id,
            token.prefix,
            token.secret_hash,
        )
    await pool.close()
    await wait_until(lambda: answers(web))
    url = f"http://127.0.0.1:{web}/api/events/{event_id}/dashboard/stream"
    return RaceDay(port, url, token.text)


async def sender(race_day: RaceDay, name: str) -> Sender:
    """A box that is told to start, and says which event it is timing."""
    box = await Sender.greeted(race_day.collector)
    box.write(f"ack~geteventinfo~{name}~{name}~".encode())
    return box


def rows(location: str, minutes_ago: float, bibs: Iterable[int]) -> list[bytes]:
    """What a box reads of these bibs, two seconds one after the other, from then on."""
    begin = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    return [
        f"CT01_33~{number}~{location}~{bib}~{begin + timedelta(seconds=2 * number):{_TIME}}"
        "~0~0F2A38~1".encode()
        for number, bib in enumerate(bibs, start=1)
    ]


def codes(picture: dict[str, Any]) -> set[str]:
    return {alarm["code"] for alarm in picture["health"]}


async def test_a_race_is_seen_while_it_runs_and_a_finish_that_is_cut_off_is_told(
    race_day: RaceDay,
) -> None:
    everybody = range(1, RUNNERS + 1)
    async with AsyncExitStack() as stack:
        seen = await stack.enter_async_context(Watcher(race_day.url, race_day.key))
        await seen.sees(lambda one: "no_session" in codes(one))
        start, finish = [await sender(race_day, name) for name in ("Start box", "Finish box")]
        stack.push_async_callback(start.leave)
        start.write(*rows("Start", 30, everybody))
        picture = await seen.sees(lambda one: one["totals"]["seen"] == RUNNERS)
        assert picture["totals"]["unknown_tags"] == 0
        assert "no_session" not in codes(picture)
        finish.write(*rows("Finish", 10, [*range(1, 11), 777]))
        picture = await seen.sees(
            lambda one: (
                {place["name"] for place in one["locations"]} == {"Start", "Finish"}
                and one["totals"]["reads"] == RUNNERS + 11
            )
        )
        assert [tag["tag"] for tag in picture["unknown"]] == ["777"]
        assert [one["state"] for one in picture["senders"]] == ["connected"] * 2
        # A key that may only look is not told where senders are.
        assert {one["address"] for one in picture["senders"]} == {""}
        # Twenty have started, and nobody of them has come in after the ten.
        await seen.sees(lambda one: any(place["due"] for place in one["locations"]))
        await finish.leave()
        picture = await seen.sees(lambda one: "sender_gone" in codes(one))
        [alarm] = [one for one in picture["health"] if one["code"] == "sender_gone"]
        assert alarm["severity"] == "critical"
        assert alarm["sentence"].startswith("Sender SimpleClient 1.2.3 (2) has been gone for ")
        back = await sender(race_day, "Finish box")
        stack.push_async_callback(back.leave)
        await seen.sees(lambda one: "sender_gone" not in codes(one))
