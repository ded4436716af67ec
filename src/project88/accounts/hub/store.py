"""The rows that a hub administrator sees; see queries.sql."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from project88.accounts.hub.schemas import HubMembership, HubPartner, HubUser
from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)
UserState: TypeAlias = Literal["active", "disabled"]


async def partners(
    hub_connection: Connection, now: datetime, partner_id: int | None = None
) -> list[HubPartner]:
    rows = await hub_connection.fetch(_QUERIES["partners"], now, partner_id)
    return [msgspec.convert(dict(row), HubPartner) for row in rows]


async def add_partner(hub_connection: Connection, slug: str, name: str, zone: str) -> int | None:
    """None when the short name is taken."""
    number: int | None = await hub_connection.fetchval(_QUERIES["add_partner"], slug, name, zone)
    return number


async def edit_partner(
    connection: Connection, partner_id: int, name: str | None, state: str | None
) -> bool:
    """False when there is no such partner."""
    edited = await connection.fetchval(_QUERIES["edit_partner"], partner_id, name, state)
    return edited is not None


async def let_in(
    connection: Connection, partner_id: int, user_id: int, role: str, until: datetime
) -> bool:
    """False for who is a member for good."""
    made = await connection.fetchval(_QUERIES["let_in"], partner_id, user_id, role, until)
    return made is not None


async def users(
    hub_connection: Connection, now: datetime, after: int, text: str | None, limit: int
) -> list[HubUser]:
    rows = await hub_connection.fetch(_QUERIES["users"], now, after, text, limit)
    return [_user(dict(row)) for row in rows]


async def set_state(hub_connection: Connection, user_id: int, state: UserState) -> bool:
    """False when it is so already."""
    return await hub_connection.fetchval(_QUERIES["set_state"], user_id, state) is not None


async def is_user(hub_connection: Connection, user_id: int) -> bool:
    return bool(await hub_connection.fetchval(_QUERIES["is_user"], user_id))


def _user(row: dict[str, object]) -> HubUser:
    memberships = msgspec.json.decode(str(row["memberships"]), type=list[HubMembership])
    return msgspec.convert({**row, "memberships": memberships}, HubUser)
