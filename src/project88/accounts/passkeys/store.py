"""Passkeys in the database; every connection came through the hub door."""

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)
Purpose: TypeAlias = Literal["sign_in", "add"]


class Passkey(msgspec.Struct, frozen=True):
    """One that still works."""

    id: int
    user_id: int
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]
    name: str
    created_at: datetime
    last_used_at: datetime | None


class NewPasskey(msgspec.Struct, frozen=True):
    """What a browser has made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]
    name: str


async def passkeys(connection: Connection, user_id: int) -> list[Passkey]:
    return [Passkey(*row) for row in await connection.fetch(_QUERIES["passkeys"], user_id)]


async def passkey_by_credential(connection: Connection, credential_id: bytes) -> Passkey | None:
    row = await connection.fetchrow(_QUERIES["passkey_by_credential"], credential_id)
    return None if row is None else Passkey(*row)


async def add_passkey(connection: Connection, user_id: int, new: NewPasskey) -> int | None:
    """Its number; None when this credential is known already."""
    number: int | None = await connection.fetchval(
        _QUERIES["add_passkey"],
        user_id,
        new.credential_id,
        new.public_key,
        new.sign_count,
        new.transports,
        new.name,
    )
    return number


async def use_passkey(
    connection: Connection, passkey_id: int, sign_count: int, now: datetime
) -> bool:
    """False when the counter did not go forward: somebody may have copied the key."""
    used = await connection.fetchval(_QUERIES["use_passkey"], passkey_id, sign_count, now)
    return used is not None


async def rename_passkey(connection: Connection, passkey_id: int, user_id: int, name: str) -> bool:
    renamed = await connection.fetchval(_QUERIES["rename_passkey"], passkey_id, user_id, name)
    return renamed is not None


async def remove_passkey(
    connection: Connection, passkey_id: int, user_id: int, now: datetime
) -> str | None:
    """Its name; None when the person has no such passkey."""
    name: str | None = await connection.fetchval(
        _QUERIES["remove_passkey"], passkey_id, user_id, now
    )
    return name


async def put_challenge(
    connection: Connection,
    challenge_hash: bytes,
    purpose: Purpose,
    user_id: int | None,
    expires_at: datetime,
) -> None:
    await connection.execute(
        _QUERIES["put_challenge"], challenge_hash, purpose, user_id, expires_at
    )


async def take_challenge(
    connection: Connection,
    challenge_hash: bytes,
    purpose: Purpose,
    user_id: int | None,
    now: datetime,
) -> bool:
    """False when it was never put, was taken, or is too old."""
    taken = await connection.fetchval(
        _QUERIES["take_challenge"], challenge_hash, purpose, now, user_id
    )
    return taken is not None
