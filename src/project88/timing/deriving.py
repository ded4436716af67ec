"""Which passings a batch of new reads makes, moves or takes back.

The decisions are race/passings'; here they meet the roster and the database's memory of older
reads.
"""

from collections.abc import Iterable

from project88.db.pool import Connection
from project88.race.passings import (
    NOTHING,
    Change,
    History,
    Passing,
    TagReads,
    difference,
    passings,
    stored_passing,
)
from project88.timing import store
from project88.timing.copying import Row
from project88.timing.homes import LocationHome
from project88.timing.registry import microseconds
from project88.timing.store import PublishedPassing

_Key = tuple[int, str, int]


async def derive(
    connection: Connection, heard: Iterable[tuple[LocationHome, Row]]
) -> list[PublishedPassing]:
    """Hears reads that are new in the database; the last word on each passing wins within a batch."""
    published: dict[_Key, PublishedPassing] = {}
    for home, row in heard:
        at_us, tag = row[4], row[10]
        if at_us is None:
            continue
        tag_reads = home.tags.get(tag)
        if tag_reads is None:
            tag_reads = home.tags[tag] = TagReads()
        change = tag_reads.hear(at_us, home.rule)
        if change is NOTHING:
            continue
        if isinstance(change, History):
            change = await _from_history(connection, home, tag, published)
        for passing in _published(home, tag, change, row[5], published):
            published[home.id, tag, passing.passing_no] = passing
    return list(published.values())


async def _from_history(
    connection: Connection, home: LocationHome, tag: str, told: dict[_Key, PublishedPassing]
) -> Change:
    """Judges a tag anew from all of its reads, the new ones included."""
    session_id = home.session.id
    reads = [
        microseconds(at) for at in await store.reads_of_tag(connection, session_id, home.id, tag)
    ]
    before = {
        row["passing_no"]: stored_passing(
            row["passing_no"], microseconds(row["passing_at"]), microseconds(row["first_read_at"])
        )
        for row in await store.passings_of_tag(connection, session_id, home.id, tag)
    }
    for (location_id, told_tag, number), passing in told.items():
        if (location_id, told_tag) == (home.id, tag):
            before.pop(number, None)
            if passing.state == "live":
                before[number] = stored_passing(number, passing.passing_us, passing.first_us)
    home.tags[tag] = TagReads.from_reads(reads, home.rule)
    return difference(before.values(), passings(reads, home.rule))


def _published(
    home: LocationHome,
    tag: str,
    change: Change,
    received_us: int,
    told: dict[_Key, PublishedPassing],
) -> Iterable[PublishedPassing]:
    session = home.session
    participant = session.roster.match(tag) if session.roster else None

    def one(passing: Passing, state: str) -> PublishedPassing:
        return PublishedPassing(
            session.id,
            home.id,
            tag,
            passing.no,
            participant,
            passing.at_us,
            passing.first_us,
            received_us,
            state,
        )

    for passing in change.changed:
        yield one(passing, "live")
    for number in change.withdrawn:
        earlier = told.get((home.id, tag, number))
        at_us = earlier.passing_us if earlier else received_us
        yield one(Passing(number, at_us, at_us, at_us, 0), "withdrawn")
