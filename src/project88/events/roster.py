"""The door for a file of participants: read it, then take it in, in one transaction.

Reading needs no database and no time limit, so it comes first. Taking in is all or nothing: with
``Rejects.REFUSE`` a single rejected row stops it, and anything raised leaves the roster as it was.
Importing the same file again changes nothing.
"""

import enum
from datetime import date
from typing import TYPE_CHECKING

from project88.accounts.partners import partner_of
from project88.errors import InputError
from project88.events import store
from project88.events.cells import clean
from project88.events.merge import Outcome, Plan, plan
from project88.events.model import Event, Rejected, Report, RosterFile, Stored, Target
from project88.events.participants import store as people
from project88.events.rows import read_rows
from project88.events.sheet import read_sheet
from project88.events.writing import Change, free_chips, write
from project88.race.zones import zone_of

if TYPE_CHECKING:
    from project88.db.pool import Connection, Pool

_LONGEST_NAME = 200


class Rejects(enum.Enum):
    """What rejected rows mean for the others."""

    REPORT = "report"
    REFUSE = "refuse"


class RefusedRoster(InputError):
    """Rows were rejected and none should be; nothing was taken in. ``rejected`` has them all."""

    code = "refused_roster"

    def __init__(self, rejected: tuple[Rejected, ...]) -> None:
        rows = "1 row" if len(rejected) == 1 else f"{len(rejected)} rows"
        super().__init__(
            f"Nothing was imported: {rows} cannot be taken in. "
            f"The first is line {rejected[0].line}: {rejected[0].reason}"
        )
        self.rejected = rejected


def read_roster(data: bytes, day: date, race: str = "", encoding: str | None = None) -> RosterFile:
    """Understand a file, text or workbook; ``race`` is for rows that name none. Raises UnreadableFile."""
    return read_rows(read_sheet(data, encoding), day, _name(race, "race") if race else "")


async def target_of(pool: "Pool", slug: str, event: str, day: date, zone: str | None) -> Target:
    """Where a roster goes. Raises NotFound for the partner, InputError for a name or a zone."""
    if zone is not None:
        zone_of(zone)
    partner = await partner_of(pool, slug)
    return Target(partner.id, _name(event, "event"), day, zone)


async def take_in(
    connection: "Connection", target: Target, file: RosterFile, rejects: Rejects = Rejects.REPORT
) -> Report:
    """Write what is new or changed, and wake whoever matches tags. Raises RefusedRoster."""
    event = await store.put_event(connection, target)
    if target.zone not in (None, event.zone):
        raise InputError(
            f"The event {event.name} is already there with the zone {event.zone}, "
            f"not {target.zone}; leave the zone out to add to it."
        )
    await people.see_real_names(connection)
    known = [person async for part in people.everybody(connection, event.id) for person in part]
    decided = plan(known, file.rows)
    rejected = tuple(sorted(file.rejected + decided.rejected, key=lambda row: row.line))
    if rejected and rejects is Rejects.REFUSE:
        raise RefusedRoster(rejected)
    await _write(connection, target, event, known, decided)
    return Report(
        event=event,
        file=file,
        new=len(decided.of(Outcome.NEW)),
        changed=len(decided.of(Outcome.CHANGED)),
        unchanged=len(decided.of(Outcome.UNCHANGED)),
        rejected=rejected,
    )


async def _write(
    connection: "Connection",
    target: Target,
    event: Event,
    known: list[Stored],
    decided: Plan,
) -> None:
    chips = {person.id: person.entrant.chips for person in known}
    changes = [
        Change(one.participant_id, one.result, chips.get(one.participant_id or 0, ()))
        for one in decided.decisions
        if one.result is not None and one.outcome is not Outcome.UNCHANGED
    ]
    races, _ = await people.put_races(
        connection, target.partner_id, event.id, (change.result.race for change in changes)
    )
    await people.let_bibs_swap(connection)
    await free_chips(connection, event.id, changes)
    for start in range(0, len(changes), people.AT_ONCE):
        part = changes[start : start + people.AT_ONCE]
        await write(connection, target.partner_id, event.id, part, races)
    await store.announce(connection, event.id)


def _name(text: str, what: str) -> str:
    name = clean(text)
    if not 0 < len(name) <= _LONGEST_NAME:
        raise InputError(f"The name of the {what} must have 1 to {_LONGEST_NAME} characters.")
    return name
