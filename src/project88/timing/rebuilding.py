"""Passings made anew from all the reads of a session, by their definition.

The recorder reaches the same passings read by read. This is for when what they were made with was
corrected: instants, or the rule of a location. What differs from what stands is published or
withdrawn; the rest is left alone. One tag at a time is in memory.
"""

from collections.abc import AsyncIterator, Iterator

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.errors import Conflict
from project88.race.matching import Roster
from project88.race.passings import Passing, Rule, Takes, difference, passings, stored_passing
from project88.timing.corrections import store
from project88.timing.corrections.store import Correction, Withdrawal

_AT_A_TIME = 5000


class Rebuilt(msgspec.Struct, frozen=True):
    """How many passings were published anew, and how many withdrawn."""

    changed: int = 0
    withdrawn: int = 0


class Subject(msgspec.Struct, frozen=True):
    """Whose passings: a session under its new version, or one location of it."""

    session_id: int
    version: int
    roster: Roster | None
    location_id: int | None = None


async def rebuild(connection: Connection, subject: Subject) -> Rebuilt:
    """Publishes what the definition says. The session is locked, and `all_there` was asked."""
    rules = await _rules(connection, subject.session_id)
    counted = Rebuilt()
    async for corrected, gone in _differences(connection, subject, rules):
        await store.correct_passings(connection, subject.session_id, subject.version, corrected)
        await store.withdraw_passings(connection, subject.session_id, subject.version, gone)
        counted = Rebuilt(counted.changed + len(corrected), counted.withdrawn + len(gone))
    return counted


async def all_there(connection: Connection, session: asyncpg.Record) -> None:
    """:raises Conflict: reads of this session were dropped for their age, and passings would be."""
    stored = await store.stored_reads(connection, session["id"])
    if stored < session["reads"]:
        raise Conflict(
            f"{session['reads'] - stored} of {session['reads']} reads of the session "
            f"{session['id']} ({session['name']}) are too old and were dropped, so its passings "
            "cannot be made anew."
        )


async def _rules(connection: Connection, session_id: int) -> dict[int, Rule]:
    return {
        row["id"]: Rule(row["ignore_window_s"] * 1_000_000, Takes(row["passing_rule"]))
        for row in await store.rules_of_session(connection, session_id)
    }


async def _differences(
    connection: Connection, subject: Subject, rules: dict[int, Rule]
) -> AsyncIterator[tuple[list[Correction], list[Withdrawal]]]:
    corrected: list[Correction] = []
    gone: list[Withdrawal] = []
    async for row in store.evidence(connection, subject.session_id, subject.location_id):
        location_id, tag = row["location_id"], row["tag"]
        now = passings(row["reads"] or (), rules[location_id])
        change = difference(_standing(row), now)
        if change.changed:
            participant_id = subject.roster.match(tag) if subject.roster else None
            arrivals = dict(zip((one.no for one in now), _arrivals(row, now), strict=True))
            corrected += (
                Correction(
                    location_id, tag, one.no, participant_id, one.at_us, one.first_us,
                    arrivals[one.no],
                )
                for one in change.changed
            )  # fmt: skip
        gone += (Withdrawal(location_id, tag, number) for number in change.withdrawn)
        if len(corrected) + len(gone) >= _AT_A_TIME:
            yield corrected, gone
            corrected, gone = [], []
    if corrected or gone:
        yield corrected, gone


def _standing(row: asyncpg.Record) -> Iterator[Passing]:
    if row["numbers"]:
        yield from map(stored_passing, row["numbers"], row["times"], row["firsts"])


def _arrivals(row: asyncpg.Record, now: tuple[Passing, ...]) -> Iterator[int]:
    """When the first read of each passing came in."""
    start = 0
    for one in now:
        yield row["received"][start]
        start += one.reads
