"""Who may call what, and that nobody forgot to say so."""

import asyncio
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

import httpx
import pytest
from litestar import get
from litestar.routes import HTTPRoute

from project88.accounts.access import Access, Needs
from project88.db.pool import Pool
from project88.displays.link import hash_of
from project88.web.app import routes_of
from project88.web.gate import caller_of
from project88.web.misses import BURST, STEP_S
from project88.web.services import Services

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tests.web.conftest import Browser

NO_LOOKALIKES = str.maketrans("01", "YZ")


def test_every_route_says_who_may_call_it(services: Services) -> None:
    silent = [
        f"{', '.join(sorted(handler.http_methods))} {route.path}"
        for route in routes_of(services).routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        if handler.handler_name != "options_handler"
        and not isinstance(handler.opt.get("access"), Access | Needs)
    ]
    assert silent == []


def test_whatever_shows_a_display_asks_for_its_address(services: Services) -> None:
    open_ones = [
        route.path
        for route in routes_of(services).routes
        if isinstance(route, HTTPRoute) and "{address" in route.path
        for handler in route.route_handlers
        if handler.handler_name != "options_handler"
        and handler.opt.get("access") is not Access.DISPLAY_URL
    ]
    assert open_ones == []


async def test_a_route_that_says_nothing_is_closed(services: Services) -> None:
    @get("/forgotten")
    async def forgotten() -> str:
        return "secret"

    app = routes_of(services)
    app.register(forgotten)
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://hub") as client:
        answer = await client.get("/forgotten")
    assert answer.status_code == 403
    assert "secret" not in answer.text


async def guess(client: httpx.AsyncClient, numbers: Iterable[int]) -> list[int]:
    """What each of these addresses, which were never given out, is answered."""
    paths = (f"/api/display/GUESS{number:03d}".translate(NO_LOOKALIKES) for number in numbers)
    return [answer.status_code for answer in await asyncio.gather(*map(client.get, paths))]


async def test_guessing_is_slowed_down(browser: httpx.AsyncClient, clock: "Clock") -> None:
    codes = await guess(browser, range(BURST + 5))
    assert (codes.count(404), codes.count(429)) == (BURST, 5)
    clock.ms += 2_000
    assert sorted(await guess(browser, range(100, 103))) == [404, 429, 429]


async def test_asking_for_the_same_again_guesses_nothing(browser: httpx.AsyncClient) -> None:
    assert set(await guess(browser, [7] * 200)) == {404}
    assert set(await guess(browser, range(8, BURST + 7))) == {404}
    assert await guess(browser, [BURST + 7]) == [429]


async def test_a_guesser_who_is_slowed_down_learns_nothing_from_a_hit(
    browser: httpx.AsyncClient, browser_at: "Browser", address: str
) -> None:
    # Somebody else's screen runs there.
    assert (await browser_at("203.0.113.10").get(f"/api/display/{address}")).status_code == 200
    await guess(browser, range(BURST))
    assert (await browser.get(f"/api/display/{address}")).status_code == 429


async def test_screens_behind_the_guessers_router_keep_running(
    browser: httpx.AsyncClient, address: str
) -> None:
    assert (await browser.get(f"/api/display/{address}")).status_code == 200
    await guess(browser, range(BURST + 10))
    answers = [await browser.get(f"/api/display/{address.lower()}") for _ in range(50)]
    assert {answer.status_code for answer in answers} == {200}


async def test_a_screen_is_let_in_by_its_key_where_all_tries_are_used_up(
    browser: httpx.AsyncClient, pool: Pool, partner: int, address: str
) -> None:
    await guess(browser, range(BURST))
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into screens (timing_partner_id, number, name, key_hash, code, link_id) "
            "values ($1, 7, 'Screen 7', $2, '22222227', $3)",
            partner,
            hash_of("mine"),
            address,
        )
    path = f"/api/display/{address}"
    answers = [(await browser.get(f"{path}?screen={key}")).status_code for key in ("other", "mine")]
    assert answers == [429, 200]


async def test_the_hold_makes_unknown_expired_and_revoked_one_answer(
    browser: httpx.AsyncClient, pool: Pool, partner: int, address: str
) -> None:
    async def answer(of: str) -> tuple[int, bytes, float]:
        began = time.perf_counter()
        told = await browser.get(f"/api/display/{of}")
        return told.status_code, told.content, time.perf_counter() - began

    async with pool.partner(partner) as connection:
        await connection.execute("update display_urls set revoked_at = now()")
    revoked, unknown, nonsense = [await answer(one) for one in (address, "GUESS234", "x")]
    assert revoked[:2] == unknown[:2] == nonsense[:2]
    assert revoked[0] == 404
    assert min(revoked[2], unknown[2], nonsense[2]) >= STEP_S


async def test_guessers_do_not_slow_down_anybody_else(browser_at: "Browser", address: str) -> None:
    guesser, visitor = browser_at("203.0.113.9"), browser_at("203.0.113.10")
    await guess(guesser, range(BURST + 1))
    assert (await visitor.get(f"/api/display/{address}")).status_code == 200


async def test_one_household_of_ipv6_is_one_caller(browser_at: "Browser") -> None:
    household = (browser_at(f"2001:db8:1:2::{number:x}") for number in range(1, BURST + 1))
    await asyncio.gather(*(guess(one, [number]) for number, one in enumerate(household)))
    neighbour = browser_at("2001:db8:1:3::1")
    assert await guess(browser_at("2001:db8:1:2::ff"), [200]) == [429]
    assert await guess(neighbour, [200]) == [404]


@pytest.mark.parametrize(
    ("peer", "forwarded", "caller"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        # What a caller wrote himself stands first; our own proxy adds the last one.
        ("::1", "127.0.0.1, 198.51.100.1", "198.51.100.1"),
    ],
)
def test_only_a_proxy_on_this_machine_is_believed(
    peer: str, forwarded: str | None, caller: str
) -> None:
    headers = [] if forwarded is None else [(b"x-forwarded-for", forwarded.encode())]
    scope = {"type": "http", "client": (peer, 1), "headers": headers}
    assert caller_of(scope) == caller  # type: ignore[arg-type]


async def test_metrics_are_for_this_machine(browser_at: "Browser") -> None:
    answer = await browser_at("127.0.0.1").get("/metrics")
    assert answer.status_code == 200
    assert "project88_live_streams" in answer.text
    assert (await browser_at("203.0.113.9").get("/metrics")).status_code == 403


async def test_metrics_through_the_proxy_are_not_of_this_machine(browser_at: "Browser") -> None:
    headers = {"X-Forwarded-For": "203.0.113.9"}
    assert (await browser_at("127.0.0.1").get("/metrics", headers=headers)).status_code == 403


async def test_metrics_are_for_whoever_has_the_token(browser: httpx.AsyncClient) -> None:
    async def status(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return (await browser.get("/metrics", headers=headers)).status_code

    assert [await status("a-long-token-of-tests"), await status("another")] == [200, 403]
