"""Migrations: numbered SQL files, applied in order, each in one transaction, each exactly once.

Files are named ``NNNN_words.sql`` and lie in ``migrations/``. What was applied is remembered with
the sha256 of its text: a file that changed afterwards, or is gone, is refused, because the database
would no longer be what the files say. One advisory lock keeps two migrators apart. A migration that
cannot get its table lock in 4 seconds gives up, so that it never stands in the way of the reads of
a race: nothing has happened then, and it can be tried again.

The schema belongs to ``project88_owner``, a plain role: a superuser is refused, because functions
that run with their owner's rights would then run with everybody's.
"""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import asyncpg
import msgspec

from project88 import log
from project88.db import roles
from project88.db.queries import load
from project88.errors import Misconfigured, Unavailable

MIGRATIONS = Path(__file__).with_name("migrations")
_FILE_NAME = re.compile(r"(?P<number>\d{4})_[a-z0-9_]+\.sql")
_LOCK = 8808_0001
_OTHER_MIGRATOR_S = 300
_LOCK_TIMEOUT = "4s"
_STATEMENT_TIMEOUT = "10min"
_queries = load(__file__)
_log = log.get(__name__)


class Migration(msgspec.Struct, frozen=True):
    """One file."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def read(folder: Path = MIGRATIONS) -> list[Migration]:
    """The files in order; raises `Misconfigured` for a misnamed one or a number used twice."""
    found: dict[int, Migration] = {}
    for path in sorted(folder.glob("*.sql")):
        match = _FILE_NAME.fullmatch(path.name)
        if match is None:
            raise Misconfigured(f"The migration {path.name} is not named like 0001_words.sql.")
        number = int(match["number"])
        if number in found:
            raise Misconfigured(f"Two migrations have the number {match['number']}.")
        found[number] = Migration(number, path.stem, path.read_text(encoding="utf-8"))
    return list(found.values())


async def migrate(owner_url: str, folder: Path = MIGRATIONS) -> list[str]:
    """Apply what is missing; returns the names of what was applied now, in order.

    Safe to run at any time and by several processes at once. Raises `Misconfigured` when the files
    and the database disagree, `UnsafeRole` for a superuser, `Unavailable` when another migrator or
    a busy table does not let us through.
    """
    files = read(folder)
    connection = await roles.connect(owner_url)
    try:
        await roles.require_owner(connection)
        await _take_turn(connection)
        await connection.execute(_queries["create_table"])
        missing = _missing(files, await connection.fetch(_queries["applied"]))
        for migration in missing:
            await _apply(connection, migration)
    finally:
        # Closing the session releases the advisory lock.
        await connection.close()
    return [migration.name for migration in missing]


async def pending(url: str, folder: Path = MIGRATIONS) -> list[str]:
    """The names of what `migrate` would apply; the service login may ask too."""
    files = read(folder)
    connection = await roles.connect(url)
    try:
        if not await connection.fetchval(_queries["has_table"]):
            return [migration.name for migration in files]
        missing = _missing(files, await connection.fetch(_queries["applied"]))
    finally:
        await connection.close()
    return [migration.name for migration in missing]


def _missing(files: Sequence[Migration], applied: Sequence[asyncpg.Record]) -> list[Migration]:
    """The files still to apply, after checking that the past is what the files say."""
    by_number = {migration.number: migration for migration in files}
    for row in applied:
        file = by_number.pop(row["number"], None)
        if file is None:
            raise Misconfigured(
                f"The database has the migration {row['name']}, and this version of the hub does "
                "not know it: start a version of the hub that is at least as new as the database."
            )
        if file.sha256 != row["sha256"]:
            raise Misconfigured(
                f"The migration {row['name']} was changed after it had been applied: put the "
                "file back as it was, and write a new one for what should change."
            )
    newest = max((row["number"] for row in applied), default=0)
    late = [migration.name for migration in by_number.values() if migration.number < newest]
    if late:
        raise Misconfigured(
            f"The migration {late[0]} came after newer ones had been applied: give it a number "
            f"above {newest:04}."
        )
    return list(by_number.values())


async def _take_turn(connection: asyncpg.Connection) -> None:
    try:
        await connection.execute(_queries["take_lock"], _LOCK, timeout=_OTHER_MIGRATOR_S)
    except TimeoutError as error:
        raise Unavailable(
            "Another migration of this database has been running for five minutes: wait for it."
        ) from error


async def _apply(connection: asyncpg.Connection, migration: Migration) -> None:
    try:
        async with connection.transaction():
            await connection.execute(_queries["limit_times"], _LOCK_TIMEOUT, _STATEMENT_TIMEOUT)
            await connection.execute(migration.sql)
            await connection.execute(
                _queries["remember"], migration.number, migration.name, migration.sha256
            )
    except asyncpg.LockNotAvailableError as error:
        raise Unavailable(
            f"The migration {migration.name} could not get its tables within 4 seconds because "
            "they are in use: nothing was changed; try again at a quieter moment."
        ) from error
    except asyncpg.PostgresError as error:
        raise Misconfigured(
            f"The migration {migration.name} failed and changed nothing: {error}."
        ) from error
    _log.info("migration applied", migration=migration.name)
