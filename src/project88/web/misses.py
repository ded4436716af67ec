"""A brake on guessing display addresses: only failures count.

Each network address may miss thirty times, and gets one more try every two seconds. Whoever has
used them up is refused without a look at the database, except for addresses that were found lately:
two hundred screens behind one venue's router keep running while somebody there is guessing.
"""

from collections import OrderedDict
from typing import TypeVar

from project88.accounts.network import network_of
from project88.errors import Refused

PER_MINUTE = 30
REMEMBERED = 10_000

T = TypeVar("T")


class TooManyMisses(Refused):
    """This caller asked for too many displays that do not exist."""

    code = "too_many_misses"
    status = 429


class Misses:
    """What each caller has left. Bounded: the callers that missed longest ago are forgotten."""

    def __init__(self, per_minute: int = PER_MINUTE) -> None:
        self._per_minute = per_minute
        self._left: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._found: OrderedDict[str, None] = OrderedDict()

    def check(self, caller: str, address: str | None, now: int) -> None:
        """Raises `TooManyMisses` when this caller has none left. `now` in milliseconds."""
        if address not in self._found and self._tries_left(caller, now) < 1:
            raise TooManyMisses(
                "Too many addresses that do not exist were asked for from here. "
                "Please wait a minute."
            )

    def missed(self, caller: str, address: str | None, now: int) -> None:
        self._found.pop(address or "", None)
        left = self._tries_left(caller, now) - 1
        self._left[network_of(caller)] = (left, now)
        self._left.move_to_end(network_of(caller))
        _shorten(self._left)

    def found(self, address: str) -> None:
        self._found[address] = None
        self._found.move_to_end(address)
        _shorten(self._found)

    def _tries_left(self, caller: str, now: int) -> float:
        left, at = self._left.get(network_of(caller), (float(self._per_minute), now))
        return min(self._per_minute, left + (now - at) / 60_000 * self._per_minute)


def _shorten(memory: OrderedDict[str, T]) -> None:
    while len(memory) > REMEMBERED:
        memory.popitem(last=False)
