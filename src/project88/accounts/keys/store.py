"""The rows of API keys; see queries.sql."""

from collections.abc import Iterable, Mapping
from datetime import datetime

import asyncpg
import msgspec

from project88.accounts.callers.keys import Token
from project88.accounts.keys.schemas import Key
from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class NewRow(msgspec.Struct, frozen=True):
    """A key to be written."""

    name: str
    scopes: Iterable[str]
    made_by: int | None
    expires_at: datetime | None


async def keys(connection: Connection) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["keys"])


async def add_key(
    connection: Connection, partner_id: int, token: Token, new: NewRow
) -> asyncpg.Record:
    row = await connection.fetchrow(
        _QUERIES["add_key"],
        partner_id,
        new.name,
        token.prefix,
        token.secret_hash,
        sorted(new.scopes),
        new.made_by,
        new.expires_at,
    )
    if row is None:
        raise LookupError("an insert that returns nothing")
    return row


async def revoke_key(connection: Connection, key_id: int) -> bool:
    """False when there is no such key, or it was revoked already."""
    return await connection.fetchval(_QUERIES["revoke_key"], key_id) is not None


async def count_keys(connection: Connection) -> int:
    return int(await connection.fetchval(_QUERIES["count_keys"]))


def key_of(row: asyncpg.Record, makers: Mapping[int, str]) -> Key:
    """`makers` are names of users by number."""
    fields = dict(row)
    fields["made_by"] = makers.get(row["made_by"] or 0, "")
    return msgspec.convert(fields, Key)
