"""What was heard of one runner at one place becomes crossings: one for each time that it was crossed.

Two boxes hear the same foot. Within a window the main one wins, however much earlier the backup
was; outside of it whoever heard, heard a crossing, so that a main read of half an hour later never
takes the place of what only the backup had (field-notes 3, row 2). Nothing is thrown away: what
did not become a crossing is told with the reason and with what was taken instead.
"""

import enum
from collections.abc import Sequence
from operator import attrgetter

import msgspec


class Heard(msgspec.Struct, frozen=True, gc=False):
    """One passing of this runner, as far as scoring needs it. `ref` is the caller's name for it."""

    location: str
    at_us: int
    ref: int
    void: bool = False
    """A person has said that this does not count."""


class Reason(enum.Enum):
    """Why something that was heard is not the time of a point."""

    VOID = "void"
    SAME_CROSSING = "same_crossing"
    MAIN_WINS = "main_wins"
    BEFORE_START = "before_start"
    NOT_LAST_START = "not_last_start"
    TOO_LATE_START = "too_late_start"
    TOO_SOON = "too_soon"
    AGAIN = "again"
    AFTER_LIMIT = "after_limit"
    MANUAL_WINS = "manual_wins"
    ELSEWHERE = "elsewhere"


class Unused(msgspec.Struct, frozen=True, gc=False):
    """Something heard that is no time of a point; `instead`: what was taken, where something was."""

    ref: int
    reason: Reason
    instead: int | None = None


class Crossing(msgspec.Struct, frozen=True, gc=False):
    """One crossing of a place."""

    at_us: int
    ref: int
    backup: bool


_BY_TIME = attrgetter("at_us", "ref")


def crossings(
    heard: Sequence[Heard], backups: frozenset[str], window_us: int
) -> tuple[list[Crossing], list[Unused]]:
    """All crossings of one place in order of time, and what belongs to one of them.

    A main read that follows another one of *another* location within the window is the same
    crossing; of the same location it was told apart by the location's own ignore window.
    """
    main = sorted((one for one in heard if one.location not in backups), key=_BY_TIME)
    found, unused = _of_main(main, window_us)
    if len(main) < len(heard):
        spare = sorted((one for one in heard if one.location in backups), key=_BY_TIME)
        more, also = _of_backups(spare, found, window_us)
        found = sorted(found + more, key=_BY_TIME)
        unused += also
    return found, unused


def _of_main(main: Sequence[Heard], window_us: int) -> tuple[list[Crossing], list[Unused]]:
    found: list[Crossing] = []
    unused: list[Unused] = []
    opened: Heard | None = None
    for one in main:
        if (
            opened is not None
            and one.location != opened.location
            and one.at_us - opened.at_us <= window_us
        ):
            unused.append(Unused(one.ref, Reason.SAME_CROSSING, opened.ref))
            continue
        opened = one
        found.append(Crossing(one.at_us, one.ref, backup=False))
    return found, unused


def _of_backups(
    spare: Sequence[Heard], main: Sequence[Crossing], window_us: int
) -> tuple[list[Crossing], list[Unused]]:
    """Those that no main read explains; several of one crossing are one."""
    found: list[Crossing] = []
    unused: list[Unused] = []
    for one in spare:
        near = [other for other in main if abs(other.at_us - one.at_us) <= window_us]
        if near:
            unused.append(Unused(one.ref, Reason.MAIN_WINS, near[0].ref))
        elif found and one.at_us - found[-1].at_us <= window_us:
            unused.append(Unused(one.ref, Reason.SAME_CROSSING, found[-1].ref))
        else:
            found.append(Crossing(one.at_us, one.ref, backup=True))
    return found, unused
