"""Things to look at that are not doubts of single results: tags, chips, guns, corrections.

They are few, so all of a kind are made whenever somebody looks.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from project88.race.doubles import AtOnce, Crossed, TwoChips, at_once, two_chips
from project88.race.nearest import Nearby
from project88.results.holds import holding
from project88.results.holds.schemas import HeldChange, HeldRow
from project88.results.worklist import store
from project88.results.worklist.looking import Look, of_us, us
from project88.results.worklist.mats import dead_mats
from project88.results.worklist.model import Found

if TYPE_CHECKING:
    from project88.db.pool import Connection

AT_ONCE: Final = timedelta(seconds=10)
Gather: TypeAlias = "Callable[[Connection, Look], Awaitable[list[Found]]]"


async def unknown_tags(connection: "Connection", look: Look) -> list[Found]:
    """Of the whole event: nobody knows in which race an unknown tag runs."""
    if look.race is not None:
        return []
    rows = await store.unknown_tags(connection, look.event_id)
    return [
        Found(
            kind="unknown_tag",
            key=f"unknown_tag:{row['tag']}",
            order=f"{10**9 - row['passings']:010}",
            to="tag",
            to_text=row["tag"],
            tag=row["tag"],
            locations=tuple(row["locations"]),
            first_at=row["first_at"],
            last_at=row["last_at"],
            count=row["passings"],
        )
        for row in rows
    ]


async def nearby(connection: "Connection", event_id: int) -> tuple[Nearby, frozenset[int]]:
    """What unknown tags are compared with, and who was not heard at all."""
    known = await store.known_tags(connection, event_id)
    heard = await store.heard_people(connection, event_id)
    return Nearby(known), frozenset(who for _, who in known) - heard


async def chips_apart(connection: "Connection", look: Look) -> list[Found]:
    """Two chips of one bib that cross a mat apart."""
    rows = await store.several_chips(connection, look.event_id, look.race)
    races = {row["participant_id"]: row["race_id"] for row in rows}
    crossed = [
        Crossed(row["participant_id"], row["tag"], row["location"], us(row["passing_at"]))
        for row in rows
    ]
    found = enumerate(two_chips(crossed))
    return [_two_chips(number, one, races) for number, one in found]


def _two_chips(number: int, one: TwoChips, races: Mapping[int, int | None]) -> Found:
    who = one.who
    assert isinstance(who, int), "as it was handed in"
    return Found(
        kind="two_chips",
        key=f"two_chips:{who}:" + "+".join(sorted((one.first.tag, one.second.tag))),
        order=f"{number:06}",
        to="participant",
        to_id=who,
        race_id=races[who],
        participant_id=who,
        tag=one.first.tag,
        other=one.second.tag,
        locations=(one.first.location,),
        first_at=of_us(one.first.at_us),
        last_at=of_us(one.second.at_us),
        ms=one.apart_us // 1000,
    )


async def in_two_places(connection: "Connection", look: Look) -> list[Found]:
    """One number that was heard at two locations at once."""
    rows = await store.near_in_time(connection, look.event_id, look.race, AT_ONCE)
    heard = await store.heard_count(connection, look.event_id, look.race)
    races = {row["participant_id"]: row["race_id"] for row in rows}
    near = [
        AtOnce(
            row["participant_id"],
            row["first"],
            us(row["first_at"]),
            row["second"],
            us(row["second_at"]),
        )
        for row in rows
    ]
    return [
        _at_once(number, one, races) for number, one in enumerate(at_once(near, heard, look.places))
    ]


def _at_once(number: int, one: AtOnce, races: Mapping[int, int | None]) -> Found:
    who = one.who
    assert isinstance(who, int), "as it was handed in"
    return Found(
        kind="at_once",
        key=f"at_once:{who}:{one.first}:{one.second}:{one.first_us // 1_000_000}",
        order=f"{number:06}",
        to="participant",
        to_id=who,
        race_id=races[who],
        participant_id=who,
        locations=(one.first, one.second),
        first_at=of_us(one.first_us),
        last_at=of_us(one.second_us),
        ms=(one.second_us - one.first_us) // 1000,
    )


async def without_gun(connection: "Connection", look: Look) -> list[Found]:
    """Waves whose runners have been heard, and which nobody has started."""
    rows = await store.without_gun(connection, look.event_id, look.race)
    return [
        Found(
            kind="no_gun",
            key=f"no_gun:{row['race_id']}:{row['wave']}",
            order=f"{number:06}",
            to="race",
            to_id=row["race_id"],
            race_id=row["race_id"],
            detail=row["wave"],
            count=row["people"],
        )
        for number, row in enumerate(rows)
    ]


async def corrections(connection: "Connection", look: Look) -> list[Found]:
    """What was put right by hand, for a second look."""
    rows = await store.corrections(connection, look.event_id, look.race)
    return [
        Found(
            kind="correction",
            key=f"correction:{row['id']}",
            order=f"{row['id']:010}",
            to="correction",
            to_id=row["id"],
            race_id=row["race_id"],
            participant_id=row["participant_id"],
            point=row["point"],
            other=row["kind"],
            tag=row["tag"],
            locations=(row["location"],) if row["location"] else (),
            first_at=row["made_at"],
            detail=row["reason"],
        )
        for row in rows
    ]


async def unused_guns(_connection: "Connection", look: Look) -> list[Found]:
    """Of the whole event: a gun that starts nobody belongs to no race."""
    if look.race is not None:
        return []
    return [
        Found(
            kind="unused_gun",
            key=f"unused_gun:{gun.id}",
            order=f"{number:06}",
            to="gun",
            to_id=gun.id,
            locations=(gun.location,),
            first_at=gun.at,
            detail=gun.time,
        )
        for number, gun in enumerate(look.course.guns)
        if gun.counts_for is None
    ]


async def held_differs(connection: "Connection", look: Look) -> list[Found]:
    """Held places that the results do not say any more; another difference is another item."""
    holds = await holding.all_of(connection, look.event_id, released=False)
    return [
        Found(
            kind="held_differs",
            key=f"held_differs:{hold.id}:{_print(hold.changes)}",
            order=f"{hold.id:010}",
            to="hold",
            to_id=hold.id,
            race_id=hold.race_id,
            count=len(hold.changes),
            other=hold.scope,
            detail=hold.scope_value,
            first_at=hold.made_at,
        )
        for hold in holds.items
        if hold.changes and look.race in (None, hold.race_id)
    ]


def _print(changes: Sequence[HeldChange]) -> str:
    """Another one when anything differs otherwise; of numbers only, as names may be hidden."""
    told = [(one.what, _numbers(one.before), _numbers(one.now)) for one in changes]
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:12]


def _numbers(row: HeldRow | None) -> tuple[object, ...]:
    if row is None:
        return ()
    return row.participant_id, row.team, row.place, row.gun_ms, row.chip_ms, row.score


GATHERED: "Final[Mapping[str, Gather]]" = {
    "unknown_tag": unknown_tags,
    "two_chips": chips_apart,
    "at_once": in_two_places,
    "dead_mat": dead_mats,
    "no_gun": without_gun,
    "unused_gun": unused_guns,
    "held_differs": held_differs,
    "correction": corrections,
}
"""How the items of a kind are made; the other kinds are pages of the database."""
