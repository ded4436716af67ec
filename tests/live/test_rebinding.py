"""What operators change is seen on running screens within a second, without a reconnect."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

if TYPE_CHECKING:
    from tests.live.conftest import Event, Race, Screen, Served

pytestmark = pytest.mark.long

Serving: TypeAlias = "Callable[..., AbstractAsyncContextManager[Served]]"
KEY = "a key that a browser keeps"


@asynccontextmanager
async def within_a_second() -> AsyncIterator[None]:
    async with asyncio.timeout(1):
        yield


async def assigned(screen: "Screen", found: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first assignment of which this is true."""
    while True:
        event = await screen.wait_for("assignment")
        if found(event.data):
            return event.data


async def begun(served: "Served", race: "Race", query: str = "") -> "tuple[str, Screen]":
    """A link, and a screen that has its first picture."""
    address = await race.address()
    screen = await served.watch(address, query=query)
    await screen.wait_for("snapshot")
    return address, screen


async def until(screen: "Screen", versions: dict[int, int]) -> "list[Event]":
    """Every data event until the screen has these versions of these timing sessions."""
    events: list[Event] = []
    while any(
        id_ not in screen.has or screen.has[id_].version < version
        for id_, version in versions.items()
    ):
        events.append(await screen.wait_for("changes", "snapshot"))
    return events


async def test_an_assignment_comes_first_and_says_all(served: "Served", race: "Race") -> None:
    screen = await served.watch(address := await race.address())
    first = await screen.next()
    assert (first.name, first.data["label"]) == ("assignment", "")
    session = first.data["session"]
    assert session["id"] == await race.session_of(address)
    assert (session["mode"], session["template"]) == ("results", "standard")
    assert (session["unknown"], session["settings"]["show_ms"]) == ("hidden", 5000)
    assert first.data["timing"] == [
        {"id": race.session_id, "name": "Harbour Mile", "zone": "Europe/Amsterdam",
         "state": "open", "only_listed": False, "locations": []}
    ]  # fmt: skip
    assert (first.data["screen"], first.data["notice"]) == (None, None)


async def test_two_timing_sessions_share_one_stream_each_with_its_own_versions(
    served: "Served", race: "Race"
) -> None:
    split = await race.another("Split box")
    await split.bind(address := await race.address())
    await race.passes("A1")
    screen = await served.watch(address)
    await until(screen, {race.session_id: 1, split.session_id: 0})
    for number in range(5):
        await race.passes(f"finish-{number}")
        await split.passes(f"split-{number}")
    events = await until(screen, {race.session_id: 6, split.session_id: 5})
    for mat, name in ((race, "finish"), (split, "split")):
        tags = [tag for one in events if one.data["session"] == mat.session_id for tag in one.tags]
        assert tags == [f"{name}-{number}" for number in range(5)]
    beats = [await screen.wait_for("hb") for _ in range(4)]
    assert {beat.data["session"] for beat in beats} == {race.session_id, split.session_id}
    # The id behind the data is what a browser brings when it comes back.
    assert screen.last_id == f"e1:{race.session_id}.6,{split.session_id}.5"


async def test_rebinding_reaches_a_running_screen_and_who_left_is_silent(
    served: "Served", race: "Race"
) -> None:
    other = await race.another("Second box")
    await other.passes("B1", notify=False)
    address, screen = await begun(served, race)
    async with within_a_second():
        await other.bind(address)
        snapshot = await screen.wait_for("snapshot")
    assert (snapshot.data["session"], snapshot.tags) == (other.session_id, ["B1"])
    async with within_a_second():
        await race.unbind(address)
        told = await assigned(screen, lambda data: len(data["timing"]) == 1)
    assert told["timing"][0]["name"] == "Second box"
    await race.passes("A1")
    await other.passes("B2")
    events = await until(screen, {other.session_id: 2})
    assert [event.tags for event in events] == [["B2"]]


async def test_a_timing_session_that_comes_back_begins_with_a_snapshot(
    served: "Served", race: "Race"
) -> None:
    address, screen = await begun(served, race)
    await race.unbind(address)
    await assigned(screen, lambda data: data["timing"] == [])
    assert (await screen.wait_for("hb")).data["session"] is None
    await race.passes("A1")
    await race.bind(address)
    events = await until(screen, {race.session_id: 1})
    assert events[0].name == "snapshot"
    assert [tag for event in events for tag in event.tags] == ["A1"]


