"""A link over a simulated day: it depends on nobody's sign-in and on no process, and ends on time."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import httpx

from project88.accounts.passwords import Hasher
from project88.accounts.roles import Role
from project88.db.embedded import Urls
from project88.db.pool import Pool
from project88.live.hub import Hub
from project88.relay import open as open_relay
from project88.settings import Settings
from project88.web.app import create_app
from project88.web.services import services_of

if TYPE_CHECKING:
    from tests.displays.conftest import Opening, SignIn

HOUR_MS = 3_600_000


async def opens(hub: Callable[..., httpx.AsyncClient], address: str) -> bool:
    answer = await hub("198.51.100.77").get(f"/api/display/{address}")
    assert answer.status_code in {200, 404}
    return answer.status_code == 200


async def opens_after_a_restart(
    database: Urls, settings: Settings, clock: Any, hasher: Hasher, address: str
) -> bool:
    """In a web process of its own, on the same database."""
    pool = await Pool.open(database.service_url)
    try:
        async with open_relay(settings, pool) as relay:
            live = Hub(pool, settings.web, clock)
            services = services_of(pool, live, relay, settings, clock, hasher=hasher)
            transport = httpx.ASGITransport(create_app(services), client=("198.51.100.78", 40000))  # type: ignore[arg-type]
            async with httpx.AsyncClient(
                transport=transport, base_url="https://hub.test"
            ) as client:
                return (await client.get(f"/api/display/{address}")).status_code == 200
    finally:
        await pool.close()


async def test_a_link_works_for_its_day_whatever_becomes_of_its_maker(
    operator: Any,
    sign_in: "SignIn",
    hub: Callable[..., httpx.AsyncClient],
    opened: "Opening",
    pool: Pool,
    database: Urls,
    settings: Settings,
    clock: Any,
    hasher: Hasher,
) -> None:
    session = (await opened())["id"]
    begin, body = clock.ms, {"display_session_id": session}
    link, longer = [
        (await operator.post("/api/display/generate-url", json=body)).json()["id"] for _ in "12"
    ]

    async def all_open(hour: float) -> None:
        clock.ms = begin + int(hour * HOUR_MS)
        assert await opens(hub, link), hour
        assert await opens(hub, longer), hour

    await all_open(1)
    assert (await operator.post("/api/sign-out")).status_code in {200, 204}
    assert (await operator.get("/api/sessions")).status_code == 401
    await all_open(2)
    again = await sign_in(Role.OPERATOR)
    assert (await again.post("/api/sign-out-everywhere")).status_code in {200, 204}
    async with pool.hub("everybody is signed out, and the maker is disabled") as connection:
        await connection.execute("update user_sessions set ended_at = now()")
        await connection.execute(
            "update users set state = 'disabled' where id = $1", operator.user_id
        )
    await all_open(8)
    clock.ms = begin + 12 * HOUR_MS
    assert await opens_after_a_restart(database, settings, clock, hasher, link)
    async with pool.partner(await _partner(pool)) as connection:
        await connection.execute(
            "update memberships set state = 'ended' where user_id = $1", operator.user_id
        )
    await all_open(23.99)
    boss = await sign_in(Role.TIMER)
    extended = await boss.patch(f"/api/display-links/{longer}", json={"hours": 24})
    assert extended.status_code == 200
    clock.ms = begin + 24 * HOUR_MS - 1
    assert await opens(hub, link)
    clock.ms = begin + 24 * HOUR_MS
    assert not await opens(hub, link)
    assert not await opens_after_a_restart(database, settings, clock, hasher, link)
    assert await opens(hub, longer)
    clock.ms = begin + int(47.98 * HOUR_MS)
    assert await opens(hub, longer)
    assert await opens_after_a_restart(database, settings, clock, hasher, longer)
    clock.ms = begin + 48 * HOUR_MS
    assert not await opens(hub, longer)


async def test_an_expired_link_works_again_at_its_address_when_it_is_extended(
    operator: httpx.AsyncClient, hub: Callable[..., httpx.AsyncClient], opened: "Opening",
    clock: Any,
) -> None:  # fmt: skip
    body = {"display_session_id": (await opened())["id"], "hours": 1}
    link = (await operator.post("/api/display/generate-url", json=body)).json()["id"]
    clock.ms += 2 * HOUR_MS
    assert not await opens(hub, link)
    answer = await operator.patch(f"/api/display-links/{link}", json={"hours": 1})
    assert answer.json()["state"] == "open"
    assert await opens(hub, link)


async def _partner(pool: Pool) -> int:
    async with pool.hub("the test's partner") as connection:
        number: int = await connection.fetchval(
            "select id from timing_partners where slug = 'polder'"
        )
    return number
