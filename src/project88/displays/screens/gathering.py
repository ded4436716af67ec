"""Reports of screens, gathered in this process and written every two seconds.

Two hundred screens report twenty times a second; nobody waits for a database there. What one
process has gathered of a partner is written with one statement, in one transaction with what was
played, so a crash loses the reports of the last two seconds at most: a screen then looks two
seconds older than it is. While the database is away the newest report of each screen is kept, and
plays up to a bound.

A key that no screen keeps any more (forgotten, or taken over) is found out when its report is
written; the next report of that page is told so, and the page enters anew.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager

import asyncpg
import msgspec

from project88 import log
from project88.accounts.instants import instant
from project88.accounts.webhooks import Kind, announce
from project88.db.pool import Connection, Pool
from project88.displays.link import hash_of
from project88.displays.plays import ScreenSaid, take
from project88.displays.screens import store
from project88.displays.screens.device_schemas import ReportedPlay, ScreenReport, ScreenReporting
from project88.errors import Unavailable

EVERY_S = 2.0
MOST_PLAYS_KEPT = 5_000
"""Of one screen, while they can't be written."""
VOID_REMEMBERED = 10_000
_ALWAYS_LOST = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError)
_encode = msgspec.json.Encoder().encode
_log = log.get("screens")


class Heard(msgspec.Struct):
    """The newest report of one screen, and what it played since the last writing."""

    at: int
    report: ScreenReport
    plays: list[ReportedPlay]


class Gathering:
    """What the screens of every partner said to this process. `now` gives milliseconds UTC."""

    def __init__(self, pool: Pool, now: Callable[[], int]) -> None:
        self._pool = pool
        self._now = now
        self._heard: dict[int, dict[bytes, Heard]] = {}
        self._void: OrderedDict[tuple[int, bytes], None] = OrderedDict()

    def hear(self, partner_id: int, said: ScreenReporting) -> bool:
        """Takes it; False when no screen of this partner keeps the key."""
        key_hash = hash_of(said.key)
        if (partner_id, key_hash) in self._void:
            return False
        heard = self._heard.setdefault(partner_id, {})
        known = heard.get(key_hash)
        if known is None:
            heard[key_hash] = Heard(self._now(), said.report, list(said.plays))
        else:
            known.at, known.report = self._now(), said.report
            known.plays = (known.plays + said.plays)[-MOST_PLAYS_KEPT:]
        return True

    async def write(self) -> None:
        """Writes what was gathered, each partner's by itself; what could not be stays gathered."""
        gathered, self._heard = self._heard, {}
        for partner_id, heard in gathered.items():
            try:
                await self._write(partner_id, heard)
            except _ALWAYS_LOST as error:
                # Trying the same again would fail again, and hold up everybody's next reports.
                _log.error("reports of screens are lost", partner=partner_id, exc_info=error)
            except (Unavailable, asyncpg.PostgresError) as error:
                # Away, or too long in somebody's way: the next time is in two seconds.
                self._keep(partner_id, heard)
                _log.warning("reports of screens wait for the database", reason=str(error))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Reports are written meanwhile, and once more at the end."""
        task = asyncio.create_task(self._keep_writing(), name="screens: write reports")
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await self.write()

    async def _keep_writing(self) -> None:
        while True:
            await asyncio.sleep(EVERY_S)
            await self.write()

    async def _write(self, partner_id: int, heard: dict[bytes, Heard]) -> None:
        spoken = [
            store.Spoken(key_hash, instant(one.at), _encode(one.report).decode())
            for key_hash, one in heard.items()
        ]
        async with self._pool.partner(partner_id) as connection:
            written = await store.write_reports(connection, partner_id, spoken)
            await take(connection, partner_id, [_played(row, heard) for row in written])
            for row in written:
                if row["was_down"]:
                    await _announce_up(connection, row, heard[row["key_hash"]].at)
        known = {row["key_hash"] for row in written}
        for key_hash in heard.keys() - known:
            self._forget(partner_id, key_hash)

    def _keep(self, partner_id: int, heard: dict[bytes, Heard]) -> None:
        """Back among what was gathered meanwhile, which is newer."""
        newer = self._heard.setdefault(partner_id, {})
        for key_hash, one in heard.items():
            known = newer.setdefault(key_hash, one)
            if known is not one:
                known.plays = (one.plays + known.plays)[-MOST_PLAYS_KEPT:]

    def _forget(self, partner_id: int, key_hash: bytes) -> None:
        self._void[partner_id, key_hash] = None
        while len(self._void) > VOID_REMEMBERED:
            self._void.popitem(last=False)


def _played(row: asyncpg.Record, heard: Mapping[bytes, Heard]) -> ScreenSaid:
    one = heard[row["key_hash"]]
    return ScreenSaid(row["screen_id"], row["display_session_id"], one.at, one.plays)


async def _announce_up(connection: Connection, row: asyncpg.Record, at: int) -> None:
    down_since = row["down_since"]
    await announce(
        connection,
        Kind.SCREEN_UP,
        row["event_id"],
        {
            "screen_id": row["screen_id"],
            "number": row["number"],
            "name": row["name"],
            "group": row["group_name"],
            "display_session_id": row["display_session_id"],
            "seen_at": instant(at),
            "down_since": down_since,
        },
    )
