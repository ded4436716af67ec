"""Answers that are made once and given many times.

Bounded by bytes: what was asked for longest ago goes first. While an answer is being made, whoever
else wants it waits for the same one, so that a thousand telephones that hear of a new version at the
same moment cost one look at the database.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Final

import msgspec

MIB: Final = 1024 * 1024


class Kept(msgspec.Struct, frozen=True):
    """A body, packed in every way that it is given; plain when it is small or packed by itself."""

    plain: bytes | None
    gzip: bytes | None = None
    brotli: bytes | None = None

    @property
    def weight(self) -> int:
        return sum(len(body) for body in (self.plain, self.gzip, self.brotli) if body is not None)


class Shelf:
    """Up to `most` bytes of answers."""

    def __init__(self, most: int = 96 * MIB) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._making: dict[Hashable, asyncio.Task[Kept]] = {}
        self.weight = 0

    def has(self, key: Hashable) -> bool:
        """Whether it costs nothing: it is there, or on its way for somebody else."""
        return key in self._kept or key in self._making

    async def of(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """What is kept under this key, made if need be. Raises what `make` raises."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = asyncio.ensure_future(self._put(key, make))
            making.add_done_callback(lambda _: self._making.pop(key))
        # Who gives up waiting does not take it from the others.
        return await asyncio.shield(making)

    async def _put(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        made = await make()
        self._kept[key] = made
        self.weight += made.weight
        while self.weight > self._most and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self.weight -= gone.weight
        return made
