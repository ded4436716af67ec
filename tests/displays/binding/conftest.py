"""Operators with display sessions of an event, and timing sessions to choose from."""

from collections.abc import Awaitable, Callable

import pytest

from project88.db.pool import Pool

AddEvent = Callable[..., Awaitable[int]]
AddTimingSession = Callable[..., Awaitable[int]]
AddDisplaySession = Callable[..., Awaitable[int]]
Rows = Callable[..., Awaitable[list[tuple[object, ...]]]]


@pytest.fixture
def add_event(pool: Pool, partner: int) -> AddEvent:
    """``await add_event("Dike Run", of=partner)``: the number of a new event of today."""

    async def add(name: str, of: int | None = None) -> int:
        owner = partner if of is None else of
        async with pool.partner(owner) as connection:
            number: int = await connection.fetchval(
                "insert into normalized_events (timing_partner_id, name, event_date) "
                "values ($1, $2, current_date) returning id",
                owner,
                name,
            )
        return number

    return add


@pytest.fixture
def add_timing_session(pool: Pool, partner: int) -> AddTimingSession:
    """``await add_timing_session("Box A", "Start", "Finish", event=7, program="Fusion", state=…)``."""

    async def add(
        name: str,
        *locations: str,
        event: int | None = None,
        program: str = "",
        told: str = "",
        state: str = "open",
        of: int | None = None,
    ) -> int:
        owner = partner if of is None else of
        async with pool.partner(owner) as connection:
            source = await connection.fetchval(
                "insert into timing_sources (timing_partner_id, source_key, program, event_name) "
                "values ($1, $2, $3, $4) returning id",
                owner,
                f"key of {name}",
                program,
                told,
            )
            number: int = await connection.fetchval(
                "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, "
                "name, zone, epoch, state) "
                "values ($1, $2, $3, current_date, $4, 'UTC', 'e1', $5) returning id",
                owner,
                source,
                event,
                name,
                state,
            )
            await connection.execute(
                "insert into timing_locations (timing_partner_id, session_id, name) "
                "select $1, $2, name from unnest($3::text[]) as name",
                owner,
                number,
                locations,
            )
        return number

    return add


@pytest.fixture
def add_display_session(pool: Pool, partner: int) -> AddDisplaySession:
    """``await add_display_session(owner_id, event, state="open", shared=[…])``."""

    async def add(
        owner: int | None,
        event: int | None,
        *,
        state: str = "open",
        shared: tuple[int, ...] = (),
        of: int | None = None,
    ) -> int:
        at = partner if of is None else of
        async with pool.partner(at) as connection:
            number: int = await connection.fetchval(
                "insert into display_sessions (timing_partner_id, event_id, name, owner_id, state) "
                "values ($1, $2, 'Finish line', $3, $4) returning id",
                at,
                event,
                owner,
                state,
            )
            await connection.execute(
                "insert into display_session_people (display_session_id, timing_partner_id, user_id) "
                "select $1, $2, person from unnest($3::int[]) as person",
                number,
                at,
                shared,
            )
        return number

    return add


@pytest.fixture
def rows(pool: Pool, partner: int) -> Rows:
    """Rows of a query as the test's partner sees them."""

    async def asked(sql: str, *values: object) -> list[tuple[object, ...]]:
        async with pool.partner(partner) as connection:
            return [tuple(row) for row in await connection.fetch(sql, *values)]

    return asked


@pytest.fixture
async def rival(pool: Pool) -> int:
    """Another timing partner."""
    async with pool.hub("a second timing partner for a test") as connection:
        number: int = await connection.fetchval(
            "insert into timing_partners (slug, name) values ('rival', 'Rival') returning id"
        )
    return number
