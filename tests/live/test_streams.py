"""Screens on real sockets, with a real web server and a real database behind them."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest

if TYPE_CHECKING:
    from tests.live.conftest import Event, Race, Screen, Served

pytestmark = pytest.mark.long

Serving: TypeAlias = "Callable[..., AbstractAsyncContextManager[Served]]"


async def started(served: "Served", race: "Race") -> "Screen":
    """A screen that has its first picture."""
    screen = await served.watch(await race.address())
    await screen.wait_for("snapshot")
    return screen


async def changes_until(screen: "Screen", version: int) -> "list[Event]":
    """Every data event up to and with this version."""
    events: list[Event] = []
    while not events or events[-1].data["version"] < version:
        events.append(await screen.wait_for("changes", "snapshot"))
    return events


async def test_a_screen_starts_with_a_snapshot_and_then_hears_changes(
    served: "Served", race: "Race"
) -> None:
    await race.passes("A1")
    screen = await served.watch(await race.address())
    snapshot = await screen.wait_for("snapshot")
    assert screen.first_line == "retry: 500"
    assert b"x-accel-buffering: no" in screen.head
    assert b"cache-control: no-store" in screen.head
    assert (snapshot.place, snapshot.tags) == ("e1:1", ["A1"])
    assert snapshot.data["timing"]["name"] == "Harbour Mile"
    assert [location["name"] for location in snapshot.data["locations"]] == ["FINISH"]
    await race.passes("B2")
    change = await screen.wait_for("changes")
    assert (change.place, change.data["since"], change.tags) == ("e1:2", 1, ["B2"])


async def test_a_screen_that_comes_back_gets_exactly_what_it_missed(
    served: "Served", race: "Race"
) -> None:
    screen = await started(served, race)
    seen: list[str] = []
    for lap in range(6):
        version = await race.passes(f"during-{lap}")
        for event in await changes_until(screen, version):
            assert event.name == "changes"
            seen += event.tags
        await screen.close()
        version = await race.passes(f"away-{lap}")
        screen = await served.watch(await race.address(), last=screen.last)
        for event in await changes_until(screen, version):
            assert event.name == "changes"
            seen += event.tags
    assert seen == [f"{when}-{lap}" for lap in range(6) for when in ("during", "away")]


async def test_the_place_may_come_in_the_address_where_no_header_can_be_sent(
    served: "Served", race: "Race"
) -> None:
    first = await started(served, race)
    await race.passes("T1")
    await first.wait_for("changes")
    screen = await served.watch(await race.address(), query=f"?last=e1:{race.session_id}.0")
    assert (await screen.wait_for("changes", "snapshot")).tags == ["T1"]


async def test_a_restart_of_the_web_process_costs_a_screen_nothing(
    serving: Serving, race: "Race"
) -> None:
    async with serving() as before:
        screen = await started(before, race)
        await race.passes("T1")
        await screen.wait_for("changes")
    await race.passes("T2", notify=False)
    await race.passes("T3", notify=False)
    async with serving() as after:
        again = await after.watch(await race.address(), last=screen.last)
        events = await changes_until(again, 3)
    assert [(event.name, event.tags) for event in events] == [
        ("changes", ["T2"]),
        ("changes", ["T3"]),
    ]


async def test_a_gap_that_the_ring_has_forgotten_gets_a_snapshot(
    serving: Serving, race: "Race"
) -> None:
    async with serving(ring=3) as served:
        screen = await started(served, race)
        for number in range(5):
            version = await race.passes(f"T{number}")
            await changes_until(screen, version)
        returning = await served.watch(await race.address(), last=f"e1:{race.session_id}.1")
        event = await returning.wait_for("changes", "snapshot")
        assert (event.name, event.place) == ("snapshot", "e1:5")


@pytest.mark.parametrize("last", ["e0:{}.1", "e1:{}.99", "e1:1", "nonsense"])
async def test_a_place_that_is_not_of_this_database_gets_a_snapshot(
    served: "Served", race: "Race", last: str
) -> None:
    await race.passes("T1")
    screen = await served.watch(await race.address(), last=last.format(race.session_id))
    event = await screen.wait_for("changes", "snapshot")
    assert (event.name, event.place) == ("snapshot", "e1:1")


async def test_a_restored_database_is_noticed_while_screens_watch(
    served: "Served", race: "Race"
) -> None:
    screen = await started(served, race)
    await race.sql("update timing_sessions set epoch = 'e2' where id = $1")
    await race.passes("T1")
    event = await screen.wait_for("changes", "snapshot")
    assert (event.name, event.place[:3]) == ("snapshot", "e2:")
    # The hub may have looked between the two.
    while event.place != "e2:1":
        event = await screen.wait_for("changes", "snapshot")


async def test_a_flood_reaches_the_screen_as_a_picture(served: "Served", race: "Race") -> None:
    screen = await started(served, race)
    await race.crowd(2000)
    event = await screen.wait_for("changes", "snapshot")
    assert (event.name, event.place, len(event.tags)) == ("snapshot", "e1:1", 50)


async def test_heartbeats_tell_the_age_of_the_newest_read_and_it_grows(
    served: "Served", race: "Race"
) -> None:
    screen = await started(served, race)
    assert (await screen.wait_for("hb")).data["age"] is None
    await race.passes("T1")
    await screen.wait_for("changes")
    beats = [await screen.wait_for("hb") for _ in range(4)]
    ages = [beat.data["age"] for beat in beats]
    assert ages == sorted(set(ages))
    assert ages[-1] - ages[0] == pytest.approx(beats[-1].data["now"] - beats[0].data["now"], abs=1)
    assert all(beat.data["version"] == 1 for beat in beats)


async def test_a_display_of_one_partner_never_hears_the_other(
    served: "Served", race: "Race", rival_race: "Race"
) -> None:
    ours, theirs = await started(served, race), await started(served, rival_race)
    for number in range(10):
        await rival_race.passes(f"theirs-{number}")
        await race.passes(f"ours-{number}")
    for screen, whose in ((ours, "ours"), (theirs, "theirs")):
        heard = [tag for event in await changes_until(screen, 10) for tag in event.tags]
        assert heard == [f"{whose}-{number}" for number in range(10)]


async def test_a_screen_that_reads_nothing_holds_up_nobody_and_skips_to_the_latest(
    serving: Serving, race: "Race"
) -> None:
    async with serving(ring=8, heartbeat_s=30) as served:
        slow, quick = await started(served, race), await started(served, race)
        for _ in range(60):
            version = await race.crowd(500)
            events = await changes_until(quick, version)
            assert [event.name for event in events] == ["changes"]
        (feed, _) = next(iter(served.services.hub._readers.values()))
        assert feed.ring.next_place - feed.ring.first_place == 8
        events = await changes_until(slow, version)
    names = [event.name for event in events]
    assert names.count("snapshot") == 1
    at = 0
    for event in events:
        assert event.name == "snapshot" or event.data["since"] == at
        at = event.data["version"]
    # What the sockets held, then one leap over what the ring had forgotten.
    assert len(events) < 60


async def test_an_address_that_expires_ends_its_stream_and_opens_no_other(
    served: "Served", race: "Race"
) -> None:
    address = await race.address(ttl=timedelta(seconds=1))
    screen = await served.watch(address)
    assert (await screen.wait_for("bye")).data == {"reason": "expired"}
    expired = await served.get(f"/api/display/{address}/stream")
    unknown = await served.get("/api/display/ABCDEFGH/stream")
    assert expired[0] == unknown[0] == 404
    assert expired[2] == unknown[2]


async def test_when_we_go_every_screen_hears_a_bye_at_once(serving: Serving, race: "Race") -> None:
    async with serving() as served:
        screens = [await started(served, race) for _ in range(20)]
        served.stop.set()
        async with asyncio.timeout(1):
            for screen in screens:
                assert (await screen.wait_for("bye")).data == {"reason": "restart"}
                with pytest.raises(EOFError):
                    await screen.next()


async def test_a_screen_that_is_switched_off_leaves_nothing_behind(
    served: "Served", race: "Race"
) -> None:
    screens = [await started(served, race) for _ in range(10)]
    assert served.services.hub.screens == 10
    for screen in screens:
        await screen.close()
    await asyncio.wait_for(served.services.hub.empty.wait(), 10)
    assert served.services.hub.screens == 0
