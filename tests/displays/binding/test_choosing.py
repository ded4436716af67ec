"""The timing sessions to choose from: found by words, with what they feed, and what nobody claimed."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from project88.accounts.roles import Permission, Role
from project88.db.pool import Pool

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]
Add = Callable[..., Awaitable[int]]
Rows = Callable[..., Awaitable[list[tuple[object, ...]]]]
LIST = "/api/chronotrack/sessions"


@pytest.fixture
async def event(add_event: Add) -> int:
    return await add_event("Dike Run")


async def names(browser: Any, **query: object) -> list[str]:
    answer = await browser.get(LIST, params=query)
    assert answer.status_code == 200, answer.text
    return [one["name"] for one in answer.json()["items"]]


async def test_every_word_is_found_in_name_sender_told_event_or_event(
    sign_in: SignIn, event: int, add_timing_session: Add
) -> None:
    await add_timing_session("Box A", event=event, program="Fusion Timing")
    await add_timing_session("Box B", told="Harbour 100%", program="MiniTrack")
    await add_timing_session("50_50")
    browser = await sign_in(Role.READ_ONLY)
    found = {
        "": ["50_50", "Box B", "Box A"],
        "box": ["Box B", "Box A"],
        "BOX fusion": ["Box A"],
        "dike": ["Box A"],
        "  harbour   box ": ["Box B"],
        "100%": ["Box B"],
        "%": ["Box B"],
        "_": ["50_50"],
        "box dike harbour": [],
    }
    for search, expected in found.items():
        assert await names(browser, search=search) == expected, search


async def test_active_ones_and_past_ones(sign_in: SignIn, add_timing_session: Add) -> None:
    await add_timing_session("Now")
    await add_timing_session("Then", state="closed")
    browser = await sign_in(Role.READ_ONLY)
    assert await names(browser, state="active") == ["Now"]
    assert await names(browser, state="past") == ["Then"]
    assert await names(browser, state="all") == await names(browser) == ["Then", "Now"]
    assert (await browser.get(LIST, params={"state": "odd"})).status_code in {400, 422}


async def test_they_come_in_pages(sign_in: SignIn, add_timing_session: Add) -> None:
    for number in range(5):
        await add_timing_session(f"Box {number}")
    browser = await sign_in(Role.READ_ONLY)
    told, after = [], None
    for _ in range(3):
        page = (
            await browser.get(LIST, params={"limit": 2} | ({"after": after} if after else {}))
        ).json()
        told += [one["name"] for one in page["items"]]
        after = page["after"]
    assert told == ["Box 4", "Box 3", "Box 2", "Box 1", "Box 0"]
    assert after is None


async def test_locations_say_their_age_and_what_they_seem_to_be(
    sign_in: SignIn, add_timing_session: Add, pool: Pool, partner: int, clock: Any
) -> None:
    await add_timing_session("Box A", "Finish", "Mat 3")
    async with pool.partner(partner) as connection:
        await connection.execute(
            "update timing_locations set newest_received_at = "
            "timestamptz 'epoch' + $1 * interval '1 millisecond' where name = 'Finish'",
            clock.ms - 42_000,
        )
    browser = await sign_in(Role.READ_ONLY)
    [told] = (await browser.get(LIST)).json()["items"]
    places = [(one["name"], one["age"], one["guessed_role"]) for one in told["locations"]]
    assert places == [("Finish", 42_000, "finish"), ("Mat 3", None, None)]
    assert (told["live"], told["age"]) == ("never", None)


async def test_chips_are_counted_again_when_the_session_has_moved(
    sign_in: SignIn, add_timing_session: Add, pool: Pool, partner: int
) -> None:
    moving = await add_timing_session("Box A", "Finish")
    await add_timing_session("Box B", "Finish")
    browser = await sign_in(Role.READ_ONLY)

    async def told() -> dict[str, tuple[int, int]]:
        items = (await browser.get(LIST)).json()["items"]
        return {one["name"]: (one["tags"], one["unknown_tags"]) for one in items}

    async def passes(tag: str, version: int) -> None:
        async with pool.partner(partner) as connection:
            await connection.execute(
                "insert into timing_passings (timing_partner_id, session_id, location_id, tag, "
                "passing_no, passing_at, first_read_at, received_at, version) select $1, $2, id, $3, "
                "1, now(), now(), now(), $4 from timing_locations where session_id = $2",
                partner,
                moving,
                tag,
                version,
            )
            await connection.execute(
                "update timing_sessions set version = $2 where id = $1", moving, version
            )

    assert await told() == {"Box A": (0, 0), "Box B": (0, 0)}
    await passes("A1", 1)
    assert await told() == {"Box A": (1, 1), "Box B": (0, 0)}
    await passes("A2", 2)
    assert await told() == {"Box A": (2, 2), "Box B": (0, 0)}


async def test_each_sees_which_of_their_own_display_sessions_it_feeds(
    sign_in: SignIn,
    with_key: SignIn,
    event: int,
    add_timing_session: Add,
    add_display_session: Add,
) -> None:
    ann, bob = await sign_in(Role.OPERATOR), await sign_in(Role.OPERATOR)
    session = await add_timing_session("Box A", event=event)
    hers = await add_display_session(ann.user_id, event)
    shared = await add_display_session(ann.user_id, event, shared=(bob.user_id,))
    nobodys = await add_display_session(None, event)
    timer = await sign_in(Role.TIMER)
    for opened in (hers, shared, nobodys):
        answer = await timer.post(f"{LIST}/{session}/select", json={"display_session_id": opened})
        assert answer.status_code == 200

    async def fed(browser: Any) -> list[int]:
        [told] = (await browser.get(LIST)).json()["items"]
        return [one["id"] for one in told["bound_to"]]

    assert await fed(ann) == [hers, shared]
    assert await fed(bob) == [shared]
    assert await fed(timer) == [hers, shared, nobodys]
    assert await fed(await sign_in(Role.READ_ONLY)) == []
    assert await fed(await with_key({Permission.TIMING_VIEW, Permission.DISPLAYS_RUN})) == [nobodys]


async def test_what_nobody_claimed_is_for_hub_administrators(
    sign_in: SignIn, add_timing_session: Add, rows: Rows, event: int
) -> None:
    session = await add_timing_session("Stray", "Finish", program="Fusion", told="Dike Run", of=0)
    administrator = await sign_in(Role.OWNER, hub_administrator=True)
    [stream] = (await administrator.get(LIST)).json()["unclaimed"]
    assert (stream["program"], stream["told_event"]) == ("Fusion", "Dike Run")
    assert (stream["timing_sessions"], stream["reads"], stream["newest_received"]) == (1, 0, None)
    owner = await sign_in(Role.OWNER)
    assert (await owner.get(LIST)).json()["unclaimed"] == []
    path = f"/api/chronotrack/unclaimed/{stream['id']}/claim"
    assert (await owner.post(path, json={"partner": "polder"})).status_code == 403

    claimed = await administrator.post(path, json={"partner": "polder"})
    assert claimed.status_code == 200, claimed.text
    assert claimed.json() == {
        "key": "key of Stray", "timing_sessions": 1, "reads": 0, "found_event": 1, "zones": ["UTC"],
    }  # fmt: skip
    page = (await administrator.get(LIST)).json()
    assert page["unclaimed"] == []
    assert [(one["id"], one["event"]["id"]) for one in page["items"]] == [(session, event)]
    noted = "select actor_kind, actor_id from audit_entries where action = 'claimed'"
    assert await rows(noted) == [("user", administrator.user_id)]
    again = await administrator.post(path, json={"partner": "polder"})
    assert again.status_code == 409


async def test_a_stream_is_claimed_for_a_partner_that_there_is(
    sign_in: SignIn, add_timing_session: Add
) -> None:
    await add_timing_session("Stray", of=0)
    administrator = await sign_in(None, hub_administrator=True)
    for path, partner in ((1, "nobody"), (4711, "polder"), (1, "unclaimed")):
        answer = await administrator.post(
            f"/api/chronotrack/unclaimed/{path}/claim", json={"partner": partner}
        )
        assert answer.status_code == 404, answer.text
    wrong = await administrator.post("/api/chronotrack/unclaimed/1/claim", json={"partner": "A B"})
    assert wrong.status_code in {400, 422}
