"""Finds the home of a read in memory, and asks or makes the database row when it is new.

One registry per partner, used by that partner's recorder alone. Making a row commits at once and by
itself: a source, a session or a location without reads harms nobody, and a second try finds it.
"""

import itertools
from datetime import UTC, date, datetime

import asyncpg

from project88.db.pool import Connection, Pool
from project88.events import store as events
from project88.race.matching import Roster
from project88.race.passings import Rule, TagReads, Takes, stored_passing
from project88.timing import store
from project88.timing.homes import LocationHome, SessionHome, SourceHome, Span
from project88.timing.ownership import claimed_by
from project88.timing.stream import Stream

UNCLAIMED = 0
"""The partner whose rows are the Unclaimed pool."""
HOUR_US = 3_600_000_000
_EPOCHS = itertools.count()


class Claimed(Exception):
    """This stream of the Unclaimed pool belongs to a partner by now; it must be recorded there."""

    def __init__(self, stream: Stream, partner_id: int) -> None:
        super().__init__(f"{stream.source_key} belongs to partner {partner_id}")
        self.stream = stream
        self.partner_id = partner_id


class Registry:
    """Sources, sessions and locations of one partner, as far as reads have needed them."""

    def __init__(self, pool: Pool, partner_id: int, *, silence_hours: float, zone: str) -> None:
        self._pool = pool
        self._zone = zone
        self.partner_id = partner_id
        self.span = Span(silence_us=int(silence_hours * HOUR_US))
        self._asked = False
        self.epoch = next(_EPOCHS)
        """New after `forget`: homes that a stream holds from another epoch or registry are stale.
        """
        self.claims: dict[str, int] = {}
        """Only for the Unclaimed pool: source keys that belong to a partner by now."""
        self._sources: dict[str, SourceHome] = {}

    def forget(self) -> None:
        """Everything is read again from the database when next needed."""
        self.epoch = next(_EPOCHS)
        self._sources.clear()

    def ask_to_forget(self) -> None:
        """Somebody else changed the rows: forget, as soon as no transaction is under way."""
        self._asked = True

    def forget_if_asked(self) -> None:
        """Called between transactions: what is loaded while one is under way would lack its
        passings.
        """
        if self._asked:
            self._asked = False
            self.forget()

    def sessions(self) -> list[SessionHome]:
        """Every session in memory."""
        return [session for source in self._sources.values() for session in source.sessions]

    async def source(self, stream: Stream) -> SourceHome:
        """The source of a stream, decided at its first row and kept.

        :raises Claimed: when it has left the Unclaimed pool.
        """
        key = stream.source_key
        if key in self.claims:
            raise Claimed(stream, self.claims[key])
        known = self._sources.get(key)
        if known is None:
            await self._refuse_claimed(stream, key)
            async with self._pool.partner(self.partner_id) as connection:
                known = await self._load_source(connection, stream, key)
            self._sources[key] = known
        return known

    async def tell(self, stream: Stream) -> None:
        """Keeps what a sender said of itself after its source was decided. Raises as `source`."""
        await self._refuse_claimed(stream, stream.source_key)
        async with self._pool.partner(self.partner_id) as connection:
            await store.put_source(connection, self.partner_id, _facts(stream, stream.source_key))

    async def _refuse_claimed(self, stream: Stream, key: str) -> None:
        """A claim may be younger than the note that tells of it, so the pool's recorder asks."""
        if self.partner_id != UNCLAIMED:
            return
        owner = await claimed_by(self._pool, key)
        if owner is not None:
            raise Claimed(stream, owner)

    async def session(self, source: SourceHome, stream: Stream, day: date) -> SessionHome:
        """The session of a source for a read that no open one holds."""
        async with self._pool.partner(self.partner_id) as connection:
            event = await store.event_of_day(connection, day)
            zone = event["zone"] if event and not source.zone_is_own else source.zone
            event_id = event["id"] if event else None
            name = stream.event.name or (event["name"] if event else stream.label)
            row = await store.open_session(
                connection,
                self.partner_id,
                source.id,
                event_id,
                day,
                name,
                zone,
            )
            session = await self._load_session(connection, source, row)
        source.add(session)
        return session

    async def location(self, session: SessionHome, name: str) -> LocationHome:
        """The location of exactly this name; made when new."""
        known = session.locations.get(name)
        if known is None:
            async with self._pool.partner(self.partner_id) as connection:
                row = await store.put_location(connection, self.partner_id, session.id, name)
            known = session.locations[name] = _location(session, row)
        return known

    async def _load_source(self, connection: Connection, stream: Stream, key: str) -> SourceHome:
        row = await store.put_source(connection, self.partner_id, _facts(stream, key))
        own = row["zone"] or stream.origin.zone
        zone = own or await self._usual_zone(connection)
        source = SourceHome(row["id"], zone, row["event_date"], zone_is_own=own is not None)
        for session in await store.sessions_of_source(connection, source.id):
            source.add(await self._load_session(connection, source, session))
        return source

    async def _usual_zone(self, connection: Connection) -> str:
        """The partner's; the Unclaimed pool has none of its own, so the setting decides there."""
        if self.partner_id == UNCLAIMED:
            return self._zone
        return await store.partner_zone(connection)

    async def _load_session(
        self, connection: Connection, source: SourceHome, row: asyncpg.Record
    ) -> SessionHome:
        session = SessionHome(source, row["id"], row["event_day"], row["zone"])
        session.revision = row["revision"]
        for at in (row["first_read_at"], row["last_read_at"]):
            if at is not None:
                session.reach(microseconds(at))
        session.event_id = row["event_id"]
        if session.event_id is not None:
            session.roster = await load_roster(connection, session.event_id)
        for location in await store.locations_of_session(connection, session.id):
            session.locations[location["name"]] = _location(session, location)
        await self._load_passings(connection, session)
        return session

    async def _load_passings(self, connection: Connection, session: SessionHome) -> None:
        homes = {home.id: home for home in session.locations.values()}
        published: dict[tuple[int, str], list[asyncpg.Record]] = {}
        for row in await store.passings_of_session(connection, session.id):
            published.setdefault((row["location_id"], row["tag"]), []).append(row)
        for (location_id, tag), rows in published.items():
            home = homes[location_id]
            home.tags[tag] = TagReads.from_published(
                [
                    stored_passing(
                        row["passing_no"],
                        microseconds(row["passing_at"]),
                        microseconds(row["first_read_at"]),
                    )
                    for row in rows
                ],
                home.rule,
            )


async def load_roster(connection: Connection, event_id: int) -> Roster:
    """The roster of an event, ready for matching."""
    return Roster(await events.roster_rows(connection, event_id))


def microseconds(at: datetime) -> int:
    """An aware datetime as UTC microseconds since 1970, exact."""
    return int(at.timestamp()) * 1_000_000 + at.microsecond


def instant(us: int) -> datetime:
    """UTC microseconds as an aware datetime, exact."""
    return datetime.fromtimestamp(us // 1_000_000, UTC).replace(microsecond=us % 1_000_000)


def _location(session: SessionHome, row: asyncpg.Record) -> LocationHome:
    rule = Rule(row["ignore_window_s"] * 1_000_000, Takes(row["passing_rule"]))
    return LocationHome(
        session, row["id"], row["name"], rule, row["highest_seq"], row["generation"]
    )


def _facts(stream: Stream, key: str) -> store.SourceFacts:
    return store.SourceFacts(
        key=key,
        kind=stream.origin.kind,
        program=stream.program,
        version=stream.version,
        event_name=stream.event.name,
        event_id=stream.event.id,
        event_description=stream.event.description,
        connection_id=stream.connection_id_text,
        zone=None,
    )
