"""Sessions keep the same promises wherever they are kept."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from project88.db.pool import Pool
from project88.relay import Relay
from project88.relay.sessions import Facts, Sessions, SignedIn

NOW = 1_900_000_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

NewUser = Callable[[], Awaitable[int]]


@pytest.fixture
def sessions(opened: Relay) -> Sessions:
    return opened.sessions


async def begin(sessions: Sessions, user: int, now: int = NOW) -> tuple[str, SignedIn]:
    return await sessions.begin(user, {"how": "password"}, "192.0.2.7", "Firefox", now, DAY)


async def test_a_secret_leads_to_its_session(sessions: Sessions, new_user: NewUser) -> None:
    user = await new_user()
    secret, begun = await begin(sessions, user)
    assert begun == SignedIn(
        begun.id, user, {"how": "password"}, "192.0.2.7", "Firefox", NOW, NOW, NOW + DAY
    )
    assert await sessions.find(secret, NOW) == begun


async def test_nothing_else_leads_to_a_session(sessions: Sessions, new_user: NewUser) -> None:
    secret, begun = await begin(sessions, await new_user())
    for guess in ("", begun.id, secret[:-1], secret + "x", "\udcff", "a\0b", "x" * 10_000):
        assert await sessions.find(guess, NOW) is None


async def test_facts_of_every_kind_come_back_as_they_were(
    sessions: Sessions, new_user: NewUser
) -> None:
    facts: Facts = {"text": "Zoë ~ \"'", "big": 2**53 + 1, "part": 0.25, "yes": True, "none": None}
    secret, _ = await sessions.begin(await new_user(), facts, "", "", NOW, DAY)
    found = await sessions.find(secret, NOW)
    assert found is not None
    assert found.facts == facts


async def test_a_change_of_facts_keeps_the_others(sessions: Sessions, new_user: NewUser) -> None:
    facts: Facts = {"waiting": True, "how": "password"}
    secret, begun = await sessions.begin(await new_user(), facts, "", "", NOW, DAY)
    assert await sessions.change(begun.id, {"waiting": False, "proved_ms": NOW})
    found = await sessions.find(secret, NOW)
    assert found is not None
    assert found.facts == {"waiting": False, "how": "password", "proved_ms": NOW}


async def test_a_session_ends_at_its_time(sessions: Sessions, new_user: NewUser) -> None:
    secret, _ = await begin(sessions, await new_user())
    for hour in range(1, 24):
        assert await sessions.find(secret, NOW + hour * HOUR) is not None
    assert await sessions.find(secret, NOW + DAY - 1) is not None
    assert await sessions.find(secret, NOW + DAY) is None


async def test_a_session_that_is_idle_for_two_hours_ends(
    sessions: Sessions, new_user: NewUser
) -> None:
    user = await new_user()
    secret, _ = await begin(sessions, user)
    assert await sessions.find(secret, NOW + 2 * HOUR - 1) is not None
    assert await sessions.find(secret, NOW + 4 * HOUR - 1) is None
    assert await sessions.of_user(user, NOW + 4 * HOUR - 1) == []


async def test_being_seen_is_noted_once_a_minute(sessions: Sessions, new_user: NewUser) -> None:
    secret, _ = await begin(sessions, await new_user())
    seen = []
    for now in (NOW + 1_000, NOW + MINUTE, NOW + MINUTE + 1_000, NOW + 2 * MINUTE):
        found = await sessions.find(secret, now)
        assert found is not None
        seen.append(found.seen_ms - NOW)
    assert seen == [0, MINUTE, MINUTE, 2 * MINUTE]


async def test_a_person_sees_only_his_own_sessions_last_seen_first(
    sessions: Sessions, new_user: NewUser
) -> None:
    user, other = await new_user(), await new_user()
    _, first = await begin(sessions, user)
    _, second = await begin(sessions, user, NOW + MINUTE)
    _, foreign = await begin(sessions, other)
    assert await sessions.of_user(user, NOW + MINUTE) == [second, first]
    assert await sessions.of_user(other, NOW + MINUTE) == [foreign]


async def test_an_ended_session_is_gone_for_good(sessions: Sessions, new_user: NewUser) -> None:
    user = await new_user()
    secret, begun = await begin(sessions, user)
    assert await sessions.end(user, begun.id)
    assert not await sessions.end(user, begun.id)
    assert not await sessions.change(begun.id, {"how": "again"})
    assert await sessions.find(secret, NOW) is None
    assert await sessions.of_user(user, NOW) == []


async def test_nobody_ends_the_session_of_another(sessions: Sessions, new_user: NewUser) -> None:
    user, other = await new_user(), await new_user()
    secret, begun = await begin(sessions, user)
    assert not await sessions.end(other, begun.id)
    assert await sessions.end_all(other) == 0
    assert await sessions.find(secret, NOW) is not None


async def test_signing_out_everywhere_may_keep_this_one(
    sessions: Sessions, new_user: NewUser
) -> None:
    user = await new_user()
    secrets = [await begin(sessions, user) for _ in range(3)]
    kept, session = secrets[1]
    assert await sessions.end_all(user, except_id=session.id) == 2
    found = [await sessions.find(secret, NOW) for secret, _ in secrets]
    assert [one is not None for one in found] == [False, True, False]
    assert await sessions.end_all(user) == 1
    assert await sessions.find(kept, NOW) is None


async def test_a_request_under_way_does_not_bring_an_ended_session_back(
    sessions: Sessions, new_user: NewUser
) -> None:
    user = await new_user()
    secret, begun = await begin(sessions, user)
    finds = [sessions.find(secret, NOW + MINUTE + number) for number in range(20)]
    changes = [sessions.change(begun.id, {"n": number}) for number in range(20)]
    await asyncio.gather(*finds, sessions.end(user, begun.id), *changes)
    assert await sessions.find(secret, NOW + 2 * MINUTE) is None
    assert await sessions.of_user(user, NOW + 2 * MINUTE) == []


async def test_a_browser_that_talks_too_much_is_cut_short(
    sessions: Sessions, new_user: NewUser
) -> None:
    user = await new_user()
    _, begun = await sessions.begin(user, {}, "", "M\0" + "x" * 100_000, NOW, DAY)
    assert await sessions.of_user(user, NOW) == [begun]
    assert len(begun.user_agent) < 500


async def test_the_table_holds_no_secret(sessions: Sessions, new_user: NewUser, pool: Pool) -> None:
    secret, _ = await begin(sessions, await new_user())
    async with pool.hub("read everything that is kept of a session") as connection:
        rows = await connection.fetch("select to_jsonb(user_sessions)::text from user_sessions")
    assert secret.encode().hex() not in str(rows)
    assert secret not in str(rows)
