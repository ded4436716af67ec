"""Timing sessions over HTTP: listed for those who may see timing, moved by those who may correct it."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.wire.ctp01.events import Event, Read

SignIn = Callable[..., Awaitable[Any]]
Record = Callable[..., Awaitable[object]]
Look = Callable[..., Awaitable[list[tuple[object, ...]]]]
READS: Sequence[Event] = [
    Read(1, "Finish", "7", "2026-06-27T11:00:00.31", 0, "0F2A38", 1, "CT01_33"),
    Read(2, "Finish", "901", "2026-06-27T11:00:01.00", 0, "0F2A38", 1, "CT01_33"),
    Read(3, "Start", "901", "2026-06-27T10:00:01.00", 0, "0F2A38", 1, "CT01_33"),
]


@pytest.fixture
async def events(pool: Pool, partner: int) -> list[int]:
    """Two events of another day, so that no session finds them by itself; bib 7 runs in the first."""
    async with pool.partner(partner) as connection:
        rows = await connection.fetch(
            "insert into normalized_events (timing_partner_id, name, event_date, zone) "
            "select $1, name, '2026-06-20', 'Europe/Amsterdam' "
            "from unnest(array['Dike Run', 'Harbour Mile']) as name returning id",
            partner,
        )
        await connection.execute(
            "insert into normalized_participants (timing_partner_id, event_id, bib) "
            "values ($1, $2, '7')",
            partner,
            rows[0]["id"],
        )
    return [row["id"] for row in rows]


@pytest.fixture
async def session(record: Record, look: Look, events: list[int]) -> int:
    """A timing session without an event."""
    await record(READS)
    [(number,)] = await look("select id from timing_sessions")
    assert isinstance(number, int)
    return number


async def test_a_session_is_listed_with_what_was_counted(
    sign_in: SignIn, session: int, look: Look
) -> None:
    browser = await sign_in(Role.READ_ONLY)
    page = (await browser.get("/api/timing-sessions")).json()
    [told] = page["items"]
    assert page["after"] is None
    assert (told["id"], told["day"], told["event"]) == (session, "2026-06-27", None)
    assert [one["name"] for one in told["locations"]] == ["Finish", "Start"]
    assert (told["reads"], told["tags"], told["unknown_tags"]) == (3, 2, 2)
    assert told["first_read"] < told["last_read"] <= told["newest_received"]
    assert (told["state"], told["live"]) == ("open", "never")


async def test_sessions_come_in_pages_the_newest_first(
    sign_in: SignIn, record: Record, session: int
) -> None:
    for host in ("10.0.0.1", "10.0.0.2"):
        await record(READS, host=host)
    browser = await sign_in(Role.READ_ONLY)
    first = (await browser.get("/api/timing-sessions?limit=2")).json()
    rest = (await browser.get(f"/api/timing-sessions?limit=2&after={first['after']}")).json()
    numbers = [one["id"] for one in first["items"] + rest["items"]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 3
    assert rest["after"] is None


async def test_a_session_is_bound_matched_and_noted(
    sign_in: SignIn, session: int, events: list[int], look: Look
) -> None:
    browser = await sign_in(Role.TIMER)
    answer = await browser.post(f"/api/events/{events[0]}/timing-sessions/{session}")
    assert answer.status_code == 200
    told = answer.json()
    assert told["event"] == {"id": events[0], "name": "Dike Run"}
    assert (told["tags"], told["passings"]) == (1, 1)
    [one] = (await browser.get(f"/api/timing-sessions?event_id={events[0]}")).json()["items"]
    assert (one["tags"], one["unknown_tags"]) == (2, 1)
    assert (await browser.get(f"/api/timing-sessions?event_id={events[1]}")).json()["items"] == []
    noted = "select action, subject_id, event_id, actor_kind from audit_entries where subject = $1"
    assert await look(noted, "timing session") == [("bound", str(session), events[0], "user")]


async def test_a_session_moves_to_another_event_and_out_of_it(
    sign_in: SignIn, session: int, events: list[int], look: Look
) -> None:
    browser = await sign_in(Role.TIMER)
    for event in events:
        assert (
            await browser.post(f"/api/events/{event}/timing-sessions/{session}")
        ).status_code == 200
    gone = await browser.delete(f"/api/events/{events[0]}/timing-sessions/{session}")
    assert gone.status_code == 404
    left = await browser.delete(f"/api/events/{events[1]}/timing-sessions/{session}")
    assert (left.status_code, left.json()["event"]) == (200, None)
    assert await look("select event_id from timing_sessions") == [(None,)]
    noted = "select action from audit_entries where subject = 'timing session' order by id"
    assert await look(noted) == [("bound",), ("bound",), ("unbound",)]


async def test_a_look_is_no_leave_to_move(sign_in: SignIn, session: int, events: list[int]) -> None:
    browser = await sign_in(Role.OPERATOR)
    path = f"/api/events/{events[0]}/timing-sessions/{session}"
    assert (await browser.post(path)).status_code == 403
    assert (await browser.delete(path)).status_code == 403


async def test_neither_the_session_nor_the_event_of_another_partner_can_be_used(
    sign_in: SignIn, session: int, events: list[int], rival: int, pool: Pool, look: Look
) -> None:
    async with pool.partner(rival) as connection:
        theirs = await connection.fetchval(
            "insert into normalized_events (timing_partner_id, name, event_date) "
            "values ($1, 'Night Run', '2026-06-27') returning id",
            rival,
        )
    ours, stranger = await sign_in(Role.OWNER), await sign_in(Role.OWNER, partner_id=rival)
    for browser, event in ((stranger, theirs), (stranger, events[0]), (ours, theirs)):
        answer = await browser.post(f"/api/events/{event}/timing-sessions/{session}")
        assert answer.status_code == 404
    assert (await stranger.get("/api/timing-sessions")).json()["items"] == []
    assert await look("select event_id from timing_sessions") == [(None,)]


async def test_a_deleted_event_takes_no_session(
    sign_in: SignIn, session: int, events: list[int], pool: Pool, partner: int
) -> None:
    async with pool.partner(partner) as connection:
        await connection.execute("update normalized_events set state = 'deleted'")
    browser = await sign_in(Role.TIMER)
    answer = await browser.post(f"/api/events/{events[0]}/timing-sessions/{session}")
    assert answer.status_code == 404
