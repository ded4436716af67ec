"""Wake-ups keep the same promises whoever carries them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

import pytest

from project88.db.listen import Kind, Note, Notifier
from project88.db.pool import Pool
from project88.relay import Relay
from project88.relay.in_redis.merge import merged
from project88.relay.wakeups import Wakeups
from project88.settings import Settings

PATIENCE_S = 10.0


class Ear:
    """What one process hears; notes that only say that listening began are counted."""

    def __init__(self, wakeups: Wakeups, *channels: str) -> None:
        self._wakeups = wakeups
        self._channels = channels
        self.began = 0
        self.heard: list[Note] = []
        self._more = asyncio.Condition()

    async def run(self) -> None:
        async with aclosing(self._wakeups.listen(self._channels)) as notes:
            async for note in notes:
                async with self._more:
                    if note.kind is Kind.RECONNECTED:
                        self.began += 1
                    else:
                        self.heard.append(note)
                    self._more.notify_all()

    async def until(self, *, heard: int = 0, began: int = 0) -> list[Note]:
        async with asyncio.timeout(PATIENCE_S), self._more:
            await self._more.wait_for(lambda: len(self.heard) >= heard and self.began >= began)
        return self.heard


@asynccontextmanager
async def ear(wakeups: Wakeups, begins: int, *channels: str) -> AsyncIterator[Ear]:
    """An ear that hears by every way there is."""
    made = Ear(wakeups, *channels)
    task = asyncio.create_task(made.run())
    try:
        await made.until(began=begins)
        yield made
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def ways(settings: Settings) -> int:
    """By how many ways a note may come: PostgreSQL is always one."""
    return 1 if settings.redis.url is None else 2


async def test_a_note_wakes_every_process_that_listens(opened: Relay, ways: int) -> None:
    async with ear(opened.wakeups, ways, "live") as one, ear(opened.wakeups, ways, "live") as other:
        opened.wakeups.post("live", "session 7, Zoë")
        for each in (one, other):
            assert await each.until(heard=1) == [Note("live", "session 7, Zoë")]


async def test_equal_notes_that_wait_go_out_once_and_in_order(opened: Relay, ways: int) -> None:
    async with ear(opened.wakeups, ways, "live", "senders") as listening:
        for payload in ("7", "7", "8", "7"):
            opened.wakeups.post("live", payload)
        opened.wakeups.post("senders", "7")
        heard = await listening.until(heard=3)
    assert heard == [Note("live", "7"), Note("live", "8"), Note("senders", "7")]


async def test_other_channels_are_not_heard(opened: Relay, ways: int) -> None:
    async with ear(opened.wakeups, ways, "live") as listening:
        opened.wakeups.post("templates", "3")
        opened.wakeups.post("live", "7")
        assert await listening.until(heard=1) == [Note("live", "7")]


async def test_what_is_told_in_a_transaction_is_always_heard(
    opened: Relay, ways: int, pool: Pool
) -> None:
    async with (
        ear(opened.wakeups, ways, "live") as listening,
        Notifier(pool.dedicated) as transaction,
    ):
        transaction.post("live", "corrected")
        assert await listening.until(heard=1) == [Note("live", "corrected")]


async def test_a_note_is_not_a_parcel(opened: Relay) -> None:
    with pytest.raises(ValueError, match="too long"):
        opened.wakeups.post("live", "x" * 8000)


async def test_ten_thousand_notes_come_in_order(opened: Relay, ways: int) -> None:
    async with ear(opened.wakeups, ways, "live") as listening:
        for number in range(10_000):
            opened.wakeups.post("live", str(number))
            if number % 100 == 0:
                await asyncio.sleep(0)
        heard = await listening.until(heard=10_000)
    assert [note.payload for note in heard] == [str(number) for number in range(10_000)]


async def test_a_way_that_fails_by_a_bug_is_not_silence() -> None:
    async def broken() -> AsyncIterator[Note]:
        yield Note("live", "last")
        raise RuntimeError("a bug")

    async def silent() -> AsyncIterator[Note]:
        await asyncio.Event().wait()
        yield Note()

    notes = merged(broken(), silent())  # type: ignore[arg-type]
    assert await anext(notes) == Note("live", "last")
    with pytest.raises(RuntimeError, match="a bug"):
        await anext(notes)
