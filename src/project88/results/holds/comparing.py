"""What has changed since places were held: a difference that a timer can read before the ceremony.

Pure. A row is a runner or a team with a place and times; it is the same one as before when its `who`
is. Times of teams are sums, so they count like times.
"""

import enum
from collections.abc import Sequence

import msgspec


class What(enum.Enum):
    """How a row differs."""

    NEW = "new"
    """Nobody expected: now among the places."""
    GONE = "gone"
    """Was among the places, and is no more."""
    MOVED = "moved"
    TIME = "time"
    """The same place with another time."""


class Row(msgspec.Struct, frozen=True):
    """A runner (`participant_id`) or a team, as it stood. `score` is a team's."""

    participant_id: int | None = None
    team: str = ""
    place: int | None = None
    gun_ms: int | None = None
    chip_ms: int | None = None
    score: int | None = None

    @property
    def who(self) -> tuple[int | None, str]:
        return self.participant_id, self.team


class Difference(msgspec.Struct, frozen=True):
    """One row that is not as it was held."""

    what: What
    before: Row | None
    now: Row | None


def differences(held: Sequence[Row], now: Sequence[Row], first: int) -> list[Difference]:
    """`now` also has whoever was held and stands elsewhere by now. In the order of the places."""
    before_by = {row.who: row for row in held}
    now_by = {row.who: row for row in now}
    found = [
        difference
        for row in held
        if (difference := _of_held(row, now_by.get(row.who), first)) is not None
    ]
    found += [
        Difference(What.NEW, None, row)
        for row in now
        if row.who not in before_by and _within(row, first)
    ]
    return sorted(found, key=_order)


def _of_held(before: Row, now: Row | None, first: int) -> Difference | None:
    if now is None or not _within(now, first):
        return Difference(What.GONE, before, now)
    if now.place != before.place:
        return Difference(What.MOVED, before, now)
    times = (now.gun_ms, now.chip_ms, now.score)
    if times != (before.gun_ms, before.chip_ms, before.score):
        return Difference(What.TIME, before, now)
    return None


def _within(row: Row, first: int) -> bool:
    return row.place is not None and row.place <= first


def _order(one: Difference) -> tuple[int, int]:
    """By the place as it is now, else as it was; whoever is gone comes after who took the place."""
    row = one.before if one.what is What.GONE or one.now is None else one.now
    place = (row.place if row else None) or 0
    return place, 1 if one.what is What.GONE else 0
