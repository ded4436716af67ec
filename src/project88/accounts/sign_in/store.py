"""Known devices; see queries.sql."""

from datetime import datetime

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


async def is_known_device(hub_connection: Connection, user_id: int, device: bytes) -> bool:
    return bool(await hub_connection.fetchval(_QUERIES["is_known_device"], user_id, device))


async def know_device(
    hub_connection: Connection, user_id: int, device: bytes, now: datetime
) -> None:
    await hub_connection.execute(_QUERIES["know_device"], user_id, device, now)


async def forget_devices(
    hub_connection: Connection, user_id: int, but: bytes | None, now: datetime
) -> None:
    await hub_connection.execute(_QUERIES["forget_devices"], user_id, but, now)


async def forget_ended(connection: Connection, before: datetime) -> int:
    """Removes what was over before then; needs neither a partner nor the hub door."""
    gone: int = await connection.fetchval(_QUERIES["forget_ended"], before)
    return gone
