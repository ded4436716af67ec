"""A spare device becomes a screen that has died, by the code on its back.

The code is no permission: it counts only together with a link to the display session that the dead
screen showed. What runs cannot be taken away, unless an operator has just released it.
"""

from datetime import datetime, timedelta

import asyncpg

from project88.accounts.instants import instant
from project88.db.pool import Pool
from project88.displays.address import address_of
from project88.displays.link import hash_of
from project88.displays.screens import store
from project88.displays.screens.device_schemas import EnteredScreen
from project88.displays.screens.entering import SCREEN, entered, new_key
from project88.displays.store import Display
from project88.errors import Conflict

SILENT = timedelta(seconds=30)
"""A screen reports every ten seconds; after three that did not come it is down."""


async def take_over(pool: Pool, display: Display, code: str, now: int) -> EnteredScreen | None:
    """The screen, which is this device from now on; None when this link knows no such code.

    :raises Conflict: the screen is running.
    """
    known, here, key = address_of(code.strip()), instant(now), new_key()
    if known is None:
        return None
    async with pool.partner(display.partner_id, by=SCREEN) as connection:
        screen = await store.by_code(connection, known)
        if screen is None or not _of(display, screen):
            return None
        if not may_be_taken(screen, here):
            raise Conflict(
                f"Screen {screen['number']} is running. Switch it off and wait half a minute, or "
                "have an operator release it.",
                code="screen_is_running",
            )
        # Its report first, then the screen: in the order in which reports are written.
        await store.begin_again(
            connection, screen["id"], display.partner_id, display.display_session_id, here
        )
        row = await store.become(connection, screen["id"], hash_of(key), display.id)
    return entered(row, key)


def _of(display: Display, screen: asyncpg.Record) -> bool:
    """Whether the link shows what the screen does: that of its own link, or where it was pointed."""
    return display.display_session_id in {screen["link_session"], screen["shown_session"]}


def may_be_taken(screen: asyncpg.Record, now: datetime) -> bool:
    """It was released, or it has been silent; one that never reported counts from its entering."""
    if screen["takeover_until"] is not None and screen["takeover_until"] > now:
        return True
    heard: datetime = screen["seen_at"] or screen["first_seen_at"]
    return now - heard >= SILENT
