"""What an official race would say if it were scored now: told to the timer, stored nowhere.

Everybody of the race is judged anew, some hundreds at a time, so that whoever else asks this process
for something gets a turn in between. Places are not compared: they follow from the times.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

import msgspec

from project88.db.pool import Connection
from project88.errors import NotFound
from project88.race.scoring import Scorer
from project88.results.scoring.evidence import Corrections
from project88.results.scoring.judging import judged
from project88.results.scoring.reading import evidence_of_people, rules_of_event
from project88.results.scoring.rules import RaceRules
from project88.results.scoring.store import corrections
from project88.results.why import schemas, store

AT_ONCE: Final = 500
MOST: Final = 500
"""Differences that one answer tells."""


class Found(msgspec.Struct, frozen=True):
    """Of whom the result is another one now."""

    participant_id: int
    shown: schemas.Standing
    now: schemas.Standing


async def pending(connection: Connection, event_id: int, race_id: int) -> schemas.Pending:
    """:raises NotFound: no such race at this event."""
    if not await store.is_race(connection, event_id, race_id):
        raise NotFound("There is no such race at this event.")
    rules = (await rules_of_event(connection, event_id)).get(race_id)
    if rules is None or not rules.official:
        return schemas.Pending(race_id, official=False, items=[], more=False)
    found = await _differences(connection, event_id, rules)
    told = found[:MOST]
    names = await store.names(connection, event_id, [one.participant_id for one in told])
    return schemas.Pending(
        race_id,
        official=True,
        items=[
            schemas.PendingResult(
                one.participant_id, *names.get(one.participant_id, ("", "")), one.shown, one.now
            )
            for one in told
        ],
        more=len(found) > MOST,
    )


async def _differences(connection: Connection, event_id: int, rules: RaceRules) -> list[Found]:
    """The first of them; one more than an answer tells says that there are more."""
    known = Corrections(await corrections(connection, event_id))
    scorer = Scorer(rules.course)
    everybody = await store.people_of_race(connection, rules.race_id)
    found: list[Found] = []
    for start in range(0, len(everybody), AT_ONCE):
        part = everybody[start : start + AT_ONCE]
        found += await _of_some(connection, event_id, part, scorer, rules, known)
        if len(found) > MOST:
            break
        await asyncio.sleep(0)
    return found


async def _of_some(  # noqa: PLR0913, PLR0917 -- what everybody is judged by
    connection: Connection,
    event_id: int,
    ids: Sequence[int],
    scorer: Scorer,
    rules: RaceRules,
    known: Corrections,
) -> list[Found]:
    stored = await store.standings(connection, ids)
    found = []
    for one in await evidence_of_people(connection, event_id, ids, {rules.race_id: rules}, known):
        now = judged(one, scorer)
        outcome, finished = now.outcome, now.timed is not None
        standing = schemas.Standing(
            outcome.status.value,
            outcome.gun_ms if finished else None,
            outcome.chip_ms if finished else None,
        )
        shown = stored.get(one.person.id, schemas.NOTHING)
        if standing != shown:
            found.append(Found(one.person.id, shown, standing))
    return found
