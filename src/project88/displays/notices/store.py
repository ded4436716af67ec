"""The rows of notices; see queries.sql."""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

from project88.db.pool import Connection
from project88.db.queries import load
from project88.displays.notices.schemas import NoticeAddress

_QUERIES = load(__package__)


class Words(msgspec.Struct, frozen=True):
    """What is said, by whom and how long."""

    kind: str
    text: str
    until: datetime | None
    made_by: int | None
    made_at: datetime


async def insert(
    connection: Connection, partner_id: int, words: Words, to: Sequence[NoticeAddress]
) -> int:
    """One act; the number of its first row."""
    first: int | None = None
    for one in to:
        number: int = await connection.fetchval(
            _QUERIES["insert_notice"],
            partner_id,
            words.kind,
            words.text,
            one.display_session_id,
            one.group,
            one.screen_id,
            words.until,
            words.made_by,
            words.made_at,
            first,
        )
        first = first or number
    assert first is not None
    return first


async def notices(
    connection: Connection, reach: list[int] | None, now: datetime, act: int | None = None
) -> list[asyncpg.Record]:
    return await connection.fetch(_QUERIES["notices"], reach, now, act)


async def concerned_screens(
    connection: Connection, reach: list[int] | None, notice_ids: list[int]
) -> dict[int, int]:
    """Act to screens."""
    rows = await connection.fetch(_QUERIES["concerned_screens"], reach, notice_ids)
    return {row["act"]: row["screens"] for row in rows}


async def take_back(connection: Connection, notice_ids: list[int], now: datetime) -> None:
    await connection.execute(_QUERIES["take_back"], notice_ids, now)
