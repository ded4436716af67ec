"""An operator with a display session and a link to it, and devices that open the link."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Protocol

import httpx
import pytest

from project88.accounts.instants import instant
from project88.accounts.roles import Role
from project88.db.pool import Pool
from project88.displays.address import new_address
from project88.web.services import Services

# Any: an answer's JSON.
SignIn = Callable[..., Awaitable[Any]]
Json = dict[str, Any]


class Ticking(Protocol):
    """The clock of the running hub."""

    ms: int


class Opened:
    """A display session and a link to it."""

    def __init__(self, display_session_id: int, address: str) -> None:
        self.id, self.address = display_session_id, address


Open = Callable[..., Awaitable[Opened]]


@pytest.fixture
def opened(pool: Pool, partner: int, clock: Ticking) -> Open:
    """``await opened(browser)``: a display session that the person in that browser owns, with a link;
    another link to the same with `session`.
    """

    async def make(
        owner: Any = None,
        *,
        of: int | None = None,
        session: int | None = None,
        event: int | None = None,
        name: str = "Finish line",
        hours: float = 24,
    ) -> Opened:
        at, user_id = partner if of is None else of, getattr(owner, "user_id", owner)
        async with pool.partner(at) as connection:
            if session is None:
                session = await connection.fetchval(
                    "insert into display_sessions (timing_partner_id, event_id, name, owner_id) "
                    "values ($1, $2, $3, $4) returning id",
                    at, event, name, user_id,
                )  # fmt: skip
            address = new_address()
            await connection.execute(
                "insert into display_urls (id, timing_partner_id, display_session_id, expires_at) "
                "values ($1, $2, $3, $4)",
                address, at, session, instant(clock.ms) + timedelta(hours=hours),
            )  # fmt: skip
        assert session is not None
        return Opened(session, address)

    return make


class Device:
    """A browser on a wall; it keeps its key."""

    def __init__(self, client: httpx.AsyncClient, services: Services) -> None:
        self.client, self._services, self.key, self.address = client, services, "", ""
        self.screen: Json = {}

    async def enter(self, address: str, **more: object) -> httpx.Response:
        self.address = address
        answer = await self.client.post(
            f"/api/display/{address}/screen", json={"key": self.key or None, **more}
        )
        if answer.status_code == 200:
            self.screen = answer.json()
            self.key = self.screen["key"]
        return answer

    async def take_over(self, address: str, code: str) -> httpx.Response:
        answer = await self.client.post(
            f"/api/display/{address}/screen/take-over", json={"code": code}
        )
        if answer.status_code == 200:
            self.screen, self.address = answer.json(), address
            self.key = self.screen["key"]
        return answer

    async def report(self, *, plays: list[Json] | None = None, **report: object) -> int:
        """The status; what was said is written."""
        answer = await self.client.post(
            f"/api/display/{self.address}/screen/report",
            json={"key": self.key, "report": report, "plays": plays or []},
        )
        await self._services.gathering.write()
        return answer.status_code

    async def leave(self) -> int:
        answer = await self.client.post(
            f"/api/display/{self.address}/screen/leave", json={"key": self.key}
        )
        return answer.status_code


NewDevice = Callable[..., Device]


@pytest.fixture
def device(hub: Callable[..., httpx.AsyncClient], services: Services) -> NewDevice:
    """``device()``: a browser that never was here."""
    return lambda address="203.0.113.9": Device(hub(address), services)


@pytest.fixture
async def operator(sign_in: SignIn) -> Any:
    return await sign_in(Role.OPERATOR)


@pytest.fixture
async def finish(opened: Open, operator: Any) -> Opened:
    """The operator's display session."""
    return await opened(operator)


Seen = Callable[..., Awaitable[list[Json]]]


@pytest.fixture
def seen() -> Seen:
    """``await seen(browser)``: the screens that are listed there."""

    async def look(browser: httpx.AsyncClient, **query: Any) -> list[Json]:
        answer = await browser.get("/api/screens", params=query)
        assert answer.status_code == 200, answer.text
        screens: list[Json] = answer.json()["screens"]
        return screens

    return look


Order = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def order() -> Order:
    """``await order(browser, {"all": True}, "blank", on=True)``."""

    async def tell(browser: httpx.AsyncClient, to: Json, do: str, **more: object) -> httpx.Response:
        return await browser.post(
            "/api/screens/orders", json={"to": to, "order": {"do": do, **more}}
        )

    return tell
