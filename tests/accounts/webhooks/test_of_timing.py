"""What happens to timing is told, whoever does it: the collector, the worker, a person."""

import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import pytest

from project88.accounts.roles import Role
from project88.db.pool import Connection, Pool

if TYPE_CHECKING:
    from tests.conftest import SignIn

Told = Callable[[], Awaitable[list[dict[str, Any]]]]
KINDS = ["timing_session.opened", "timing_session.closed", "sender.silent"]


@pytest.fixture
async def told(sign_in: "SignIn", pool: Pool, partner: int) -> Told:
    """What the webhook of `partner` was told, oldest first."""
    owner = await sign_in(Role.OWNER)
    wanted = {"url": "https://hooks.example/x", "kinds": KINDS}
    assert (await owner.post("/api/webhooks", json=wanted)).status_code == 201

    async def look() -> list[dict[str, Any]]:
        async with pool.partner(partner) as connection:
            rows = await connection.fetch("select body from webhook_deliveries order by id")
        return [json.loads(row["body"]) for row in rows]

    return look


async def add_session(connection: Connection, partner: int, key: str = "box") -> int:
    source = await connection.fetchval(
        "insert into timing_sources (timing_partner_id, source_key) values ($1, $2) returning id",
        partner,
        key,
    )
    session: int = await connection.fetchval(
        "insert into timing_sessions (timing_partner_id, source_id, event_day, name, zone, epoch) "
        "values ($1, $2, '2026-06-14', 'Harbour Mile', 'Europe/Amsterdam', 'e') returning id",
        partner,
        source,
    )
    return session


async def test_a_session_that_opens_and_closes_is_told(
    pool: Pool, partner: int, told: Told
) -> None:
    async with pool.partner(partner) as connection:
        session = await add_session(connection, partner)
    async with pool.partner(partner) as connection:
        await connection.execute("update timing_sessions set reads = 5, version = version + 1")
    async with pool.hub("as the worker closes silent sessions") as connection:
        await connection.execute("update timing_sessions set state = 'closed', closed_at = now()")
    messages = await told()
    assert [one["kind"] for one in messages] == ["timing_session.opened", "timing_session.closed"]
    assert messages[1]["partner"] == "polder"
    assert messages[1]["data"] == {
        "session_id": session,
        "name": "Harbour Mile",
        "day": "2026-06-14",
        "zone": "Europe/Amsterdam",
        "reads": 5,
    }


async def test_sessions_of_others_are_not_told(pool: Pool, partner: int, told: Told) -> None:
    async with pool.hub("another partner for a test") as connection:
        other = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('fjord', 'Fjord') returning id"
        )
    for owner in (other, 0):
        async with pool.partner(owner) as connection:
            await add_session(connection, owner)
    assert await told() == []


async def test_a_sender_that_falls_silent_is_told_once(
    pool: Pool, partner: int, told: Told
) -> None:
    async with pool.partner(partner) as connection:
        session = await add_session(connection, partner)
    async with pool.hub("as the collector says who is there") as connection:
        await connection.execute(
            "insert into timing_connections (id, timing_partner_id, session_id, peer, program, "
            "connected_at, heard_at, told_at) values (1, $1, $2, '192.0.2.1', 'Box', now(), now(), now())",
            partner,
            session,
        )
        for state in ("connected", "silent", "silent", "ended"):
            await connection.execute("update timing_connections set state = $1", state)
    [message] = [one for one in await told() if one["kind"] == "sender.silent"]
    assert (message["data"]["session_id"], message["data"]["program"]) == (session, "Box")
    assert "192.0.2.1" not in str(message)


async def test_after_it_the_transaction_is_of_the_partner_it_was_of(
    pool: Pool, partner: int, told: Told
) -> None:
    async with pool.partner(partner) as connection:
        await add_session(connection, partner)
        assert await connection.fetchval("select current_setting('app.partner_id')") == str(partner)
    async with pool.hub("as the worker closes silent sessions") as connection:
        await connection.execute("update timing_sessions set state = 'closed'")
        assert await connection.fetchval("select current_setting('app.partner_id', true)") == ""
