"""Two web processes and two workers behind a balancer are one hub, with Redis and without."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.journeys.balancer import Balancer, balancing
from tests.journeys.screen import Screen
from tests.senders import Sender
from tests.waiting import find_port, wait_until

from project88.accounts.passwords import Hasher
from project88.db.pool import Pool
from project88.displays.link import give_out
from project88.settings import Settings
from project88.worker import jobs

if TYPE_CHECKING:
    from tests.journeys.conftest import Hub
    from tests.redis_server import RedisServer

pytestmark = pytest.mark.journey
PASSWORD = "mats at the harbour mile"
# Screens are read again every five seconds whatever happens; a wake-up is far quicker.
AWAKE_S = 2.0


class Field:
    """A hub with two webs behind a balancer, and a sender at its collector."""

    def __init__(
        self,
        hub: "Hub",
        partner_id: int,
        pool: Pool,
        webs: dict[int, asyncio.subprocess.Process],
    ) -> None:
        self.hub = hub
        self.partner_id = partner_id
        self.pool = pool
        self.webs = webs
        self.balancer: Balancer
        self.sender: Sender
        self.display = ""

    def stream(self, origin: str) -> str:
        return f"{origin}/api/display/{self.display}/stream"


@pytest.fixture(params=["postgresql", "redis"])
async def field(
    request: pytest.FixtureRequest,
    hub: "Hub",
    race_rows: Callable[[str, int], list[bytes]],
) -> AsyncIterator[Field]:
    if request.param == "redis":
        hub.more["REDIS_URL"] = request.getfixturevalue("own_redis").url
    hub.more["PROJECT88_SECURITY__SECRET_KEY"] = "the same thirty-two characters on both"
    partner_id, port = await hub.partner_with_port("polder")
    await hub.start_collector(port)
    webs = {number: await start_web(hub, number) for number in (find_port(), find_port())}
    async with AsyncExitStack() as stack:
        pool = await Pool.open(hub.urls.service_url, size=2)
        stack.push_async_callback(pool.close)
        made = Field(hub, partner_id, pool, webs)
        made.balancer = await stack.enter_async_context(balancing(list(webs)))
        made.sender = await Sender.greeted(port)
        stack.push_async_callback(made.sender.leave)
        made.sender.write(*race_rows("start", 1))
        await wait_until(lambda: recorded(hub))
        made.display = (await give_out(pool, "polder", None, timedelta(hours=1))).id
        for number in webs:
            await wait_until(partial(healthy, number))
        yield made


async def start_web(hub: "Hub", port: int) -> asyncio.subprocess.Process:
    return await hub.start("web", WEB__BIND="127.0.0.1", WEB__PORT=port)


async def recorded(hub: "Hub") -> bool:
    return bool(await hub.rows("select from timing_sessions where reads > 0"))


async def healthy(port: int) -> bool:
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"http://127.0.0.1:{port}/api/health")
    except httpx.TransportError:
        return False
    return bool(answer.json()["status"] == "ok")


def shown(screens: Sequence[Screen], tag: str) -> bool:
    return all(tag in screen.seen for screen in screens)


async def a_person(field: Field, email: str) -> None:
    """An owner of the partner, with a password."""
    hashed = await Hasher().hash(PASSWORD)
    async with field.pool.hub("a person for a test") as connection:
        user_id = await connection.fetchval(
            "insert into users (email, name, password_hash) values ($1, 'Mara', $2) returning id",
            email,
            hashed,
        )
    async with field.pool.partner(field.partner_id) as connection:
        await connection.execute(
            "insert into memberships (timing_partner_id, user_id, role) values ($1, $2, 'owner')",
            field.partner_id,
            user_id,
        )


def browser(field: Field) -> httpx.AsyncClient:
    """Every request on a connection of its own, so each goes to the other process."""
    return httpx.AsyncClient(
        base_url=field.balancer.origin,
        trust_env=False,
        timeout=20,
        headers={"Connection": "close", "X-Timing-Partner": "polder"},
    )


async def sign_in(client: httpx.AsyncClient, email: str) -> httpx.Response:
    answer = await client.post("/api/sign-in", json={"email": email, "password": PASSWORD})
    # Without TLS a browser keeps `Secure` cookies of this machine; httpx does not.
    pairs = [cookie.split(";")[0] for cookie in answer.headers.get_list("set-cookie")]
    client.headers["Cookie"] = "; ".join(pairs)
    return answer


async def test_who_signs_in_at_one_web_is_signed_in_at_both(field: Field) -> None:
    await a_person(field, "mara@polder.example")
    async with browser(field) as client:
        answer = await sign_in(client, "mara@polder.example")
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = (await client.get("/api/me")).json()["csrf"]
        before = field.balancer.served.copy()
        told = [
            (await client.patch("/api/me", json={"name": f"Mara {number}"})).status_code
            for number in range(6)
        ]
        assert told == [200] * 6
        assert set((field.balancer.served - before).values()) == {3}
        assert (await client.post("/api/sign-out")).status_code == 204
        answers = [(await client.get("/api/me")).status_code for _ in range(4)]
    assert answers == [401] * 4


async def test_who_used_up_the_tries_at_one_web_has_none_at_the_other(field: Field) -> None:
    await a_person(field, "mara@polder.example")
    wrong = {"email": "mara@polder.example", "password": "not this one"}
    one, other = (f"http://127.0.0.1:{port}/api/sign-in" for port in field.webs)
    async with browser(field) as client:
        told = [(await client.post(one, json=wrong)).status_code for _ in range(40)]
        assert (told[0], told[-1]) == (401, 429)
        assert (await client.post(other, json=wrong)).status_code == 429


async def test_a_read_reaches_the_screens_of_both_webs_at_once(
    field: Field, race_rows: Callable[[str, int], list[bytes]]
) -> None:
    async with AsyncExitStack() as stack:
        screens = [
            await stack.enter_async_context(Screen(field.stream(f"http://127.0.0.1:{port}")))
            for port in field.webs
        ]
        await wait_until(lambda: all(screen.snapshots for screen in screens))
        rows = race_rows("finish", 20)
        for number, row in enumerate(rows, 1):
            sent = time.monotonic()
            field.sender.write(row)
            tag = f"finish-{number}"
            await wait_until(partial(shown, screens, tag))
            assert max(screen.seen[tag] for screen in screens) - sent < AWAKE_S


async def test_the_screens_of_a_killed_web_go_on_at_the_other_and_lose_nothing(
    field: Field, race_rows: Callable[[str, int], list[bytes]]
) -> None:
    count = 600
    tags = {f"finish-{number}" for number in range(1, count + 1)}
    async with AsyncExitStack() as stack:
        screens = [
            await stack.enter_async_context(Screen(field.stream(field.balancer.origin)))
            for _ in range(6)
        ]
        await wait_until(lambda: all(screen.snapshots for screen in screens))
        pushing = asyncio.create_task(field.sender.push(race_rows("finish", count), 2, 0.01))
        await wait_until(lambda: all(len(screen.seen) > 100 for screen in screens))
        victim = next(iter(field.webs.values()))
        victim.send_signal(signal.SIGKILL)
        await victim.wait()
        await pushing
        await wait_until(lambda: all(tags <= screen.seen.keys() for screen in screens))
        assert sorted(screen.connections for screen in screens) == [1, 1, 1, 2, 2, 2]
        assert [screen.gaps for screen in screens] == [[]] * 6


async def registered(hub: "Hub", workers: int) -> bool:
    [(count,)] = await hub.rows("select count(*) from procrastinate.procrastinate_workers")
    return bool(count == workers)


async def test_two_workers_do_each_job_once(field: Field) -> None:
    for _ in range(2):
        await field.hub.start("worker", WORKER__METRICS_PORT=0)
    await wait_until(partial(registered, field.hub, 2))
    app = jobs.build(jobs.connector(field.hub.urls.service_url), field.pool, Settings())
    async with app.open_async():
        for number in range(40):
            task = app.configure_task(
                "close_sessions", lock=f"job {number}", queueing_lock=f"job {number}"
            )
            await task.defer_async(timestamp=number)

    async def done() -> bool:
        [(open_jobs,)] = await field.hub.rows(
            "select count(*) from procrastinate.procrastinate_jobs where status <> 'succeeded'"
        )
        return bool(open_jobs == 0)

    await wait_until(done)
    runs = await field.hub.rows(
        "select job.id, count(*) from procrastinate.procrastinate_jobs job "
        "join procrastinate.procrastinate_events event on event.job_id = job.id "
        "where event.type = 'started' and job.task_name = 'close_sessions' group by 1"
    )
    assert len(runs) >= 40
    assert {count for _, count in runs} == {1}
    workers = await field.hub.rows(
        "select distinct worker_id from procrastinate.procrastinate_jobs "
        "where task_name = 'close_sessions'"
    )
    assert len(workers) == 2


@pytest.mark.parametrize("field", ["redis"], indirect=True)
async def test_redis_dies_in_mid_race_and_everything_heals(
    field: Field, own_redis: "RedisServer", race_rows: Callable[[str, int], list[bytes]]
) -> None:
    await a_person(field, "mara@polder.example")
    rows = race_rows("finish", 60)
    async with browser(field) as client, Screen(field.stream(field.balancer.origin)) as screen:
        await wait_until(lambda: screen.snapshots)
        assert (await sign_in(client, "mara@polder.example")).status_code == 200
        field.sender.write(*rows[:20])
        await wait_until(lambda: "finish-20" in screen.seen)

        own_redis.end()
        field.sender.write(*rows[20:40])
        await wait_until(lambda: "finish-40" in screen.seen)
        refused = [await client.get("/api/me") for _ in range(2)]
        refused.append(await sign_in(client, "mara@polder.example"))
        assert [one.status_code for one in refused] == [503, 503, 503]
        assert all("try again" in one.json()["detail"] for one in refused)
        health = await client.get("/api/health")
        assert (health.status_code, health.json()["redis"]) == (200, "away")
        assert health.json()["status"] == "degraded"

        own_redis.start()
        await wait_until(lambda: healthy(next(iter(field.webs))))
        field.sender.write(*rows[40:])
        await wait_until(lambda: "finish-60" in screen.seen)
        assert (await sign_in(client, "mara@polder.example")).status_code == 200
        assert (await client.get("/api/me")).status_code == 200
        assert (screen.connections, screen.gaps) == (1, [])
    assert all(web.returncode is None for web in field.webs.values())
