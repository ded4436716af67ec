"""Which display sessions a caller sees: one, or a page of them."""

from datetime import datetime

import msgspec

from project88.accounts.access import Caller
from project88.accounts.roles import IN_WORDS, Permission
from project88.db.pool import Connection, Pool
from project88.displays.sessions import store
from project88.displays.sessions.people import runners_of_displays
from project88.displays.sessions.reach import manages, reached, user_of
from project88.displays.sessions.schemas import DisplaySession, DisplaySessionPage
from project88.displays.sessions.showing import Whole, shown, whole
from project88.displays.sessions.store import Wanted
from project88.errors import Refused


class Asked(msgspec.Struct, frozen=True):
    """What a page shall hold; `abandoned`: sessions whose owner is not there any more."""

    event_id: int | None
    state: str | None
    everyone: bool
    abandoned: bool
    after: int | None
    limit: int


async def page(pool: Pool, caller: Caller, asked: Asked, now: datetime) -> DisplaySessionPage:
    """The newest first. :raises Refused: `everyone` for who does not manage displays."""
    if asked.everyone and not manages(caller):
        words = IN_WORDS[Permission.DISPLAYS_MANAGE]
        raise Refused(f"You may not {words} here.", code="not_allowed")
    present = None
    if asked.abandoned:
        here = await runners_of_displays(pool, caller.partner_id, now)
        present = [one.user_id for one in here]
    wanted = Wanted(
        everyone=asked.everyone or asked.abandoned,
        user_id=user_of(caller),
        event_id=asked.event_id,
        state=asked.state,
        after=asked.after,
        limit=asked.limit + 1,
        not_of=present,
    )
    async with pool.partner(caller.partner_id, by=caller.actor) as connection:
        rows = await store.reached(connection, wanted)
        known = await whole(connection, rows[: asked.limit], now)
    items = await shown(pool, caller, known, now)
    return DisplaySessionPage(items, items[-1].id if len(rows) > asked.limit else None)


async def look(connection: Connection, caller: Caller, session_id: int, now: datetime) -> Whole:
    """One session, for `one` to show. :raises NotFound: not within reach."""
    return await whole(connection, [await reached(connection, caller, session_id)], now)


async def one(pool: Pool, caller: Caller, known: Whole, now: datetime) -> DisplaySession:
    [session] = await shown(pool, caller, known, now)
    return session
