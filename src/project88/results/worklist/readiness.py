"""The check-list of each race: what is in order, and what stands between it and its official state."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from project88.race.guns import From
from project88.race.ready import Checked, Facts, WaveStart, checked
from project88.results.setting.schemas import RaceCourse
from project88.results.worklist import schemas, store
from project88.results.worklist.listing import tallies
from project88.results.worklist.looking import Look, points_of
from project88.results.worklist.model import Tally

if TYPE_CHECKING:
    from project88.db.pool import Connection

_STILL_OUT = ("started", "on_course")


async def read(connection: "Connection", look: Look) -> schemas.Readiness:
    """Of every race of the event."""
    counts = await tallies(connection, look)
    standing = await store.standing(connection, look.event_id)
    unheard = await store.never_heard(connection, look.event_id)
    return schemas.Readiness(
        [
            _ready(race, counts, standing.get(race.id, {}), unheard.get(race.id, 0))
            for race in look.races
        ]
    )


def _ready(
    race: RaceCourse, counts: Sequence[Tally], standing: dict[str, int], unheard: int
) -> schemas.RaceReady:
    opened: dict[str, int] = {}
    for one in counts:
        if one.race_id in (None, race.id):
            opened[one.kind] = opened.get(one.kind, 0) + one.open
    facts = Facts(
        points=len(points_of(race)),
        faults=race.faults,
        waves=_starts(race),
        on_course=sum(standing.get(status, 0) for status in _STILL_OUT),
        unheard=unheard,
        open=opened,
    )
    checks = [_line(one) for one in checked(facts)]
    return schemas.RaceReady(
        race_id=race.id,
        race=race.name,
        state=race.state,
        closed=race.closed_at is not None,
        ok=all(one.ok for one in checks),
        finished=standing.get("finished", 0),
        checks=checks,
    )


def _starts(race: RaceCourse) -> list[WaveStart]:
    found = [WaveStart(wave.name, From(wave.start.by)) for wave in race.waves]
    return found if race.start is None else [WaveStart("", From(race.start.by)), *found]


def _line(one: Checked) -> schemas.ReadyCheck:
    return schemas.ReadyCheck(one.check, one.ok, one.count, one.sentence, list(one.kinds))  # type: ignore[arg-type]  # race.ready names them
