"""Wake-ups by Redis' publish and subscribe, beside those of PostgreSQL.

Posting goes through Redis; what it does not take within half a second goes through PostgreSQL, and
so does everything for the next two seconds, so that screens do not notice that Redis is away.
Listening hears both, because what is told inside a transaction never comes through Redis. A link
that was cut is opened again for ever, and every time listening begins the consumer gets
RECONNECTED, from each of the two.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from types import TracebackType
from typing import Any, Self

from redis.asyncio.client import PubSub

from project88 import log
from project88.db.listen import RECONNECTED, Note, Notifier, listen
from project88.db.outbox import Outbox, Posted
from project88.db.pool import Pool
from project88.relay.in_redis.link import AWAY, Link, text_of
from project88.relay.in_redis.merge import merged

PUBLISH_S = 0.5
ROUND_S = 2.0
_FAREWELL_S = 1.0
_KEEPALIVE_S = 15.0
_ANSWER_S = 5.0
_BACKOFF_S = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
_log = log.get(__name__)


class RedisWakeups:
    """`Wakeups` on Redis."""

    def __init__(self, link: Link, pool: Pool) -> None:
        self._link = link
        self._pool = pool
        self._round = Notifier(pool.dedicated)
        self._outbox = Outbox()
        self._publishing = link.client(answer_s=PUBLISH_S, tries=1)
        self._again_at = 0.0
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        await self._round.__aenter__()
        self._task = asyncio.create_task(self._run(), name="wake-ups")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping = True
        self._outbox.wake()
        if self._task is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL_S):
                    await self._task
        await self._round.__aexit__(kind, error, trace)
        await self._publishing.aclose()

    # Posting -----------------------------------------------------------------------------------

    def post(self, channel: str, payload: str) -> None:
        self._outbox.put(channel, payload)

    async def _run(self) -> None:
        while not self._stopping or self._outbox:
            await self._outbox.filled()
            batch = self._outbox.take()
            if batch and not await self._published(batch):
                for channel, payload in batch:
                    self._round.post(channel, payload)

    async def _published(self, batch: Sequence[Posted]) -> bool:
        """Whether Redis took it; after a refusal it is not asked for a while."""
        loop = asyncio.get_running_loop()
        if loop.time() < self._again_at:
            return False
        told = [
            part for channel, payload in batch for part in (self._link.prefix + channel, payload)
        ]
        try:
            await self._publishing.eval(text_of("publish"), 0, *told)
        except AWAY as error:
            _log.warning("wake-ups go round Redis", reason=str(error))
            self._again_at = loop.time() + ROUND_S
            return False
        return True

    # Listening ---------------------------------------------------------------------------------

    def listen(self, channels: Sequence[str]) -> AsyncGenerator[Note]:
        return merged(listen(self._pool.dedicated, channels), self._heard(channels))

    async def _heard(self, channels: Sequence[str]) -> AsyncGenerator[Note]:
        """What Redis tells, for ever."""
        attempt = 0
        while True:
            try:
                async with aclosing(self._notes(channels)) as notes:
                    async for note in notes:
                        attempt = 0
                        yield note
            except AWAY as error:
                tell = _log.debug if attempt else _log.warning
                tell("listening to Redis was interrupted", reason=str(error))
            await asyncio.sleep(_BACKOFF_S[min(attempt, len(_BACKOFF_S) - 1)])
            attempt += 1

    async def _notes(self, channels: Sequence[str]) -> AsyncGenerator[Note]:
        """Notes of one connection; raises one of `AWAY` when it is lost."""
        names = {f"{self._link.prefix}{channel}".encode(): channel for channel in channels}
        async with self._subscribed(list(names)) as subscription:
            yield RECONNECTED
            while True:
                message = await _next(subscription)
                if message["type"] == "message":
                    payload = message["data"].decode(errors="replace")
                    yield Note(names[message["channel"]], payload)

    @asynccontextmanager
    async def _subscribed(self, names: Sequence[bytes]) -> AsyncIterator[PubSub]:
        """A connection on which all of these are heard."""
        client = self._link.client(tries=1)
        try:
            async with client.pubsub() as subscription:
                await subscription.subscribe(*names)
                for _ in names:
                    await _next(subscription)
                yield subscription
        finally:
            await client.aclose()


async def _next(subscription: PubSub) -> dict[str, Any]:  # Any: the library does not say
    """The next message of any kind; a connection that was silent for long is asked for one."""
    for patience in (_KEEPALIVE_S, _ANSWER_S):
        message: dict[str, Any] | None = await subscription.get_message(timeout=patience)
        if message is not None:
            return message
        await subscription.ping()
    raise TimeoutError("Redis does not answer on the connection that listens")
