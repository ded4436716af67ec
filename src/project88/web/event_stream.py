"""A live stream as an HTTP answer.

Ends when the stream ends or the browser has gone, whichever is first: both are waited for at the
same time, so that a screen which is switched off leaves nothing behind. Writing waits for the
browser (the server holds back), and only this screen waits.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from litestar.types import (
    ASGIApp,
    HTTPResponseBodyEvent,
    HTTPResponseStartEvent,
    Receive,
    Scope,
    Send,
)

_START: HTTPResponseStartEvent = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        # Some proxies hold an answer back until it is complete, which a stream never is.
        (b"x-accel-buffering", b"no"),
    ],
}


def event_stream(chunks: AsyncGenerator[bytes]) -> ASGIApp:
    """An answer that writes the chunks as they come."""

    async def respond(_scope: Scope, receive: Receive, send: Send) -> None:
        writing = asyncio.create_task(_write(chunks, send))
        leaving = asyncio.create_task(_gone(receive))
        try:
            await asyncio.wait((writing, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            writing.cancel()
            leaving.cancel()
        (outcome, _) = await asyncio.gather(writing, leaving, return_exceptions=True)
        if isinstance(outcome, Exception):
            raise outcome

    return respond


async def _write(chunks: AsyncGenerator[bytes], send: Send) -> None:
    await send({**_START, "headers": list(_START["headers"])})
    async with aclosing(chunks):
        async for chunk in chunks:
            body: HTTPResponseBodyEvent = {
                "type": "http.response.body",
                "body": chunk,
                "more_body": True,
            }
            await send(body)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
