"""The statements of sessions and limits; each is one round trip in the caller's transaction."""

from collections.abc import Sequence

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.relay.sessions import SEEN_EVERY_MS, Facts, Key, Scalar, SignedIn

_queries = load(__package__)


async def begin(connection: Connection, key: Key, session: SignedIn) -> None:
    await connection.execute(
        _queries["begin_session"],
        session.id,
        key.hash,
        session.user_id,
        _text(session.facts),
        session.address,
        session.user_agent,
        session.created_ms,
        session.expires_ms,
    )


async def find(connection: Connection, key: Key, now_ms: int, idle_ms: int) -> SignedIn | None:
    row = await connection.fetchrow(
        _queries["find_session"], key.hash, now_ms, idle_ms, SEEN_EVERY_MS
    )
    return None if row is None else _session(row)


async def change(connection: Connection, session_id: str, facts: Facts) -> bool:
    row = await connection.fetchrow(_queries["change_session"], session_id, _text(facts))
    return row is not None


async def of_user(
    connection: Connection, user_id: int, now_ms: int, idle_ms: int
) -> list[SignedIn]:
    rows = await connection.fetch(_queries["sessions_of_user"], user_id, now_ms, idle_ms)
    return [_session(row) for row in rows]


async def end(connection: Connection, user_id: int, session_id: str) -> bool:
    row = await connection.fetchrow(_queries["end_session"], user_id, session_id)
    return row is not None


async def end_all(connection: Connection, user_id: int, except_id: str | None) -> int:
    rows: Sequence[asyncpg.Record] = await connection.fetch(
        _queries["end_sessions"], user_id, except_id
    )
    return len(rows)


async def take(
    connection: Connection, key: str, per_minute: float, burst: int, now_ms: int
) -> bool:
    taken = await connection.fetchval(_queries["take_try"], key, per_minute, burst, now_ms)
    return taken is not None


def _session(row: asyncpg.Record) -> SignedIn:
    return SignedIn(
        id=row["id"],
        user_id=row["user_id"],
        facts=msgspec.json.decode(row["facts"], type=dict[str, Scalar]),
        address=row["address"],
        user_agent=row["user_agent"],
        created_ms=row["created_ms"],
        seen_ms=row["seen_ms"],
        expires_ms=row["expires_ms"],
    )


def _text(facts: Facts) -> str:
    return msgspec.json.encode(facts).decode()
