"""A browser opens a link and is a screen from then on: the same as the last time, by its key.

A key is 128 random bits that only the browser keeps; here is a hash of it. It makes a browser the
same screen whatever link of the same partner it opens. Another partner knows no such key, and the
browser is a new screen there.
"""

import base64
import secrets
from datetime import datetime

import asyncpg

from project88.accounts.instants import instant
from project88.db.actor import Actor
from project88.db.pool import Connection, Pool
from project88.displays.link import hash_of
from project88.displays.plays import opened
from project88.displays.screens import store
from project88.displays.screens.device_schemas import EnteredScreen, ScreenAssignment
from project88.displays.store import Display
from project88.errors import Refused

MOST_ON_A_LINK = 300
SCREEN = Actor("process", "screen")
"""Who acts when a browser enters: nobody whom we know."""


class TooManyScreens(Refused):
    """The display goes on without being a screen."""

    code = "too_many_screens"
    status = 429


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode()


async def enter_again(pool: Pool, display: Display, key: str, now: int) -> EnteredScreen | None:
    """The screen that this browser is; None when nobody of this partner knows the key."""
    async with pool.partner(display.partner_id, by=SCREEN) as connection:
        row = await store.by_key(connection, hash_of(key))
        if row is None:
            return None
        if row["link_id"] != display.id:
            elsewhere = row["link_session"] != display.display_session_id
            row = await store.open_link(connection, row["id"], display.id, elsewhere=elsewhere)
        await store.heard_of(connection, row["id"], instant(now))
        await _opened(connection, display, row, now)
    return entered(row, key)


async def enter_new(pool: Pool, display: Display, now: int) -> EnteredScreen:
    """A screen with the partner's next number.

    :raises TooManyScreens: 300 screens have opened this link.
    """
    key = new_key()
    async with pool.partner(display.partner_id, by=SCREEN) as connection:
        await store.number_alone(connection, display.partner_id)
        row = await _made(connection, display, key, instant(now))
        await _opened(connection, display, row, now)
    return entered(row, key)


async def _made(
    connection: Connection, display: Display, key: str, now: datetime
) -> asyncpg.Record:
    if await store.screens_on_link(connection, display.id) >= MOST_ON_A_LINK:
        raise TooManyScreens(
            f"{MOST_ON_A_LINK} screens have opened this link. "
            "Make another link, or forget screens that are gone."
        )
    return await store.insert_screen(connection, display.partner_id, hash_of(key), display.id, now)


async def _opened(connection: Connection, display: Display, row: asyncpg.Record, now: int) -> None:
    """What is opened is the session that the screen shows, which may be another than the link's."""
    shown = row["display_session_id"] or display.display_session_id
    await opened(connection, display.partner_id, row["id"], shown, now)


def entered(row: asyncpg.Record, key: str) -> EnteredScreen:
    return EnteredScreen(
        id=row["id"],
        number=row["number"],
        name=row["name"],
        key=key,
        code=row["code"],
        assignment=ScreenAssignment(
            group=row["group_name"],
            language=row["language"],
            locations=row["locations"],
            template=row["template"],
            blank=row["blank"],
            identify_until=_ms(row["identify_until"]),
            reloads=row["reloads"],
        ),
    )


def _ms(at: datetime | None) -> int | None:
    return None if at is None else round(at.timestamp() * 1000)
