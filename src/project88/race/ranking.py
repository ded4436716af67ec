"""Places: who is before whom, in the whole field and in every group.

Everybody who has finished gets a rank key: one number that orders the race, whatever the rule is. A
place is one more than the number of smaller keys in the group, so equal keys share a place and the
next place is skipped; whoever keeps keys in order (a sort, an index of the database) can tell a
place without looking at the others.

By gun time or by chip time; or mixed: the first by gun have their places by gun, everybody after
them by chip. Against the clock more laps come first. Two times are equal when they show the same
figure: `tie_ms` is the unit of that figure, and a begun one counts. Times are milliseconds with
their penalty.
"""

import enum
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

import msgspec

Group: TypeAlias = Hashable
Who = TypeVar("Who", bound=Hashable)

_LAP: Final = 1 << 33
"""Above every time: 99 days in ms."""
_MOST_LAPS: Final = 1 << 20
_AFTER_GUN: Final = 1 << 54
"""Above every key of somebody who is ranked by gun under the mixed rule."""


class By(enum.Enum):
    """Which time decides."""

    GUN = "gun"
    CHIP = "chip"
    MIXED = "mixed"


class Ranking(msgspec.Struct, frozen=True):
    """How a race is ranked."""

    by: By = By.GUN
    first_by_gun: int = 0
    """Under `MIXED`: so many of each sex, or of all, have their place by gun."""
    of_each_sex: bool = True
    tie_ms: int = 1


class Timed(msgspec.Struct, frozen=True, gc=False):
    """Somebody who has finished. A race without a gun has chip times alone."""

    gun_ms: int | None
    chip_ms: int
    sex: str = ""
    laps: int = 0


def keys(field: Mapping[Who, Timed], ranking: Ranking) -> dict[Who, int]:
    """The rank key of everybody, smallest first."""
    first = first_by_gun(field, ranking) if ranking.by is By.MIXED else frozenset()
    return {who: key(timed, ranking, by_gun=who in first) for who, timed in field.items()}


def key(timed: Timed, ranking: Ranking, *, by_gun: bool = False) -> int:
    """One rank key. `by_gun`: under the mixed rule, whether this is one of the first by gun."""
    if ranking.by is By.MIXED:
        own = time_of(timed, ranking, gun=by_gun)
        return own if by_gun else own + _AFTER_GUN
    return time_of(timed, ranking, gun=ranking.by is By.GUN)


def first_by_gun(field: Mapping[Who, Timed], ranking: Ranking) -> frozenset[Who]:
    """Who has a place by gun under the mixed rule; whoever ties with the last of them as well."""
    parts: dict[str, list[tuple[int, Who]]] = defaultdict(list)
    for who, timed in field.items():
        part = timed.sex if ranking.of_each_sex else ""
        parts[part].append((time_of(timed, ranking, gun=True), who))
    found: set[Who] = set()
    for members in parts.values():
        times = sorted(time for time, _ in members)[: ranking.first_by_gun]
        found.update(who for time, who in members if times and time <= times[-1])
    return frozenset(found)


def places(
    keys_of: Mapping[Who, int], groups: Mapping[Who, Iterable[Group]]
) -> dict[Group, dict[Who, int]]:
    """The definition: everybody's place in each of their groups."""
    members: dict[Group, list[Who]] = defaultdict(list)
    for who in keys_of:
        for group in groups.get(who, ()):
            members[group].append(who)
    return {group: _placed(keys_of, there) for group, there in members.items()}


def _placed(keys_of: Mapping[Who, int], members: Sequence[Who]) -> dict[Who, int]:
    found: dict[Who, int] = {}
    before, place = None, 0
    for number, who in enumerate(sorted(members, key=keys_of.__getitem__), 1):
        if keys_of[who] != before:
            before, place = keys_of[who], number
        found[who] = place
    return found


def time_of(timed: Timed, ranking: Ranking, *, gun: bool) -> int:
    """One number by which people are in order: more laps first, then the time in begun units."""
    ms = timed.gun_ms if gun and timed.gun_ms is not None else timed.chip_ms
    if ranking.tie_ms > 1:
        ms = -(-ms // ranking.tie_ms) * ranking.tie_ms
    return ms + (_MOST_LAPS - timed.laps) * _LAP if timed.laps else ms