async def test_a_display_session_without_timing_sessions_has_a_stream_and_a_beating_heart(
    served: "Served", race: "Race"
) -> None:
    await race.unbind(address := await race.address())
    status, _, body = await served.get(f"/api/display/{address}")
    assert (status, b'"zone":"Europe/Amsterdam"' in body) == (200, True)
    screen = await served.watch(address)
    assert (await screen.next()).name == "assignment"
    for _ in range(2):
        assert (await screen.wait_for("hb", "snapshot", "changes")).name == "hb"
    assert screen.assignment["timing"] == []


async def test_a_restart_in_the_middle_costs_neither_timing_session_anything(
    serving: Serving, race: "Race"
) -> None:
    split = await race.another("Split box")
    await split.bind(address := await race.address())
    async with serving() as before:
        screen = await before.watch(address)
        await until(screen, {race.session_id: 0, split.session_id: 0})
        await race.passes("T1")
        await until(screen, {race.session_id: 1})
    await split.passes("T2", notify=False)
    await race.passes("T3", notify=False)
    async with serving() as after:
        again = await after.watch(address, last=screen.last)
        events = await until(again, {race.session_id: 2, split.session_id: 1})
    assert {event.name for event in events} == {"changes"}
    assert sorted(tag for event in events for tag in event.tags) == ["T2", "T3"]


async def test_each_location_has_an_age_of_its_own(served: "Served", race: "Race") -> None:
    await race.desk(
        "insert into timing_locations (timing_partner_id, session_id, name, newest_received_at) "
        "values ($1, $2, '10K', now() - interval '1 minute')",
        race.partner_id,
        race.session_id,
    )
    _, screen = await begun(served, race)
    await race.passes("A1")
    async with asyncio.timeout(5):
        while len(ages := await _ages(screen)) < 2 or ages["FINISH"] is None:
            pass
    assert ages["10K"] >= 60_000
    assert ages["FINISH"] < 5_000


async def _ages(screen: "Screen") -> dict[str, Any]:
    beat = await screen.wait_for("hb")
    return {one["name"]: one["age"] for one in beat.data["locations"]}


async def test_a_link_that_opens_later_tells_nothing_before_and_opens_by_itself(
    served: "Served", race: "Race"
) -> None:
    await race.passes("A1")
    address = await race.address()
    await race.desk(
        "update display_urls set opens_at = now() + interval '1.2 s' where id = $1", address
    )
    _, _, facts = await served.get(f"/api/display/{address}")
    assert b'"state":"waiting"' in facts
    screen = await served.watch(address)
    first = await screen.next()
    assert (first.data["state"], first.data["session"], first.data["timing"]) == (
        "waiting", None, [],
    )  # fmt: skip
    assert first.data["opens_at"] > first.data["now"]
    seen = [await screen.next()]
    while seen[-1].name == "hb":
        seen.append(await screen.next())
    assert seen[-1].name == "assignment"
    assert seen[-1].data["now"] >= first.data["opens_at"]
    assert (await screen.wait_for("snapshot")).tags == ["A1"]


async def test_a_link_that_is_extended_lives_on_on_its_running_screens(
    served: "Served", race: "Race"
) -> None:
    address = await race.address(ttl=timedelta(seconds=2))
    screen = await served.watch(address)
    await screen.wait_for("snapshot")
    await race.desk(
        "update display_urls set expires_at = now() + interval '1 hour' where id = $1", address
    )
    ends = asyncio.get_running_loop().time() + 2.5
    while asyncio.get_running_loop().time() < ends:
        assert (await screen.next()).name != "bye"


async def test_an_archived_session_ends_its_displays_until_it_is_restored(
    served: "Served", race: "Race"
) -> None:
    address, screen = await begun(served, race)
    archive = "update display_sessions set state = $2 where id = $1"
    session = await race.session_of(address)
    async with within_a_second():
        await race.desk(archive, session, "archived")
        assert (await screen.wait_for("bye")).data == {"reason": "gone"}
    gone = await served.get(f"/api/display/{address}")
    unknown = await served.get("/api/display/ABCDEFGH")
    assert (gone[0], gone[2]) == (404, unknown[2])
    await race.desk(archive, session, "open")
    again = await served.watch(address)
    assert (await again.wait_for("snapshot")).data["session"] == race.session_id


