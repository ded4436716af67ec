"""The connections of one process to Redis, and what our scripts are called by.

A server that is away is told as `Unavailable`, with a sentence for whoever waits; the address (and
the password in it) is never repeated. A connection that a restart has cut is opened again once
without anybody noticing.
"""

import importlib.resources
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import Any, TypeAlias

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.commands.core import AsyncScript
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError

from project88 import log
from project88.errors import Misconfigured, Unavailable

AWAY = (RedisError, OSError, TimeoutError)
_CONNECT_S = 1.0
_ANSWER_S = 2.0
_MOST_CONNECTIONS = 32
_log = log.get(__name__)

Value: TypeAlias = str | bytes | int


class Link:
    """One process and its Redis. Nothing is connected before it is needed.

    Raises `Misconfigured` for an address that can't be understood.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        try:
            self._client = self.client()
            # What the address asks for is looked at only now.
            self._client.connection_pool.make_connection()  # type: ignore[no-untyped-call]  # the library has no types here
        except (ValueError, TypeError):
            # The reason would repeat the address, and the password in it.
            raise Misconfigured(
                "REDIS_URL is not an address of Redis, such as "
                "redis://:password@redis.example.org:6379/0."
            ) from None
        number = self._client.connection_pool.connection_kwargs.get("db") or 0
        self.prefix = f"project88:{number}:"
        self._scripts: dict[str, AsyncScript] = {}
        self._away: str | None = None
        """Why it did not answer when last asked; the log says so once, not for every request."""

    def client(self, *, answer_s: float = _ANSWER_S, tries: int = 2) -> Redis:
        """A client of its own; the caller closes it."""
        connections = BlockingConnectionPool.from_url(
            self._url,
            max_connections=_MOST_CONNECTIONS,
            timeout=_ANSWER_S,
            socket_connect_timeout=min(_CONNECT_S, answer_s),
            socket_timeout=answer_s,
            retry=Retry(NoBackoff(), tries - 1, supported_errors=(ConnectionLost,)),
            protocol=2,
        )
        return Redis.from_pool(connections)

    async def close(self) -> None:
        await self._client.aclose()

    async def run(
        self, script: str, keys: Sequence[str], values: Sequence[Value]
    ) -> Any:  # Any: each script answers otherwise
        """What a script of ours answers; raises `Unavailable`."""
        known = self._scripts.get(script)
        if known is None:
            known = self._scripts[script] = self._client.register_script(text_of(script))
        try:
            answer = await known(keys=[self.prefix + key for key in keys], args=values)
        except AWAY as error:
            self._note(str(error) or type(error).__name__)
            raise Unavailable(
                "The hub cannot look after sign-ins right now; please try again in a moment.",
                code="redis_away",
                detail=str(error),
            ) from error
        self._note(None)
        return answer

    def _note(self, away: str | None) -> None:
        if away is not None and self._away is None:
            _log.warning("Redis does not answer", reason=away)
        elif away is None and self._away is not None:
            _log.info("Redis answers again")
        self._away = away

    async def why_away(self) -> str | None:
        """Why Redis does not answer now; None when it does."""
        try:
            await self._client.ping()
        except AWAY as error:
            return str(error) or type(error).__name__
        return None


@asynccontextmanager
async def linked(url: str) -> AsyncIterator[Link]:
    """A link for as long as it is needed."""
    link = Link(url)
    try:
        yield link
    finally:
        await link.close()


@cache
def text_of(script: str) -> str:
    folder = importlib.resources.files(__package__) / "scripts"
    return (folder / f"{script}.lua").read_text(encoding="utf-8")
