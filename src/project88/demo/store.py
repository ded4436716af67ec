"""The demo's partner and listener in the database, each made once."""

from project88.db.pool import Connection
from project88.db.queries import load

_queries = load(__package__)


async def put_partner(hub_connection: Connection, slug: str, name: str, zone: str) -> int:
    """The partner's id."""
    partner_id: int = await hub_connection.fetchval(_queries["put_partner"], slug, name, zone)
    return partner_id


async def put_listener(connection: Connection, partner_id: int, port: int) -> None:
    """One listener, on this port; a demo that was given another port moves it."""
    if await connection.fetchval(_queries["move_listener"], port) is None:
        await connection.execute(_queries["add_listener"], partner_id, port)
