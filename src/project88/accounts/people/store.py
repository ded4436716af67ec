"""The rows of people and of a partner's settings; see queries.sql."""

from datetime import datetime

import msgspec

from project88.accounts.people.schemas import Invitation, PartnerChange, PartnerSettings, Person
from project88.accounts.roles import Role
from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class Account(msgspec.Struct, frozen=True):
    """A user, and what decides who may give them a new password."""

    user_id: int
    name: str
    email: str
    language: str
    hub_administrator: bool
    works_elsewhere: bool
    works_here: bool


class Member(msgspec.Struct, frozen=True):
    """Who is what; a guest is a hub administrator who was let in for a while."""

    user_id: int
    role: Role
    guest: bool


async def people(hub_connection: Connection, partner_id: int, now: datetime) -> list[Person]:
    rows = await hub_connection.fetch(_QUERIES["people"], partner_id, now)
    return [msgspec.convert(dict(row), Person) for row in rows]


async def invitations(
    hub_connection: Connection, partner_id: int, now: datetime
) -> list[Invitation]:
    rows = await hub_connection.fetch(_QUERIES["invitations"], partner_id, now)
    return [msgspec.convert(dict(row), Invitation) for row in rows]


async def is_member(hub_connection: Connection, partner_id: int, email: str, now: datetime) -> bool:
    return bool(await hub_connection.fetchval(_QUERIES["is_member"], partner_id, email, now))


async def revoke_invitation(
    hub_connection: Connection, invitation_id: int, partner_id: int
) -> str | None:
    """Whom it was for; None when no such invitation is open."""
    email: str | None = await hub_connection.fetchval(
        _QUERIES["revoke_invitation"], invitation_id, partner_id
    )
    return email


async def account(
    hub_connection: Connection, user_id: int, partner_id: int, now: datetime
) -> Account | None:
    """An active user, as seen from this partner."""
    row = await hub_connection.fetchrow(_QUERIES["account"], user_id, partner_id, now)
    return None if row is None else Account(*row)


async def lock_members(connection: Connection, now: datetime) -> dict[int, Member]:
    """By user, locked until the transaction ends."""
    rows = await connection.fetch(_QUERIES["lock_members"], now)
    return {
        row["user_id"]: Member(row["user_id"], Role(row["role"]), row["expires_at"] is not None)
        for row in rows
    }


async def set_role(connection: Connection, user_id: int, role: Role) -> None:
    await connection.execute(_QUERIES["set_role"], user_id, role.value)


async def end_membership(connection: Connection, user_id: int) -> None:
    await connection.execute(_QUERIES["end_membership"], user_id)


async def partner(connection: Connection, partner_id: int) -> PartnerSettings:
    row = await connection.fetchrow(_QUERIES["partner"], partner_id)
    return msgspec.convert(dict(row or {}), PartnerSettings)


async def edit_partner(
    connection: Connection, partner_id: int, change: PartnerChange
) -> PartnerSettings:
    row = await connection.fetchrow(
        _QUERIES["edit_partner"], partner_id, *msgspec.structs.astuple(change)
    )
    return msgspec.convert(dict(row or {}), PartnerSettings)


async def names(hub_connection: Connection, user_ids: list[int]) -> dict[int, str]:
    rows = await hub_connection.fetch(_QUERIES["names"], user_ids)
    return {row["id"]: row["name"] for row in rows}
