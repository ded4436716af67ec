"""Authenticators and recovery codes in the database; every connection came through the hub door."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from project88.db.pool import Connection
from project88.db.queries import load

_QUERIES = load(__package__)


class Totp(msgspec.Struct, frozen=True):
    """An authenticator's secret, still encrypted; None where there is none."""

    secret: bytes | None
    confirmed: bool
    last_step: int


async def totp(connection: Connection, user_id: int) -> Totp:
    row = await connection.fetchrow(_QUERIES["totp"], user_id)
    return Totp(*row) if row is not None else Totp(None, False, 0)  # noqa: FBT003 -- a row


async def begin_totp(connection: Connection, user_id: int, secret: bytes) -> bool:
    """False when an authenticator counts already."""
    return await connection.fetchval(_QUERIES["begin_totp"], user_id, secret) is not None


async def confirm_totp(
    connection: Connection, user_id: int, secret: bytes, now: datetime, step: int
) -> bool:
    confirmed = await connection.fetchval(_QUERIES["confirm_totp"], user_id, secret, now, step)
    return confirmed is not None


async def use_step(connection: Connection, user_id: int, step: int) -> bool:
    """False when this step, or a later one, was used already."""
    return await connection.fetchval(_QUERIES["use_step"], user_id, step) is not None


async def remove_totp(connection: Connection, user_id: int) -> bool:
    return await connection.fetchval(_QUERIES["remove_totp"], user_id) is not None


async def replace_recovery_codes(
    connection: Connection, user_id: int, hashes: Sequence[str], now: datetime
) -> None:
    await connection.execute(_QUERIES["end_recovery_codes"], user_id, now)
    await connection.execute(_QUERIES["add_recovery_codes"], user_id, list(hashes))


async def use_recovery_code(
    connection: Connection, user_id: int, code_hash: str, now: datetime
) -> bool:
    used = await connection.fetchval(_QUERIES["use_recovery_code"], user_id, code_hash, now)
    return used is not None


async def recovery_codes_left(connection: Connection, user_id: int) -> int:
    left: int = await connection.fetchval(_QUERIES["recovery_codes_left"], user_id)
    return left
