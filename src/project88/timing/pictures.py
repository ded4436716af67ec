"""What people look at again and again: looked at once, however many people look.

A picture of something is made by a *lookout*, which may remember what helps it with the next look.
Lookouts are kept for some minutes after the last look. Who asks for a thing of another partner asks
for another lookout, which finds nothing there.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, Protocol, TypeVar

from project88.db.pool import Connection, Pool

FRESH_MS = 1_000
KEPT_MS = 10 * 60_000
MOST_KEPT = 64


class Dated(Protocol):
    """A picture says when it was made, in milliseconds UTC."""

    @property
    def now(self) -> int: ...


Picture = TypeVar("Picture", bound=Dated)
Seen_co = TypeVar("Seen_co", bound=Dated, covariant=True)


class Lookout(Protocol[Seen_co]):
    """Looks at one thing, in a transaction of its partner; raises `NotFound`."""

    async def look(self, connection: Connection, now: int) -> Seen_co: ...


class PictureKey(NamedTuple):
    """A thing is asked for together with its partner."""

    partner_id: int
    number: int


class _Kept(Generic[Picture]):
    def __init__(self, lookout: Lookout[Picture]) -> None:
        self.lookout = lookout
        self.lock = asyncio.Lock()
        self.picture: Picture | None = None
        self.asked_at = 0


class Pictures(Generic[Picture]):
    """Hands out pictures that are a second old at most. `lookout` makes one for a number."""

    def __init__(self, pool: Pool, lookout: Callable[[int], Lookout[Picture]]) -> None:
        self._pool = pool
        self._lookout = lookout
        self._kept: dict[PictureKey, _Kept[Picture]] = {}

    async def picture(
        self, partner_id: int, number: int, now: int, fresh_ms: int = FRESH_MS
    ) -> Picture:
        """The picture of the partner's thing with this number. `now` in milliseconds UTC.

        :raises NotFound: the partner has no such thing.
        :raises Unavailable: the database is away.
        """
        key = PictureKey(partner_id, number)
        kept = self._kept.get(key) or _Kept(self._lookout(number))
        async with kept.lock:
            made = kept.picture
            if made is None or not 0 <= now - made.now < fresh_ms:
                made = await self._look(key, kept, now)
            kept.asked_at = now
        return made

    async def _look(self, key: PictureKey, kept: _Kept[Picture], now: int) -> Picture:
        try:
            async with self._pool.partner(key.partner_id) as connection:
                kept.picture = await kept.lookout.look(connection, now)
        except BaseException:
            # Half of a look may have been learned; the next one begins with nothing.
            self._kept.pop(key, None)
            kept.lookout, kept.picture = self._lookout(key.number), None
            raise
        kept.asked_at = now
        self._kept[key] = kept
        for old in list(self._too_old(now)):
            del self._kept[old]
        return kept.picture

    def _too_old(self, now: int) -> Iterator[PictureKey]:
        by_age = sorted(self._kept, key=lambda key: self._kept[key].asked_at)
        surplus = len(by_age) - MOST_KEPT
        for number, key in enumerate(by_age):
            if number < surplus or now - self._kept[key].asked_at > KEPT_MS:
                yield key
