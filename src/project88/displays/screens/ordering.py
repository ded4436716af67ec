"""What operators tell screens to do: in one transaction, so that a group switches in one moment.

Every web process hears of the transaction once, when all of it is done.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import asyncpg
import msgspec
from msgspec import UnsetType

from project88.accounts.access import Caller
from project88.db.pool import Connection
from project88.displays.screens import store
from project88.displays.screens.listing import numbers
from project88.displays.screens.reaching import no_screen
from project88.displays.screens.schemas import (
    Blank,
    ClearQueue,
    Identify,
    Order,
    Point,
    ReleaseTakeover,
    Reload,
    ScreenChange,
    ScreenOrder,
    ScreensMeant,
)
from project88.displays.sessions.reach import Reach, open_session, reach_of, reached
from project88.displays.templates import References
from project88.errors import InputError

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


async def obey(
    connection: Connection,
    caller: Caller,
    order: ScreenOrder,
    references: References,
    now: datetime,
) -> int:
    """How many screens were told.

    :raises NotFound: a screen or a display session that is not there for this caller.
    :raises InputError: a template that can't be chosen.
    """
    reach = await reach_of(connection, caller)
    meant = await meant_by(connection, caller, reach, order.to)
    if isinstance(order.order, Point):
        await references.require(connection, order.order.template)
    await _tell(connection, caller, meant, order.order, now)
    return len(meant)


async def meant_by(
    connection: Connection, caller: Caller, reach: Reach, to: ScreensMeant
) -> list[asyncpg.Record]:
    """The screens that are meant now, held until the transaction ends."""
    require_one_way(to)
    if to.display_session_id is not None:
        await reached(connection, caller, to.display_session_id)
    screens = None if to.screens is None else sorted(set(to.screens))
    found = await store.meant_screens(connection, reach, screens, to.group, to.display_session_id)
    if screens is not None and len(found) < len(screens):
        raise no_screen()
    return found


def require_one_way(to: ScreensMeant) -> None:
    """:raises InputError: nobody is meant, or in two ways."""
    whole_session = to.display_session_id is not None and to.group is None
    ways = [to.screens is not None, to.group is not None, whole_session, to.all]
    if sum(ways) != 1 or (to.screens is not None and to.display_session_id is not None):
        raise InputError(
            "Say in one way which screens are meant: `screens`, `group` (perhaps with "
            "`display_session_id`), `display_session_id`, or `all`.",
            code="screens_meant",
        )


async def _tell(
    connection: Connection,
    caller: Caller,
    meant: Sequence[asyncpg.Record],
    order: Order,
    now: datetime,
) -> None:
    ids = numbers(meant)
    match order:
        case Identify(seconds):
            await store.identify(connection, ids, now + timedelta(seconds=seconds))
        case Blank(on):
            await store.blank(connection, ids, on=on)
        case Reload():
            await store.reload(connection, ids)
        case Point(display_session_id, template):
            await require_pointable(connection, caller, meant, display_session_id)
            await store.point(connection, ids, display_session_id, template)
        case ReleaseTakeover(minutes):
            await store.release(connection, ids, now + timedelta(minutes=minutes))
        case ClearQueue():
            await store.clear_queues(connection, ids, now)


async def require_pointable(
    connection: Connection,
    caller: Caller,
    meant: Sequence[asyncpg.Record],
    display_session_id: int | None,
) -> None:
    """Pointing needs reach on both: what is shown now, which the screens were found by, and what is
    to be shown.

    :raises NotFound: there is no such display session for this caller.
    :raises Conflict: it is archived.
    """
    if display_session_id is None:
        for link_session in {row["link_session"] for row in meant} - {None}:
            await reached(connection, caller, link_session)
        return
    await open_session(connection, caller, display_session_id)


async def change(
    connection: Connection,
    caller: Caller,
    screen_id: int,
    wanted: ScreenChange,
    references: References,
) -> None:
    """:raises NotFound: no such screen, or display session, for this caller.
    :raises InputError: a template that can't be chosen.
    """
    reach = await reach_of(connection, caller)
    found = await store.meant_screens(connection, reach, [screen_id])
    if not found:
        raise no_screen()
    screen = found[0]
    await references.require(connection, wanted.template, screen["template"])
    if not isinstance(wanted.display_session_id, UnsetType):
        await require_pointable(connection, caller, found, wanted.display_session_id)
    await store.change_screen(
        connection,
        screen_id,
        " ".join(_or(wanted.name, screen["name"]).split()),
        " ".join(_or(wanted.group, screen["group_name"]).split()),
        _or(wanted.language, screen["language"]),
        _or(wanted.locations, screen["locations"]),
        _or(wanted.template, screen["template"]),
        _or(wanted.display_session_id, screen["pointed_to"]),
        None if isinstance(wanted.settings, UnsetType) else _encode(wanted.settings).decode(),
    )


def _or(wanted: T | UnsetType, known: T) -> T:
    """What is wanted; what is, when nothing was said."""
    return known if isinstance(wanted, UnsetType) else wanted


async def forget(connection: Connection, caller: Caller, screen_id: int, now: datetime) -> None:
    """Its key is void, and it stands in no list; its proofs of play stay.

    :raises NotFound: no such screen for this caller.
    """
    reach = await reach_of(connection, caller)
    if not await store.meant_screens(connection, reach, [screen_id]):
        raise no_screen()
    await store.forget(connection, [screen_id], now)
