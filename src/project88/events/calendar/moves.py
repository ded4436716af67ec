"""What another day or zone does to the starts of an event: wall clocks stay, instants move."""

from datetime import datetime
from typing import Literal

import msgspec

from project88.events.calendar.schemas import Move
from project88.events.races.schemas import Race
from project88.events.races.starts import moved, said


class Shift(msgspec.Struct, frozen=True):
    """From this zone to that one, and so many days later."""

    zone: str
    new_zone: str
    days: int = 0

    @property
    def moves(self) -> bool:
        return self.days != 0 or self.zone != self.new_zone


class Shifted(msgspec.Struct, frozen=True):
    """A start with its new instant."""

    kind: Literal["race", "wave"]
    id: int
    what: str
    before: datetime
    after: datetime
    note: str


def shifted(races: list[Race], shift: Shift) -> list[Shifted]:
    """Every start of these races."""
    found = []
    for race in races:
        found += _one("race", race.id, race.name, race.start_at, shift)
        for wave in race.waves:
            found += _one("wave", wave.id, f"{race.name}, {wave.name}", wave.start_at, shift)
    return found


def _one(
    kind: Literal["race", "wave"], number: int, what: str, at: datetime | None, shift: Shift
) -> list[Shifted]:
    if at is None:
        return []
    meant = moved(at, shift.zone, shift.days, shift.new_zone)
    return [Shifted(kind, number, what, at, meant.at, meant.note)]


def moves(starts: list[Shifted], shift: Shift) -> list[Move]:
    """As they are told to a person; only starts whose instant is another."""
    return [
        Move(one.what, said(one.before, shift.zone), said(one.after, shift.new_zone), one.note)
        for one in starts
        if one.before != one.after or one.note
    ]


def starts_of(kind: str, starts: list[Shifted]) -> dict[int, datetime]:
    return {one.id: one.after for one in starts if one.kind == kind}


def notes(starts: list[Shifted]) -> list[str]:
    """What was odd, as sentences."""
    return [f"{one.what}: {one.note}" for one in starts if one.note]
