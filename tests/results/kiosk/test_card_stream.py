"""Personal cards as telephones follow them: the own splits as they come, and nobody else's."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest
from tests.results.conftest import Race, Raced

from project88.accounts.instants import instant
from project88.db.pool import Pool
from project88.results.kiosk.cards import Admitted, card_of
from project88.web import card_watching
from project88.web.card_watching import CardWatching
from project88.web.services import Services

PATIENCE_S = 20.0


class Phone:
    """Follows one runner."""

    def __init__(self, watching: CardWatching, shown: Admitted) -> None:
        self.chunks: AsyncGenerator[bytes] = watching.stream(shown)

    # Any: an event's JSON.
    async def next(self) -> tuple[str, Any]:
        """The next event but heartbeats."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                chunk = (await anext(self.chunks)).decode()
                if chunk.startswith("event: ") and not chunk.startswith("event: hb"):
                    name, data = chunk.strip().split("\n")
                    return name.removeprefix("event: "), msgspec.json.decode(
                        data.removeprefix("data: ")
                    )


class Course:
    """The race while it is run; who follows is said by `phone`."""

    def __init__(self, services: Services, watching: CardWatching, raced: Raced) -> None:
        self.pool, self.raced, self.watching = services.pool, raced, watching
        self.until = instant(services.now()) + timedelta(hours=24)

    def phone(self, bib: str, until: datetime | None = None) -> Phone:
        runner = self.raced.people[bib]
        shown = Admitted(self.raced.partner, self.raced.event_id, runner, until or self.until)
        return Phone(self.watching, shown)

    async def finishes(self, bib: str, version: int) -> None:
        """As the scorer says it."""
        async with self.pool.partner(self.raced.partner) as connection:
            await connection.execute(
                "update normalized_results set status = 'finished', gun_ms = 3000000, chip_ms = 3000000, "
                "rank_key = 3000000, place_overall = 13, version = $2 where participant_id = $1",
                self.raced.people[bib], version,
            )  # fmt: skip
            note = f"[[{self.raced.partner},{self.raced.event_id},{version}]]"
            await connection.execute("select pg_notify('results', $1)", note)


@pytest.fixture
async def course(
    services: Services, race: Race, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Course]:
    monkeypatch.setattr(card_watching, "LOOK_AT_MOST_EVERY_S", 0.02)
    monkeypatch.setattr(card_watching, "HEARTBEAT_S", 0.5)
    raced = await race(12, 2)
    watching = CardWatching(services.pool, services.relay.wakeups, services.fields, services.now)
    yield Course(services, watching, raced)
    await watching.close()


async def test_a_telephone_sees_the_card_and_then_the_finish(course: Course) -> None:
    phone = course.phone("13")
    async with aclosing(phone.chunks):
        name, card = await phone.next()
        assert (name, card["result"]["status"]) == ("card", "on_course")
        assert [one["point"] for one in card["result"]["arrivals"]] == ["Finish"]
        await course.finishes("13", 2)
        name, card = await phone.next()
        assert (name, card["result"]["status"]) == ("card", "finished")
        assert card["result"]["arrivals"] == []


async def test_only_who_follows_the_runner_is_woken(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    async def counted(pool: Pool, fields: Any, shown: Admitted, now_ms: int) -> Any:
        read.append(shown.participant_id)
        return await card_of(pool, fields, shown, now_ms)

    one, other = course.phone("13"), course.phone("14")
    async with aclosing(one.chunks), aclosing(other.chunks):
        await asyncio.gather(one.next(), other.next())
        # The first note wakes everybody: nobody knows since when to ask.
        waiting = asyncio.ensure_future(other.next())
        await course.finishes("13", 2)
        await one.next()
        monkeypatch.setattr(card_watching, "card_of", counted)
        await course.finishes("14", 3)
        assert (await waiting)[1]["result"]["status"] == "finished"
        assert set(read) == {course.raced.people["14"]}


async def test_a_card_that_is_over_ends_its_stream(course: Course) -> None:
    phone = course.phone("13", until=course.until - timedelta(hours=24))
    async with aclosing(phone.chunks):
        assert await phone.next() == ("bye", {"reason": "over"})


async def test_a_card_of_an_event_that_is_gone_ends_its_stream(course: Course) -> None:
    async with course.pool.partner(course.raced.partner) as connection:
        await connection.execute("update normalized_events set state = 'deleted'")
    phone = course.phone("13")
    async with aclosing(phone.chunks):
        assert await phone.next() == ("bye", {"reason": "gone"})


async def test_a_process_that_ends_says_so(course: Course) -> None:
    phone = course.phone("13")
    async with aclosing(phone.chunks):
        await phone.next()
        waiting = asyncio.ensure_future(phone.next())
        await course.watching.close()
        assert await waiting == ("bye", {"reason": "restart"})


async def test_nothing_streams_to_who_has_no_card(hub: Any) -> None:
    visitor: httpx.AsyncClient = hub()
    answer = await visitor.get("/api/results/canal-run/card/abcdef/stream")
    assert (answer.status_code, answer.json()["code"]) == (404, "card_over")
