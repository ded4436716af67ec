"""A partner with a timing session and an event, its operators, and display sessions of theirs."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool

# Any: an answer's JSON, and a browser with its own fields.
SignIn = Callable[..., Awaitable[Any]]
Opening = Callable[..., Awaitable[dict[str, Any]]]


async def insert_session(pool: Pool, partner_id: int) -> int:
    async with pool.partner(partner_id) as connection:
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') "
            "returning id",
            partner_id,
        )
        session: int = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_day, name, zone, "
            "epoch) values ($1, $2, current_date, 'Harbour Mile', 'Europe/Amsterdam', 'e1') "
            "returning id",
            partner_id,
            source,
        )
    return session


@pytest.fixture
async def session(pool: Pool, partner: int) -> int:
    """The id of a timing session of the test's partner."""
    return await insert_session(pool, partner)


@pytest.fixture
async def rival_session(pool: Pool) -> int:
    """The id of a timing session of another partner."""
    async with pool.hub("a second timing partner for a test") as connection:
        rival = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    return await insert_session(pool, rival)


@pytest.fixture
async def event(pool: Pool, partner: int, session: int) -> int:
    """An event of today, to which the session is bound."""
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Harbour Mile', current_date, 'Europe/Amsterdam') returning id",
            partner,
        )
        await connection.execute(
            "update timing_sessions set event_id = $2 where id = $1", session, number
        )
    return number


@pytest.fixture
async def operator(sign_in: SignIn) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = await sign_in(Role.OPERATOR, name="Ada")
    return browser


@pytest.fixture
async def other(sign_in: SignIn) -> httpx.AsyncClient:
    """Another operator of the same partner."""
    browser: httpx.AsyncClient = await sign_in(Role.OPERATOR, name="Bo")
    return browser


@pytest.fixture
async def manager(sign_in: SignIn) -> httpx.AsyncClient:
    """A timer, who manages everyone's displays."""
    browser: httpx.AsyncClient = await sign_in(Role.TIMER, name="Cleo")
    return browser


@pytest.fixture
def opened(operator: httpx.AsyncClient, event: int) -> Opening:
    """``await opened(name="Finish")``: a display session of the operator's."""

    async def make(by: httpx.AsyncClient = operator, **fields: object) -> dict[str, Any]:
        answer = await by.post("/api/sessions/create", json={"event_id": event, **fields})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    return make
