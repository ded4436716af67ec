"""A brake on guessing display addresses, and answers that tell a guesser nothing.

Each network may ask for so many addresses that it has not asked for lately: sixty at once, and one
more every two seconds, counted for all web processes together. Asking for one again costs nothing,
because nothing is guessed by it: two hundred screens behind one router that come back to a link, dead
or alive, are one try. What a network has found keeps working for it while somebody there is guessing;
to a guesser elsewhere it is an address like any other.

Many networks together are braked too, however many they are: those that have missed share twenty
tries a second, those that never did share fifty others, so that whoever opens a right link for the
first time seldom has to wait for a botnet. `bench/guess.py` computes what that leaves to luck.

An address that was never given out, one that has expired and one that was taken back are the same
answer after the same time: it leaves at full steps of a tenth of a second, whatever the look took.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import NamedTuple

from project88.accounts.network import network_of
from project88.errors import NotFound, Refused, Unavailable
from project88.relay.alone import Alone
from project88.relay.limits import MINUTE_MS, Limits

PER_MINUTE = 30
BURST = 60
MISSED_PER_MINUTE = 1_200
NEW_PER_MINUTE = 3_000
REMEMBERED = 10_000
# So long one asking counts for all: later a link may have been made there, and it is a guess again.
ASKED_LASTS_MS = 10 * MINUTE_MS
FOUND_LASTS_MS = 24 * 60 * MINUTE_MS
# A bucket that was empty is not asked again for so long, and fills up meanwhile: a flood of guesses
# is no load on the server that counts.
EMPTY_LASTS_MS = 500
STEP_S = 0.1


class TooManyMisses(Refused):
    """This caller, or all callers together, asked for too many displays that do not exist."""

    code = "too_many_misses"
    status = 429

    def __init__(self) -> None:
        super().__init__(
            "Too many addresses that do not exist were asked for. Please wait a minute."
        )


class Bucket(NamedTuple):
    """Tries that somebody has; it begins full."""

    name: str
    per_minute: int
    burst: int


_ALL_MISSED = Bucket("displays missed", MISSED_PER_MINUTE, MISSED_PER_MINUTE)
_ALL_NEW = Bucket("displays", NEW_PER_MINUTE, NEW_PER_MINUTE)


class Misses:
    """What each network may ask for."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._alone = Alone()
        self._asked = Memory(ASKED_LASTS_MS)
        self._found = Memory(FOUND_LASTS_MS)
        self._missed = Memory(ASKED_LASTS_MS)
        self._empty = Memory(EMPTY_LASTS_MS)
        self._taking: dict[str, asyncio.Future[bool]] = {}

    async def may_ask(self, caller: str, what: str, now: int) -> bool:
        """Whether this caller may learn if there is such a thing. `now` in ms UTC.

        A try is taken before anybody looks, so that a thousand guesses of one moment get no more.
        """
        network = network_of(caller)
        asked = f"{network} {what}"
        if self._found.has(asked, now) or self._asked.has(asked, now):
            return True
        buckets = self._buckets(network, now)
        if any(self._empty.has(bucket.name, now) for bucket in buckets):
            return False
        # Two hundred screens that come in one moment wait for the same try.
        taking = self._taking.get(asked)
        if taking is None:
            taking = self._taking[asked] = asyncio.ensure_future(self._take(buckets, now))
            taking.add_done_callback(lambda _: self._taking.pop(asked))
        if not await asyncio.shield(taking):
            return False
        self._asked.put(asked, now)
        return True

    def found(self, caller: str, what: str, now: int) -> None:
        """There is such a thing: this network may ask for it whatever it does besides."""
        self._found.put(f"{network_of(caller)} {what}", now)

    def missed(self, caller: str, now: int) -> None:
        """There was nothing: from now on this network shares its tries with others like it."""
        self._missed.put(network_of(caller), now)

    def _buckets(self, network: str, now: int) -> tuple[Bucket, Bucket]:
        """Its own, and the one that it shares with all that are like it."""
        own = Bucket(f"display {network}", PER_MINUTE, BURST)
        return own, _ALL_MISSED if self._missed.has(network, now) else _ALL_NEW

    async def _take(self, buckets: Iterable[Bucket], now: int) -> bool:
        """One of each."""
        for bucket in buckets:
            if not await self._one(bucket, now):
                self._empty.put(bucket.name, now)
                return False
        return True

    async def _one(self, bucket: Bucket, now: int) -> bool:
        try:
            return await self._limits.take(*bucket, now)
        except Unavailable:
            # Displays open while Redis is away; this process then counts for itself.
            return await self._alone.take(*bucket, now)


@asynccontextmanager
async def held() -> AsyncIterator[None]:
    """A refusal leaves this block at a full step of time after it was entered."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        yield
    except (NotFound, TooManyMisses):
        took = loop.time() - began
        await asyncio.sleep(STEP_S - took % STEP_S)
        raise


class Memory:
    """When something was the case last. Bounded: what was longest ago is forgotten."""

    def __init__(self, lasts_ms: int) -> None:
        self._lasts_ms = lasts_ms
        self._at: OrderedDict[str, int] = OrderedDict()

    def has(self, what: str, now: int) -> bool:
        at = self._at.get(what)
        return at is not None and now - at < self._lasts_ms

    def put(self, what: str, now: int) -> None:
        self._at[what] = now
        self._at.move_to_end(what)
        while len(self._at) > REMEMBERED:
            self._at.popitem(last=False)
