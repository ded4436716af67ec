"""Reads per location and minute of receiving, of which the minutes that are over are read once.

Counting a quarter of an hour of raw reads again for every look took most of the look. A minute that
ended two minutes ago does not grow any more, but for reads that a collector found in its journal
after a crash: those are in every total, and missing in the little curve alone.
"""

from collections.abc import Iterable
from typing import NamedTuple

MINUTES = 15
_STILL_GROWING = 2


class Heard(NamedTuple):
    """The reads of one location in one minute since 1970; those of the last sixty seconds apart."""

    location_id: int
    minute: int
    reads: int
    last_minute: int


class Minutes:
    """What is known of the minutes that are over, for one set of timing sessions."""

    def __init__(self) -> None:
        self._sessions: frozenset[int] = frozenset()
        self._over: list[Heard] = []
        self._to_read = 0

    def first_to_read(self, sessions: Iterable[int], minute: int) -> int:
        """The first minute that must be read, when this is the minute and these are the sessions."""
        bound = frozenset(sessions)
        if bound != self._sessions:
            self._sessions, self._over, self._to_read = bound, [], 0
        return max(self._to_read, minute - MINUTES + 1)

    def take(self, read: Iterable[Heard], minute: int) -> list[Heard]:
        """All the minutes that are shown: those that are known, and those that were just read."""
        oldest, growing = minute - MINUTES + 1, minute - _STILL_GROWING
        heard = [*self._over, *read]
        self._over = [
            one._replace(last_minute=0) for one in heard if oldest <= one.minute < growing
        ]
        self._to_read = growing
        return heard
