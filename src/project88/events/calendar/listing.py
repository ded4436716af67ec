"""Pages of events, for those who see all of them and for those who see today's only."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from project88.db.pool import Connection
from project88.errors import InputError
from project88.events.calendar import store
from project88.events.calendar.schemas import EventBrief, EventPage

Which = Literal["active", "archived", "deleted", "all"]
_STATES: Final = {
    "active": ("active",),
    "archived": ("archived",),
    "deleted": ("deleted",),
    "all": ("active", "archived"),
}
_MOST = 2**31
_ONE_DAY = timedelta(days=1)


async def page(
    connection: Connection, which: Which, text: str, after: str | None, limit: int
) -> EventPage:
    """:raises InputError: for an `after` that no page gave."""
    wanted = store.Wanted(
        _STATES[which], text.strip(), date.min, date.max, _place(after), limit + 1
    )
    rows = [EventBrief(**dict(row)) for row in await store.events(connection, wanted)]
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return EventPage(rows[:limit], f"{last.day}~{last.id}" if last else None)


async def today(connection: Connection, text: str, now_ms: int, limit: int) -> EventPage:
    """Active events whose day it is, each in its own zone. They are few, so one page has all."""
    now = datetime.fromtimestamp(now_ms / 1000, UTC)
    first, last = now.date() - _ONE_DAY, now.date() + _ONE_DAY
    rows = await store.events(
        connection, store.Wanted(_STATES["active"], text.strip(), first, last, None, 500)
    )
    found = [EventBrief(**dict(row)) for row in rows]
    here = [one for one in found if one.day == now.astimezone(ZoneInfo(one.zone)).date()]
    return EventPage(here[:limit], None)


def _place(after: str | None) -> tuple[date, int] | None:
    if after is None:
        return None
    day, _, number = after.partition("~")
    try:
        place = date.fromisoformat(day), int(number)
    except ValueError as error:
        raise _no_place() from error
    if not 0 <= place[1] < _MOST:
        raise _no_place()
    return place


def _no_place() -> InputError:
    return InputError("This is no place in the list; begin at its start.")
