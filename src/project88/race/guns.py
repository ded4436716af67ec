"""When each wave was started: what a person entered, else the gun that was heard, else the plan.

A controller writes a row for each gun, and a morning has several: waves, false starts, somebody who
tries the button. A gun that a person has given to a wave is that wave's. The others belong to the
wave whose plan they are nearest to, one for each plan and none that is far from every plan; races
that are planned for the same moment start together. Guns
that are left over are told, so that somebody looks. Instants are UTC µs.
"""

import enum
from collections.abc import Sequence
from typing import Final

import msgspec

NEAR_US: Final = 20 * 60 * 1_000_000
"""A wave that starts later than this after its plan is given its gun by a person."""


class From(enum.Enum):
    """Where the start of a wave comes from."""

    MANUAL = "manual"
    GUN = "gun"
    PLAN = "plan"
    NOTHING = "nothing"


class Gun(msgspec.Struct, frozen=True):
    """A gun that was heard; `wave`: whose a person has said it is."""

    ref: int
    at_us: int
    wave: int | None = None


class Wave(msgspec.Struct, frozen=True):
    """A wave, with its plan and what a person entered."""

    ref: int
    plan_us: int | None = None
    manual_us: int | None = None


class Started(msgspec.Struct, frozen=True):
    """When a wave was started, and by which gun if by one."""

    at_us: int | None
    by: From
    gun: int | None = None


class Starts(msgspec.Struct, frozen=True):
    """The start of every wave by its ref, and guns that are no wave's."""

    waves: dict[int, Started]
    unused: tuple[int, ...] = ()


def starts(waves: Sequence[Wave], guns: Sequence[Gun]) -> Starts:
    """The same whatever the order of waves and guns is."""
    given = _given(guns)
    free = [gun for gun in guns if gun.wave is None]
    alone = [wave for wave in waves if wave.manual_us is None and wave.ref not in given]
    heard = given | _nearest(alone, free)
    found = {wave.ref: _started(wave, heard.get(wave.ref)) for wave in waves}
    used = {one.gun for one in found.values()}
    return Starts(found, tuple(sorted(gun.ref for gun in guns if gun.ref not in used)))


def _given(guns: Sequence[Gun]) -> dict[int, Gun]:
    """Of several that were given to a wave the last was fired for it: the first was a false start."""
    ordered = sorted(guns, key=lambda gun: (gun.at_us, gun.ref))
    return {gun.wave: gun for gun in ordered if gun.wave is not None}


def _nearest(waves: Sequence[Wave], guns: Sequence[Gun]) -> dict[int, Gun]:
    """Pairs of plan and gun, the closest first; waves that are planned for one moment start by one gun."""
    if len(waves) == 1 and waves[0].plan_us is None and len(guns) == 1:
        return {waves[0].ref: guns[0]}
    together: dict[int, list[int]] = {}
    for wave in waves:
        if wave.plan_us is not None:
            together.setdefault(wave.plan_us, []).append(wave.ref)
    pairs = sorted(
        (abs(gun.at_us - plan_us), gun.at_us, gun.ref, plan_us, gun)
        for plan_us in together
        for gun in guns
        if abs(gun.at_us - plan_us) <= NEAR_US
    )
    found: dict[int, Gun] = {}
    taken: set[int] = set()
    for _, _, gun_ref, plan_us, gun in pairs:
        if plan_us not in found and gun_ref not in taken:
            found[plan_us] = gun
            taken.add(gun_ref)
    return {ref: gun for plan_us, gun in found.items() for ref in together[plan_us]}


def _started(wave: Wave, gun: Gun | None) -> Started:
    if wave.manual_us is not None:
        return Started(wave.manual_us, From.MANUAL)
    if gun is not None:
        return Started(gun.at_us, From.GUN, gun.ref)
    if wave.plan_us is not None:
        return Started(wave.plan_us, From.PLAN)
    return Started(None, From.NOTHING)