async def test_orders_to_one_screen_reach_that_screen_and_no_other(
    served: "Served", race: "Race"
) -> None:
    address = await race.address()
    number = await race.screen(address, KEY)
    ours = await served.watch(address, query=f"?screen={KEY.replace(' ', '%20')}")
    theirs = await served.watch(address, query="?screen=unknown")
    assert (await ours.next()).data["screen"]["name"] == "Screen 7"
    assert (await theirs.next()).data["screen"] is None
    async with within_a_second():
        await race.desk(
            "update screens set blank = true, template = 'wall', locations = '{FINISH}', "
            "identify_until = now() + interval '10 s', reloads = 1 where id = $1",
            number,
        )
        told = (await ours.wait_for("assignment")).data
    assert (told["session"]["template"], told["screen"]["blank"]) == ("wall", True)
    assert (told["screen"]["locations"], told["screen"]["reloads"]) == (["FINISH"], 1)
    assert 0 < told["screen"]["identify_until"] - told["now"] <= 10_000
    await race.passes("A1")
    while (event := await theirs.next()).name != "changes":
        assert event.name != "assignment"


async def test_a_screen_that_was_pointed_elsewhere_outlives_the_session_of_its_link(
    served: "Served", race: "Race"
) -> None:
    sunday = await race.another("Sunday")
    elsewhere = await race.session_of(await sunday.address())
    address = await race.address()
    number = await race.screen(address, KEY)
    query = f"?screen={KEY.replace(' ', '%20')}"
    screen = await served.watch(address, query=query)
    await screen.wait_for("snapshot")
    async with within_a_second():
        await race.desk(
            "update screens set display_session_id = $2 where id = $1", number, elsewhere
        )
        snapshot = await screen.wait_for("snapshot")
    assert snapshot.data["session"] == sunday.session_id
    over = await race.session_of(address)
    await race.desk("update display_sessions set state = 'archived' where id = $1", over)
    await sunday.passes("B1")
    assert (await screen.wait_for("changes", "bye")).name == "changes"
    assert (await served.get(f"/api/display/{address}{query}"))[0] == 200
    assert (await served.get(f"/api/display/{address}"))[0] == 404


async def test_words_over_screens_come_and_go(served: "Served", race: "Race") -> None:
    address = await race.address()
    screen = await served.watch(address)
    await screen.wait_for("snapshot")
    insert = (
        "insert into screen_notices (timing_partner_id, kind, text, display_session_id, until) "
        "values ($1, $2, $3, $4, now() + $5 * interval '1 s') returning id"
    )
    session = await race.session_of(address)
    async with within_a_second():
        await race.desk(insert, race.partner_id, "message", "Buses leave at five", session, 2.0)
        told = await assigned(screen, lambda data: data["notice"] is not None)
    assert told["notice"]["text"] == "Buses leave at five"
    emergency = await race.desk(insert, race.partner_id, "emergency", "Leave", None, 3600.0)
    told = await assigned(screen, lambda data: data["notice"]["kind"] == "emergency")
    await race.desk(insert, race.partner_id, "message", "Newer", session, 2.0)
    await race.desk("update screen_notices set taken_back_at = now() where id = $1", emergency)
    await assigned(screen, lambda data: data["notice"] and data["notice"]["text"] == "Newer")
    # Over by itself: nobody changes anything.
    async with asyncio.timeout(5):
        await assigned(screen, lambda data: data["notice"] is None)


async def test_what_another_partner_does_is_not_told(
    served: "Served", race: "Race", rival_race: "Race"
) -> None:
    _, screen = await begun(served, race)
    address = await rival_race.address()
    await rival_race.desk(
        "insert into screen_notices (timing_partner_id, kind, text) values ($1, 'emergency', 'X')",
        rival_race.partner_id,
    )
    await rival_race.unbind(address)
    await race.passes("A1")
    while (event := await screen.next()).name != "changes":
        assert event.name == "hb"
