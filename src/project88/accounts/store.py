"""The rows of partners and listeners; every connection here has come through the hub door."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

import asyncpg

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)
Network: TypeAlias = IPv4Network | IPv6Network


async def partners(hub_connection: Connection) -> list[asyncpg.Record]:
    """Rows (id, slug, name, zone), without the Unclaimed pool."""
    return await hub_connection.fetch(_QUERIES["partners"])


async def partner_of_slug(hub_connection: Connection, slug: str) -> asyncpg.Record | None:
    """(id, slug, name, zone) of the partner with this short name."""
    return await hub_connection.fetchrow(_QUERIES["partner_of_slug"], slug)


async def add_partner(
    hub_connection: Connection, slug: str, name: str, zone: str
) -> asyncpg.Record | None:
    """The new row (id, slug, name, zone); None when the short name is taken."""
    return await hub_connection.fetchrow(_QUERIES["add_partner"], slug, name, zone)


async def listeners(hub_connection: Connection) -> list[asyncpg.Record]:
    """Rows (id, partner, protocol, bind_address, port, allowed_networks) that are enabled."""
    return await hub_connection.fetch(_QUERIES["listeners"])


async def add_listener(
    hub_connection: Connection,
    partner_id: int,
    protocol: str,
    port: int,
    networks: Sequence[Network],
) -> bool:
    """False when the port has a listener already."""
    added = await hub_connection.fetchval(
        _QUERIES["add_listener"], partner_id, protocol, port, list(networks)
    )
    return added is not None


async def hand_over_shared_ports(hub_connection: Connection, partner_id: int) -> int:
    """The usual ports become the first partner's own; how many."""
    return len(await hub_connection.fetch(_QUERIES["hand_over_shared_ports"], partner_id))


async def remove_listener(hub_connection: Connection, port: int) -> bool:
    """False when no listener is on that port."""
    return await hub_connection.fetchval(_QUERIES["remove_listener"], port) is not None


async def notify_listeners(hub_connection: Connection) -> None:
    """Makes the collector look again, when this commits."""
    await hub_connection.execute(_QUERIES["notify_listeners"])
