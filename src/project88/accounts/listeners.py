"""The ports on which timing hardware may connect, one partner behind each.

A port of the Unclaimed pool is a shared one: what arrives there belongs to nobody until somebody
claims it. The collector is told of every change and needs no restart.
"""

from collections.abc import Sequence
from ipaddress import ip_network
from typing import Literal

import msgspec

from project88.accounts import store
from project88.db.pool import Pool
from project88.errors import Conflict, InputError, NotFound

Protocol = Literal["ctp01", "jchip"]


class Listener(msgspec.Struct, frozen=True):
    """An open port. No networks: any address may connect."""

    id: int
    partner: str
    protocol: str
    bind_address: str | None
    port: int
    networks: tuple[str, ...]


async def listeners(pool: Pool) -> list[Listener]:
    """Every open port, of whichever partner."""
    async with pool.hub("list the listeners of every partner") as connection:
        rows = await store.listeners(connection)
    return [
        Listener(
            row["id"],
            row["partner"],
            row["protocol"],
            row["bind_address"],
            row["port"],
            tuple(row["allowed_networks"]),
        )
        for row in rows
    ]


async def add_listener(
    pool: Pool, partner_id: int, protocol: Protocol, port: int, allowed: Sequence[str] = ()
) -> None:
    """Opens a port for a partner; `allowed` are networks such as 192.0.2.0/24, none: all.

    :raises InputError: for what is no port or no network.
    :raises Conflict: when the port has a listener already.
    """
    if not 0 < port < 65_536:
        raise InputError(f"{port} is not a port; ports are 1 to 65535.")
    networks = [_network(text) for text in allowed]
    async with pool.hub("add a listener for a partner") as connection:
        added = await store.add_listener(connection, partner_id, protocol, port, networks)
        await store.notify_listeners(connection)
    if not added:
        raise Conflict(f"Port {port} has a listener already; remove it first.")


async def remove_listener(pool: Pool, port: int) -> None:
    """Closes a port. What came in on it stays where it is.

    :raises NotFound: no listener is on that port.
    """
    async with pool.hub("remove a listener") as connection:
        removed = await store.remove_listener(connection, port)
        await store.notify_listeners(connection)
    if not removed:
        raise NotFound(f"No listener is on port {port}.")


def _network(text: str) -> store.Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise InputError(f"“{text}” is not a network; write it as 192.0.2.0/24.") from error
