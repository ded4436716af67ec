"""Requests straight into the application, as a server would hand them in; streams are read a little.

A response that goes on (a live stream) is cut off after its first part; for it that is the answer.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import urlencode

import msgspec
from litestar.types import ASGIApp, Message, Scope

HOST = "hub.test"
ORIGIN = f"https://{HOST}"
ADDRESS = "203.0.113.9"
PATIENCE_S = 20.0


class Asked(msgspec.Struct, frozen=True):
    """A request, without who makes it."""

    method: str
    path: str
    query: Mapping[str, str] = {}
    content: bytes = b""
    kind: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What came back; of a stream only the beginning."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        """All of it, headers too: where a canary might sit."""
        return (
            "\n".join(f"{name}: {value}" for name, value in self.headers)
            + "\n"
            + self.body.decode("utf-8", "replace")
        )

    def json(self) -> Any:  # Any: JSON of many shapes
        return json.loads(self.body)


async def ask(
    app: ASGIApp,
    asked: Asked,
    headers: Mapping[str, str],
    *,
    address: str = ADDRESS,
    enough: Callable[[bytes], bool] = lambda streamed: len(streamed) > 200,
) -> Answer:
    """The answer to one request. Fails when the application raises or does not answer.

    `enough` says of what a stream has sent so far whether that is the answer.
    """
    exchange = _Exchange(asked, enough)
    # The scope of a server has no better type than this.
    scope = cast("Scope", _scope(asked, headers, address))
    serving = asyncio.ensure_future(app(scope, exchange.receive, exchange.send))
    waiting = asyncio.create_task(exchange.enough.wait())
    try:
        await asyncio.wait({serving, waiting}, timeout=PATIENCE_S, return_when="FIRST_COMPLETED")
        if serving.done():
            serving.result()
    finally:
        exchange.gone.set()
        waiting.cancel()
        if not exchange.complete:
            serving.cancel()
        await asyncio.gather(serving, waiting, return_exceptions=True)
    assert exchange.status, f"no answer to {asked.method} {asked.path}"
    return Answer(exchange.status, exchange.headers, exchange.body)


class _Exchange:
    """Both directions of one request."""

    def __init__(self, asked: Asked, is_enough: Callable[[bytes], bool]) -> None:
        self._is_enough = is_enough
        self.status = 0
        self.headers: tuple[tuple[str, str], ...] = ()
        self.body = b""
        self.complete = False
        self.enough = asyncio.Event()
        self.gone = asyncio.Event()
        self._content: bytes | None = asked.content

    async def receive(self) -> Any:  # Any: of litestar's union of messages these are two
        if self._content is not None:
            content, self._content = self._content, None
            return {"type": "http.request", "body": content, "more_body": False}
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = tuple(
                (n.decode("latin-1"), v.decode("latin-1")) for n, v in message["headers"]
            )
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.complete = not message.get("more_body", False)
            if self.complete or (self._streams and self._is_enough(self.body)):
                self.enough.set()

    @property
    def _streams(self) -> bool:
        return any(
            n == "content-type" and v.startswith("text/event-stream") for n, v in self.headers
        )


def _scope(asked: Asked, headers: Mapping[str, str], address: str) -> dict[str, object]:
    told = {"host": HOST, **headers}
    if asked.content:
        told |= {"content-type": asked.kind, "content-length": str(len(asked.content))}
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "https",
        "path": asked.path,
        "raw_path": asked.path.encode(),
        "query_string": urlencode(asked.query).encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in told.items()],
        "client": (address, 40_000),
        "server": (HOST, 443),
        "extensions": {},
        "state": {},
    }
