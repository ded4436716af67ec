"""A brake on guessing display addresses: only failures count.

Each network address may miss thirty times, and gets one more try every two seconds. Whoever has
used them up is refused without a look at the database, except for addresses that were found lately:
two hundred screens behind one venue's router keep running while somebody there is guessing.

Many networks together are braked too, however many they are: those that have missed share twenty
tries a second, those that never did share fifty others, so that whoever opens a right link for the
first time seldom has to wait for a botnet. `bench/guess.py` computes what that leaves to luck.
"""

from collections import OrderedDict
from typing import TypeVar

from project88.accounts.network import network_of
from project88.errors import Refused

PER_MINUTE = 30
MISSED_PER_MINUTE = 1_200
NEW_PER_MINUTE = 3_000
REMEMBERED = 10_000

T = TypeVar("T")


class TooManyMisses(Refused):
    """This caller, or all callers together, asked for too many displays that do not exist."""

    code = "too_many_misses"
    status = 429


class Bucket:
    """Tries that come back at a steady pace; it begins full. Instants in milliseconds."""

    def __init__(self, per_minute: int, now: int) -> None:
        self._per_minute = per_minute
        self._left = float(per_minute)
        self._at = now

    def left(self, now: int) -> float:
        come_back = (now - self._at) / 60_000 * self._per_minute
        return min(self._per_minute, self._left + come_back)

    def take(self, now: int) -> None:
        """One may be owed: several who came together were let through together."""
        self._left, self._at = self.left(now) - 1, now


class Misses:
    """What each caller has left. Bounded: the callers that missed longest ago are forgotten."""

    def __init__(self, per_minute: int = PER_MINUTE) -> None:
        self._per_minute = per_minute
        self._of: OrderedDict[str, Bucket] = OrderedDict()
        self._found: OrderedDict[str, None] = OrderedDict()
        self._all_missed: Bucket | None = None
        self._all_new: Bucket | None = None

    def check(self, caller: str, address: str | None, now: int) -> None:
        """Raises `TooManyMisses` when this caller has none left, or all together. `now` in milliseconds."""
        if address in self._found:
            return
        network = network_of(caller)
        if self._shared(network, now).left(now) < 1 or self._own(network, now).left(now) < 1:
            raise TooManyMisses(
                "Too many addresses that do not exist were asked for. Please wait a minute."
            )

    def missed(self, caller: str, address: str | None, now: int) -> None:
        self._found.pop(address or "", None)
        network = network_of(caller)
        self._shared(network, now).take(now)
        own = self._own(network, now)
        own.take(now)
        self._of[network] = own
        self._of.move_to_end(network)
        _shorten(self._of)

    def found(self, address: str) -> None:
        self._found[address] = None
        self._found.move_to_end(address)
        _shorten(self._found)

    def _own(self, network: str, now: int) -> Bucket:
        return self._of.get(network) or Bucket(self._per_minute, now)

    def _shared(self, network: str, now: int) -> Bucket:
        if network in self._of:
            self._all_missed = self._all_missed or Bucket(MISSED_PER_MINUTE, now)
            return self._all_missed
        self._all_new = self._all_new or Bucket(NEW_PER_MINUTE, now)
        return self._all_new


def _shorten(memory: OrderedDict[str, T]) -> None:
    while len(memory) > REMEMBERED:
        memory.popitem(last=False)
