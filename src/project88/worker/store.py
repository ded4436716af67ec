"""The worker's statements; what touches partitions runs with the owner's rights inside PostgreSQL."""

from datetime import date, datetime

from project88.db.pool import Connection
from project88.db.queries import load

_queries = load(__file__)

LOCK_TIMEOUT = "4s"
"""How long a change of partitions may hold up the reads that queue behind it."""


async def ensure_read_partitions(connection: Connection, first: date, last: date) -> int:
    """Make what is missing of these UTC days, both included; how many were made."""
    await connection.execute(_queries["wait_little_for_locks"], LOCK_TIMEOUT)
    made: int = await connection.fetchval(_queries["ensure_read_partitions"], first, last)
    return made


async def drop_read_partitions(connection: Connection, before: date) -> int:
    """Drop the UTC days before this one; how many were dropped."""
    await connection.execute(_queries["wait_little_for_locks"], LOCK_TIMEOUT)
    dropped: int = await connection.fetchval(_queries["drop_read_partitions"], before)
    return dropped


async def forget_ended_connections(connection: Connection, before: datetime) -> int:
    """Remove connections that ended before this; how many were removed."""
    gone: int = await connection.fetchval(_queries["forget_ended_connections"], before)
    return gone
