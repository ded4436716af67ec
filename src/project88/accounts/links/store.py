"""Links in the database; see queries.sql."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)
Kind: TypeAlias = Literal["set_up", "invitation", "password_reset"]


class NewLink(msgspec.Struct, frozen=True):
    """A link to be made. An invitation has partner, role and e-mail; a password reset its user,
    and the partner whose owner made it, None when it was made for the hub.
    """

    kind: Kind
    expires_at: datetime
    user_id: int | None = None
    partner_id: int | None = None
    role: str | None = None
    email: str = ""
    made_by: int | None = None


class Link(msgspec.Struct, frozen=True):
    """A link that works now, and what it is about; `name` is of the user whose password it is."""

    id: int
    kind: Kind
    user_id: int | None
    partner_id: int | None
    slug: str | None
    partner: str | None
    role: str | None
    email: str
    name: str | None
    expires_at: datetime


async def make(connection: Connection, new: NewLink, secret_hash: bytes, now: datetime) -> int:
    number: int = await connection.fetchval(
        _QUERIES["make_link"],
        new.kind,
        secret_hash,
        new.user_id,
        new.partner_id,
        new.role,
        new.email,
        new.made_by,
        now,
        new.expires_at,
    )
    return number


async def revoke_same(connection: Connection, new: NewLink, now: datetime) -> None:
    """Ends the open links that this one takes the place of."""
    await connection.execute(
        _QUERIES["revoke_links"], new.kind, new.user_id, new.partner_id, new.email, now
    )


class Revoked(msgspec.Struct, frozen=True):
    """A link that worked until now."""

    id: int
    kind: Kind
    email: str


async def revoke_of_maker(
    connection: Connection, user_id: int, partner_id: int, now: datetime
) -> list[Revoked]:
    """Ends the open links that this person made at the partner."""
    rows = await connection.fetch(_QUERIES["revoke_links_of_maker"], user_id, partner_id, now)
    return [Revoked(*row) for row in rows]


async def works_only_at(
    connection: Connection, user_id: int, partner_id: int, now: datetime
) -> bool:
    return bool(await connection.fetchval(_QUERIES["works_only_at"], user_id, partner_id, now))


async def open_link(connection: Connection, secret_hash: bytes, now: datetime) -> Link | None:
    row = await connection.fetchrow(_QUERIES["open_link"], secret_hash, now)
    return None if row is None else Link(*row)


async def use(connection: Connection, link_id: int, now: datetime) -> bool:
    """False when somebody used it a moment ago."""
    return await connection.fetchval(_QUERIES["use_link"], link_id, now) is not None


async def give_back(connection: Connection, link_id: int) -> None:
    await connection.execute(_QUERIES["give_link_back"], link_id)


async def join_partner(connection: Connection, partner_id: int, user_id: int, role: str) -> None:
    """Runs in the partner's transaction, where the audit log sees it."""
    await connection.execute(_QUERIES["join_partner"], partner_id, user_id, role)
