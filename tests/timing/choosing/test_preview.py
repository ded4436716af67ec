"""A timing session seen before it is bound: what came last, whose it is, how much, and how old."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.timing.choosing.previews import Previews
from project88.wire.ctp01.events import Event, Read

SignIn = Callable[..., Awaitable[Any]]
Record = Callable[..., Awaitable[object]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]
RECEIVED_MS = 1_782_561_605_000
"""When tests/timing/conftest's recorder receives everything: five seconds after noon UTC."""


def read(seq: int, location: str, tag: str, time: str) -> Event:
    return Read(seq, location, tag, f"2026-06-27T{time}", 0, "0F2A38", 1, "CT01_33")


READS = [
    read(1, "Start", "7", "13:00:01.00"),
    read(2, "Finish", "7", "13:59:58.31"),
    read(3, "Finish", "8", "14:00:01.00"),
    read(4, "Finish", "901", "14:00:02.00"),
]
"""In Amsterdam's time, which is two hours ahead of UTC."""


@pytest.fixture
async def event(pool: Pool, partner: int) -> int:
    """The event of that day; bib 7 is public, bib 8 asked to be hidden."""
    async with pool.partner(partner) as connection:
        number: int = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "values ($1, 'Dike Run', '2026-06-27', 'Europe/Amsterdam') returning id",
            partner,
        )
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, bib, first_name, "
            "last_name, privacy) values ($1, $2, '7', 'Mara', 'Vliet', 'public'), "
            "($1, $2, '8', 'Quiet', 'Runner', 'hidden')",
            partner,
            number,
        )
    return number


@pytest.fixture
async def session(record: Record, look: Look, event: int) -> int:
    """A timing session of the event."""
    await record(READS)
    [(number,)] = await look("select id from timing_sessions")
    assert isinstance(number, int)
    return number


async def test_the_newest_passings_come_with_the_names_that_may_be_shown(
    sign_in: SignIn, session: int, clock: Any
) -> None:
    clock.ms = RECEIVED_MS + 3_000
    browser = await sign_in(Role.OPERATOR)
    answer = await browser.get(f"/api/chronotrack/sessions/{session}/preview")
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    rows = [(one["location"], one["tag"], one["bib"], one["name"]) for one in told["passings"]]
    assert sorted(rows) == [
        ("Finish", "7", "7", "Mara Vliet"),
        ("Finish", "8", "8", None),
        ("Finish", "901", None, None),
        ("Start", "7", "7", "Mara Vliet"),
    ]
    assert "Quiet" not in answer.text
    assert {one["time"] for one in told["passings"]} >= {"13:59:58", "13:00:01"}
    assert told["event"]["name"] == "Dike Run"


async def test_ages_and_minutes_are_by_the_hubs_own_clock(
    sign_in: SignIn, session: int, clock: Any
) -> None:
    clock.ms = RECEIVED_MS + 3_000
    browser = await sign_in(Role.READ_ONLY)
    told = (await browser.get(f"/api/chronotrack/sessions/{session}/preview")).json()
    assert told["now"] == clock.ms
    ages = {one["name"]: (one["age"], one["guessed_role"]) for one in told["locations"]}
    assert ages == {"Start": (3_000, "start"), "Finish": (3_000, "finish")}
    assert told["reads_last_minute"] == 4
    assert sum(told["minutes"]["reads"]) == 4
    assert told["minutes"]["reads"][-1] == 4


async def test_a_clock_that_is_an_hour_ahead_is_followed(
    sign_in: SignIn, record: Record, look: Look, clock: Any
) -> None:
    await record([read(1, "Finish", "7", "15:00:03.00"), read(2, "Finish", "8", "15:00:04.00")])
    [(session,)] = await look("select id from timing_sessions")
    clock.ms = RECEIVED_MS + 10_000
    browser = await sign_in(Role.READ_ONLY)
    told = (await browser.get(f"/api/chronotrack/sessions/{session}/preview")).json()
    assert told["reads_last_minute"] == 2


async def test_at_most_twenty_passings_are_told(
    sign_in: SignIn, record: Record, look: Look, clock: Any
) -> None:
    await record([read(n, "Finish", str(n), f"14:00:{n:02d}.00") for n in range(30)])
    [(session,)] = await look("select id from timing_sessions")
    clock.ms = RECEIVED_MS + 60_000
    browser = await sign_in(Role.READ_ONLY)
    told = (await browser.get(f"/api/chronotrack/sessions/{session}/preview")).json()
    assert [one["tag"] for one in told["passings"]] == [str(n) for n in range(29, 9, -1)]


async def test_another_partners_session_is_not_there(
    sign_in: SignIn, session: int, rival: int
) -> None:
    stranger = await sign_in(Role.OWNER, partner_id=rival)
    for path in ("preview", "preview/stream"):
        answer = await stranger.get(f"/api/chronotrack/sessions/{session}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "no_timing_session")


async def test_who_looks_at_the_same_moment_sees_the_same_picture(
    pool: Pool, partner: int, session: int
) -> None:
    previews = Previews(pool)
    first = await previews.picture(partner, session, RECEIVED_MS)
    assert await previews.picture(partner, session, RECEIVED_MS + 900) is first
    assert await previews.picture(partner, session, RECEIVED_MS + 1_000) is not first
