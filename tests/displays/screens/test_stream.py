"""The live list says what is new, and ends when its watcher may look no longer."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import msgspec
import pytest

from project88.accounts.access import Caller
from project88.accounts.instants import instant
from project88.accounts.roles import MAY, Role
from project88.displays.screens.listing import Looked
from project88.errors import Unavailable
from project88.web import screens_stream
from project88.web.services import Services

# Any: devices, links and answers of this folder's fixtures.

PATIENCE_S = 20.0


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens_stream, "LOOK_EVERY_S", 0.01)


class Watching:
    """One stream of an operator, and what the gate says when it is asked again."""

    def __init__(self, services: Services, operator: Any, partner: int, wanted: Looked) -> None:
        self.may: Caller | None = Caller(
            "user", operator.user_id, "Ann", "203.0.113.5", MAY[Role.OPERATOR], partner
        )
        self._services, self._wanted = services, wanted

    def chunks(self) -> AsyncGenerator[bytes]:
        async def seen(caller: Caller) -> bytes:
            now = self._services.now()
            return await screens_stream._seen(
                self._services.pool, caller, self._wanted, now, "https://hub.test"
            )

        async def still_may() -> Caller | None:
            return self.may

        assert self.may is not None
        return screens_stream._chunks(seen, self.may, still_may, self._services)


async def following(chunks: AsyncGenerator[bytes], wanted: str) -> Any:
    """The data of the next event of this kind."""
    async with asyncio.timeout(PATIENCE_S):
        async for chunk in chunks:
            name, _, data = chunk.decode().strip().removeprefix("event: ").partition("\ndata: ")
            if name == wanted:
                return msgspec.json.decode(data)
    raise AssertionError(f"no {wanted}")


@pytest.fixture
def watching(services: Services, operator: Any, partner: int) -> Watching:
    return Watching(services, operator, partner, Looked())


async def test_what_is_new_arrives_and_what_is_not_is_a_heartbeat(
    watching: Watching, device: Any, finish: Any, clock: Any
) -> None:
    async with aclosing(watching.chunks()) as chunks:
        assert (await following(chunks, "screens"))["screens"] == []
        one = device()
        await one.enter(finish.address)
        (screen,) = (await following(chunks, "screens"))["screens"]
        assert (screen["number"], screen["state"]) == (1, "never")
        beat = await following(chunks, "hb")
        assert beat["checked"] == clock.ms
        await one.report()
        (screen,) = (await following(chunks, "screens"))["screens"]
        assert (screen["state"], screen["seen_at"]) == (
            "up",
            instant(clock.ms).isoformat().replace("+00:00", "Z"),
        )


async def test_a_watcher_who_was_signed_out_sees_no_more(watching: Watching) -> None:
    async with aclosing(watching.chunks()) as chunks:
        await following(chunks, "screens")
        watching.may = None
        assert await following(chunks, "bye") == {"reason": "access"}


async def test_a_session_that_is_not_the_watchers_any_more_ends_its_stream(
    services: Services, operator: Any, partner: int, finish: Any
) -> None:
    watching = Watching(services, operator, partner, Looked(display_session_id=finish.id))
    async with aclosing(watching.chunks()) as chunks:
        await following(chunks, "screens")
        async with services.pool.partner(partner) as connection:
            await connection.execute("update display_sessions set owner_id = null")
        assert await following(chunks, "bye") == {"reason": "gone"}


async def test_at_the_end_of_the_process_watchers_are_told_to_come_again(
    watching: Watching, services: Services
) -> None:
    async with aclosing(watching.chunks()) as chunks:
        await following(chunks, "screens")
        services.closing.set()
        assert await following(chunks, "bye") == {"reason": "restart"}


async def test_while_the_database_is_away_watchers_keep_what_they_have(
    watching: Watching, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with aclosing(watching.chunks()) as chunks:
        await following(chunks, "screens")
        looked = clock.ms

        async def away(*_: object) -> None:
            raise Unavailable("away")

        monkeypatch.setattr(screens_stream, "look", away)
        clock.ms += 7000
        beat = await following(chunks, "hb")
        assert (beat["now"], beat["checked"]) == (looked + 7000, looked)
