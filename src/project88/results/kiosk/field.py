"""The field around a runner: among how many somebody is placed, and how long a section usually takes.

It is the same for everybody in a race and moves slowly, so each web process asks for it once in some
seconds, however many phones follow. While one asks, the others take what was there before.
"""

from collections import OrderedDict
from typing import Final

from msgspec import Struct

from project88.db.pool import Connection
from project88.race.projecting import FEWEST, Usual
from project88.results.kiosk import store

LASTS_MS: Final = 10_000
_MOST: Final = 500
_ASKED: Final = 2_000
"""So many runners are enough for a median."""


class Place(Struct, frozen=True):
    """A point of the course."""

    point: str
    kind: str
    distance_m: int | None


class Field(Struct, frozen=True):
    """What is known of a race; `finishers` by sex and division, `usual` in microseconds."""

    course: tuple[Place, ...]
    finishers: dict[tuple[str, str], int]
    usual: Usual

    def among(self, sex: str | None = None, division: str | None = None) -> int:
        """How many have finished, of one sex or division if one is told."""
        return sum(
            number
            for (of_sex, of_division), number in self.finishers.items()
            if sex in {None, of_sex} and division in {None, of_division}
        )


class _Known(Struct):
    field: Field | None = None
    at_ms: int = 0
    asking: bool = False


class Fields:
    """What one process knows of races. Races of all partners have different numbers."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, _Known] = OrderedDict()

    async def of(self, connection: Connection, race_id: int, now_ms: int) -> Field:
        """Never older than ten seconds, or the time that one look takes."""
        known = self._known.setdefault(race_id, _Known())
        self._known.move_to_end(race_id)
        if known.field is not None and (known.asking or now_ms - known.at_ms < LASTS_MS):
            return known.field
        known.asking = True
        try:
            known.field = field = await look(connection, race_id)
        finally:
            known.asking = False
        known.at_ms = now_ms
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return field


async def look(connection: Connection, race_id: int) -> Field:
    """The field as it is now."""
    rows = await store.finishers(connection, race_id)
    finishers = {(row["sex"], row["division"]): row["finishers"] for row in rows}
    course = tuple(
        Place(row["point"], row["kind"], row["distance_m"])
        for row in await store.course(connection, race_id)
    )
    every = max(1, sum(finishers.values()) // _ASKED)
    usual: list[float | None] = [None] * len(course)
    for row in await store.usual(connection, race_id, every, FEWEST):
        if row["position"] < len(usual):
            usual[row["position"]] = row["ms"] * 1000
    return Field(course, finishers, usual)
