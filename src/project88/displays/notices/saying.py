"""Putting words over screens and taking them back.

Words concern whatever is there, and what comes later: a screen that enters during an emergency
shows it too. So they are addressed to a display session, a group or a screen and not to the screens
of this moment. An operator who means "all" means all that he reaches, which is one row for each of
his display sessions; whoever manages everyone's displays means the whole timing partner, which is
one row. Those rows are one act, and each stops being shown with its own reader: who reaches only
one of the sessions takes the words back there.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

import asyncpg

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.displays.notices import store
from project88.displays.notices.schemas import NewNotice, Notice, NoticeAddress
from project88.displays.notices.store import Words
from project88.displays.screens.listing import numbers
from project88.displays.screens.ordering import meant_by
from project88.displays.screens.schemas import ScreensMeant
from project88.displays.sessions.reach import Reach, reach_of
from project88.errors import InputError, NotFound, Refused


async def say(connection: Connection, caller: Caller, new: NewNotice, now: datetime) -> int:
    """The number of the notice.

    :raises NotFound: a screen or a display session that is not there for this caller.
    """
    reach = await reach_of(connection, caller)
    meant = await meant_by(connection, caller, reach, new.to)
    until = None if new.seconds is None else now + timedelta(seconds=new.seconds)
    made_by = caller.id if caller.kind == "user" else None
    words = Words(new.kind, new.text.strip(), until, made_by, now)
    to = _addresses(reach, new.to, meant)
    if not to:
        raise InputError("You have no display session whose screens could show this.")
    return await store.insert(connection, caller.partner_id, words, to)


def _addresses(
    reach: Reach, to: ScreensMeant, meant: Sequence[asyncpg.Record]
) -> list[NoticeAddress]:
    if to.screens is not None:
        return [NoticeAddress(screen_id, None, None) for screen_id in numbers(meant)]
    if to.display_session_id is not None or reach is None:
        return [NoticeAddress(None, to.group, to.display_session_id)]
    return [NoticeAddress(None, to.group, session_id) for session_id in reach]


async def standing(
    connection: Connection, caller: Caller, now: datetime, act: int | None = None
) -> list[tuple[Notice, int | None]]:
    """What stands over the caller's screens, the newest first, each with the user who made it."""
    reach = await reach_of(connection, caller)
    rows = await store.notices(connection, reach, now, act)
    counts = await store.concerned_screens(connection, reach, numbers(rows))
    acts = groupby(rows, key=lambda row: row["act"])
    return [_notice(number, list(parts), counts.get(number, 0)) for number, parts in acts]


async def take_back(connection: Connection, caller: Caller, act: int, now: datetime) -> None:
    """What was there before is there again.

    :raises NotFound: nothing like that stands over a screen of this caller.
    :raises Refused: it concerns everybody's screens.
    """
    reach = await reach_of(connection, caller)
    rows = await store.notices(connection, reach, now, act)
    if not rows:
        raise NotFound("There is no such notice, or it is over.", code="no_notice")
    own = [row for row in rows if row["may_take_back"]]
    if not own:
        raise Refused(
            "This stands over everybody's screens. Who may see and take over everyone's displays "
            "can take it back.",
            code="not_allowed",
        )
    await store.take_back(connection, numbers(own), now)


def _notice(act: int, parts: Sequence[asyncpg.Record], screens: int) -> tuple[Notice, int | None]:
    first = parts[0]
    notice = Notice(
        id=act,
        kind=first["kind"],
        text=first["text"],
        to=[
            NoticeAddress(row["screen_id"], row["group_name"], row["display_session_id"])
            for row in parts
        ],
        screens=screens,
        until=first["until"],
        made_at=first["made_at"],
        made_by="",
        may_take_back=any(row["may_take_back"] for row in parts),
    )
    return notice, first["made_by"]
