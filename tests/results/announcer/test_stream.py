"""The announcer's stream: a name at once, its time in the same card, ticks of the other, and an end."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from typing import Any

import msgspec
import pytest
from tests.results.conftest import Race, cross

from project88.accounts.access import Caller
from project88.accounts.roles import MAY, Role
from project88.db.listen import Note
from project88.db.pool import Pool
from project88.live import announcers as live
from project88.live import rounds
from project88.live.announcers import Announcers
from project88.relay import Relay
from project88.results.announcer.boards import AnnouncerKey
from project88.results.announcer.cards import Viewer
from project88.results.announcer.watch import Watch
from project88.results.scoring.scoring import score_all

PATIENCE_S = 15.0
ADA = Caller("user", 1, "Ada", "203.0.113.5", MAY[Role.ANNOUNCER])


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LOOK_AT_MOST_EVERY_S", 0.01)
    monkeypatch.setattr(live, "LOOK_EVERY_S", 0.1)
    monkeypatch.setattr(rounds, "HEARTBEAT_S", 0.2)


@pytest.fixture
async def announcers(pool: Pool, relay: Relay, at: Any, clock: Any) -> AsyncIterator[Announcers]:
    at(44)
    opened = Announcers(pool, relay.wakeups, clock)
    yield opened
    await opened.close()


class Stream:
    """Reads one stream, event by event."""

    def __init__(self, chunks: AsyncGenerator[bytes]) -> None:
        self._chunks = chunks

    async def next(self, wanted: str) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            async for chunk in self._chunks:
                head, _, data = chunk.decode().strip().partition("\ndata: ")
                if head == f"event: {wanted}":
                    return msgspec.json.decode(data, type=dict[str, Any])
        raise AssertionError(f"the stream ended before {wanted}")

    async def card(self, key: str, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next changes in which this card is so."""
        while True:
            for card in (await self.next("changes"))["cards"]:
                if card["id"] == key and holds(card):
                    return dict(card)


def opened(announcers: Announcers, run: Any, may: list[Caller | None]) -> AsyncGenerator[bytes]:
    async def still_may() -> Caller | None:
        return may[0]

    key = AnnouncerKey(run.partner, run.event_id)
    return announcers.stream(ADA, key, Watch(), still_may)


async def test_a_name_comes_first_and_then_its_time_in_the_same_card(
    pool: Pool, race: Race, announcers: Announcers
) -> None:
    run = await race(finishers=3, on_course=1)
    await score_all(pool)
    async with aclosing(opened(announcers, run, [ADA])) as chunks:
        stream = Stream(chunks)
        board = await stream.next("board")
        assert [card["runner"]["bib"] for card in board["crossed"]] == ["3", "2", "1"]
        await cross(pool, run, "4", "FINISH", 43.5)
        key = f"{run.people['4']}:Finish"
        heard = await stream.card(key, lambda card: not card["scored"])
        assert heard["runner"]["last_name"] == "Last4"
        await score_all(pool)
        scored = await stream.card(key, lambda card: bool(card["scored"]))
        assert (scored["place_overall"], scored["gun_ms"]) == (4, 2_610_000)


async def test_only_what_is_different_is_sent(
    pool: Pool, race: Race, announcers: Announcers, announcer: Any
) -> None:
    run = await race(finishers=5)
    await score_all(pool)
    ada = await announcer(run)
    async with aclosing(opened(announcers, run, [ADA])) as chunks:
        stream = Stream(chunks)
        await stream.next("board")
        await ada.say((run.people["2"], "at:Finish"))
        changes = await stream.next("changes")
        while not changes["cards"]:
            changes = await stream.next("changes")
        assert [card["runner"]["bib"] for card in changes["cards"]] == ["2"]
        assert changes["missed"]["cards"] == [
            f"{run.people[bib]}:Finish" for bib in ("1", "3", "4")
        ]
        assert "races" not in changes


async def test_a_quiet_stream_beats_and_ends_when_its_watcher_may_no_longer(
    pool: Pool, race: Race, announcers: Announcers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "ASK_AGAIN_S", 0.2)
    run = await race(finishers=1)
    await score_all(pool)
    may: list[Caller | None] = [ADA]
    async with aclosing(opened(announcers, run, may)) as chunks:
        stream = Stream(chunks)
        await stream.next("board")
        assert (await stream.next("hb"))["checked"] > 0
        may[0] = None
        assert (await stream.next("bye"))["reason"] == "access"


async def test_a_deleted_event_is_gone(pool: Pool, race: Race, announcers: Announcers) -> None:
    run = await race(finishers=1)
    async with aclosing(opened(announcers, run, [ADA])) as chunks:
        stream = Stream(chunks)
        await stream.next("board")
        async with pool.partner(run.partner) as connection:
            await connection.execute("update normalized_events set state = 'deleted'")
        assert (await stream.next("bye"))["reason"] == "gone"


async def test_a_hub_that_ends_says_come_again(race: Race, announcers: Announcers) -> None:
    run = await race(finishers=1)
    async with aclosing(opened(announcers, run, [ADA])) as chunks:
        stream = Stream(chunks)
        await stream.next("board")
        closing = asyncio.create_task(announcers.close())
        assert (await stream.next("bye"))["reason"] == "restart"
        await closing


@pytest.mark.parametrize(
    ("note", "woken"),
    [
        (Note("results", "[[7,3,12]]"), [True, False]),
        (Note("announcer", "[7,4]"), [False, True]),
        (Note("live", "[[7,99,5,null]]"), [True, True]),
        (Note("live", "[[8,99,5,null]]"), [False, False]),
        (Note("rosters", ""), [True, True]),
        (Note("results", "nonsense"), [True, True]),
    ],
)
async def test_a_note_wakes_whom_it_concerns(
    announcers: Announcers, note: Note, woken: list[bool]
) -> None:
    viewer = Viewer("user", 1)
    watchers = [live._Watcher(AnnouncerKey(7, event), Watch(), viewer) for event in (3, 4)]
    announcers._watchers.update(watchers)
    concerned = announcers._concerned(note)
    assert [one in concerned for one in watchers] == woken
    announcers._watchers.clear()
