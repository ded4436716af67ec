"""Screens of display sessions, runners on a finish line, and a look at what was kept."""

from collections.abc import Awaitable, Callable

import msgspec
import pytest

from project88.accounts.instants import instant
from project88.db.pool import Pool
from project88.displays.plays import ScreenSaid, take

NOON_MS = 1_782_561_600_000
"""Noon UTC of 27 June 2026: the instant from which tests count."""

Add = Callable[..., Awaitable[int]]
Say = Callable[..., Awaitable[int]]
Rows = Callable[..., Awaitable[list[tuple[object, ...]]]]


class Said(msgspec.Struct, frozen=True):
    """A play as a screen tells it."""

    at: int
    kind: str = "runner"
    until: int | None = None
    session: int | None = None
    passing: str = ""
    words: str = ""
    latency_ms: int | None = None


@pytest.fixture
def add_screen(pool: Pool, partner: int) -> Add:
    """``await add_screen("Arch")``: the number of a new screen."""

    async def add(name: str = "Arch", of: int | None = None) -> int:
        owner = partner if of is None else of
        async with pool.partner(owner) as connection:
            number: int = await connection.fetchval(
                "insert into screens (timing_partner_id, number, name, key_hash, code) "
                "select $1, count(*) + 1, $2, decode(md5(random()::text), 'hex'), "
                "translate(upper(substr(md5(random()::text), 1, 8)), '01', 'XY') from screens "
                "returning id",
                owner,
                name,
            )
        return number

    return add


@pytest.fixture
def add_opened(pool: Pool, partner: int) -> Add:
    """``await add_opened(owner_id, event)``: the number of a new display session."""

    async def add(
        owner: int | None = None, event: int | None = None, name: str = "Finish line"
    ) -> int:
        async with pool.partner(partner) as connection:
            number: int = await connection.fetchval(
                "insert into display_sessions (timing_partner_id, event_id, name, owner_id) "
                "values ($1, $2, $3, $4) returning id",
                partner,
                event,
                name,
                owner,
            )
        return number

    return add


@pytest.fixture
def say(pool: Pool, partner: int) -> Say:
    """``await say(screen, opened, 12.5, plays…)``: a report so many seconds after noon."""

    async def said(
        screen: int, opened: int | None, second: float, *plays: Said, of: int | None = None
    ) -> int:
        owner = partner if of is None else of
        at = NOON_MS + int(second * 1000)
        async with pool.partner(owner) as connection:
            return await take(connection, owner, [ScreenSaid(screen, opened, at, plays)])

    return said


@pytest.fixture
def play() -> Callable[..., Said]:
    """``play(3.2, passing="1:A1:1")``: something that was shown so many seconds after noon."""

    def made(second: float, until: float | None = None, **more: object) -> Said:
        ends = None if until is None else NOON_MS + int(until * 1000)
        told = {"at": NOON_MS + int(second * 1000), "until": ends, **more}
        return msgspec.convert(told, Said)

    return made


@pytest.fixture
def rows(pool: Pool, partner: int) -> Rows:
    """Rows of a query as the test's partner sees them."""

    async def asked(sql: str, *values: object) -> list[tuple[object, ...]]:
        async with pool.partner(partner) as connection:
            return [tuple(row) for row in await connection.fetch(sql, *values)]

    return asked


class Line(msgspec.Struct, frozen=True):
    """A finish line: its event, its timing session, and the keys of passings by bib ("" unknown)."""

    event: int
    session: int
    keys: dict[str, str]


@pytest.fixture
async def line(pool: Pool, partner: int) -> Line:
    """Mara (bib 7) is public, bib 8 is hidden, and a chip is nobody's; all have crossed the line."""
    async with pool.partner(partner) as connection:
        event = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            "values ($1, 'Dike Run', '2026-06-27') returning id",
            partner,
        )
        source = await connection.fetchval(
            "insert into timing_sources (timing_partner_id, source_key) values ($1, 'k') returning id",
            partner,
        )
        session = await connection.fetchval(
            "insert into timing_sessions (timing_partner_id, source_id, event_id, event_day, name, "
            "zone, epoch) values ($1, $2, $3, '2026-06-27', 'Box A', 'UTC', 'e') returning id",
            partner,
            source,
            event,
        )
        location = await connection.fetchval(
            "insert into timing_locations (timing_partner_id, session_id, name) "
            "values ($1, $2, 'Finish') returning id",
            partner,
            session,
        )
        keys = {}
        for bib, first, last, privacy in (
            ("7", "Mara", "Vliet", "public"),
            ("8", "Quiet", "Runner", "hidden"),
            ("", "", "", ""),
        ):
            person = None
            if bib:
                person = await connection.fetchval(
                    "insert into normalized_participants (timing_partner_id, event_id, bib, "
                    "first_name, last_name, privacy) values ($1, $2, $3, $4, $5, $6) returning id",
                    partner, event, bib, first, last, privacy,
                )  # fmt: skip
            tag = f"A:{bib or '901'}"
            await connection.execute(
                "insert into timing_passings (timing_partner_id, session_id, location_id, tag, "
                "passing_no, participant_id, passing_at, first_read_at, received_at, version) "
                "values ($1, $2, $3, $4, 1, $5, $6, $6, $6, 1)",
                partner, session, location, tag, person, instant(NOON_MS),
            )  # fmt: skip
            keys[bib] = f"{location}:{tag}:1"
    return Line(event, session, keys)
