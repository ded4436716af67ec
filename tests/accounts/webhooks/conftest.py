"""A receiver of webhooks: a real HTTP server on this machine that answers as it is told."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from project88.accounts.secrets import Secrets, secrets_of
from project88.accounts.webhooks.carrying import Courier
from project88.accounts.webhooks.sending import sender
from project88.db.pool import Pool
from project88.settings import Settings, WebhookSettings

if TYPE_CHECKING:
    from tests.conftest import Clock


class Request(msgspec.Struct, frozen=True):
    """What came in."""

    line: str
    headers: dict[str, str]
    body: bytes


class Receiver:
    """Answers each request with the next of `answers`, and with 200 when there is none."""

    def __init__(self) -> None:
        self.port = 0
        self.requests: list[Request] = []
        self.answers: list[bytes] = []
        self.silent = False
        self.heard = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?from=hub"

    def will_answer(self, status: int, body: str = "", **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} Said", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.answers.append(("\r\n".join(lines) + "\r\n\r\n" + body).encode())

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers["content-length"]))
            self.requests.append(Request(head[0], headers, body))
            self.heard.set()
            if self.silent:
                await reader.read()
                return
            writer.write(
                self.answers.pop(0)
                if self.answers
                else b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
            )
            await writer.drain()
        finally:
            writer.close()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver on this machine."""
    made = Receiver()
    server = await asyncio.start_server(made.answer, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


@pytest.fixture
def settings() -> Settings:
    """A hub that lets webhooks go to this machine."""
    return Settings.model_validate(
        {
            "security": {"secret_key": "a key of thirty-two characters, or more"},
            "webhooks": {"allow_private": True, "timeout_s": 2, "tries": 3},
        }
    )


@pytest.fixture
def secrets(settings: Settings) -> Secrets:
    return secrets_of(settings.security)


@pytest.fixture
async def courier(
    pool: Pool, settings: Settings, secrets: Secrets, clock: "Clock"
) -> AsyncIterator[Any]:
    """`await courier()` carries with the test's clock; other settings may be given."""
    chance = random.Random(1).random
    async with AsyncExitStack() as stack:

        async def make(chosen: WebhookSettings = settings.webhooks) -> Courier:
            # What was announced a moment ago by the database's clock is due.
            clock.ms += 5_000
            sends = await stack.enter_async_context(sender(chosen))
            return Courier(pool, sends, secrets, chosen, clock, chance)

        yield make
