"""A screen that falls silent is told once, and once more when it is back."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from project88.accounts.webhooks import Kind
from project88.db.pool import Pool
from project88.displays.screens.silence import notice_silence
from project88.errors import Unavailable
from project88.worker.screens import Watch

# Any: devices, links and answers of this folder's fixtures.

Told = Callable[[], Awaitable[list[tuple[str, Any]]]]


@pytest.fixture
async def told(pool: Pool, partner: int) -> Told:
    """What a webhook that wants to know of screens hears: kind and data, oldest first."""
    async with pool.partner(partner) as connection:
        await connection.execute(
            "insert into webhooks (timing_partner_id, url, kinds, secret) "
            "values ($1, 'https://results.example/hook', $2, '')",
            partner, [Kind.SCREEN_DOWN, Kind.SCREEN_UP],
        )  # fmt: skip

    async def bodies() -> list[tuple[str, Any]]:
        async with pool.partner(partner) as connection:
            rows = await connection.fetch("select body from webhook_deliveries order by id")
        found = [msgspec.json.decode(row["body"]) for row in rows]
        return [(one["kind"], one["data"]) for one in found]

    return bodies


async def test_silence_is_told_once_and_so_is_the_return(
    device: Any, finish: Any, pool: Pool, clock: Any, told: Told
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report()
    clock.ms += 29_000
    assert await notice_silence(pool, clock.ms) == 0
    clock.ms += 2_000
    assert await notice_silence(pool, clock.ms) == 1
    assert await notice_silence(pool, clock.ms) == 0
    [(kind, data)] = await told()
    assert (kind, data["number"], data["reason"]) == ("screen.down", 1, "silent")
    assert data["display_session_id"] == finish.id
    for _ in range(2):
        await one.report()
    assert [kind for kind, _ in await told()] == ["screen.down", "screen.up"]


async def test_a_page_that_was_closed_says_so(
    device: Any, finish: Any, pool: Pool, clock: Any, told: Told
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report()
    await one.leave()
    clock.ms += 31_000
    await notice_silence(pool, clock.ms)
    assert [data["reason"] for _, data in await told()] == ["closed"]


async def test_nobody_waits_for_a_screen_whose_link_has_ended_or_that_was_forgotten(
    device: Any, finish: Any, operator: Any, opened: Any, pool: Pool, partner: int, clock: Any, told: Told
) -> None:  # fmt: skip
    forgotten, ended = device(), device()
    await forgotten.enter(finish.address)
    await ended.enter((await opened(operator)).address)
    for one in (forgotten, ended):
        await one.report()
    await operator.delete(f"/api/screens/{forgotten.screen['id']}")
    async with pool.partner(partner) as connection:
        await connection.execute(
            "update display_urls set revoked_at = now() where id = $1", ended.address
        )
    clock.ms += 31_000
    assert await notice_silence(pool, clock.ms) == 0
    assert await told() == []


async def test_a_screen_that_was_taken_over_while_down_is_up_again(
    device: Any, finish: Any, pool: Pool, clock: Any, told: Told
) -> None:
    dead, spare = device(), device()
    await dead.enter(finish.address)
    await dead.report()
    clock.ms += 31_000
    await notice_silence(pool, clock.ms)
    await spare.take_over(finish.address, dead.screen["code"])
    await spare.report()
    assert [kind for kind, _ in await told()] == ["screen.down", "screen.up"]


async def test_nobody_is_judged_before_screens_had_time_to_be_heard(
    device: Any, finish: Any, pool: Pool, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = device()
    await one.enter(finish.address)
    await one.report()
    watch = Watch(pool, clock)
    for ms, missing in ((29_000, 0), (1_001, 1)):
        clock.ms += ms
        assert await watch.look() == missing
    await one.report()

    async def away(*_: object) -> int:
        raise Unavailable("away")

    clock.ms += 60_000
    with monkeypatch.context() as broken:
        broken.setattr("project88.worker.screens.notice_silence", away)
        assert await watch.look() == 0
    for ms, missing in ((29_000, 0), (1_001, 1)):
        clock.ms += ms
        assert await watch.look() == missing
